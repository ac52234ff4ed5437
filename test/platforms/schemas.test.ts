import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { jsonSchemas } from '../../tools/schemas';

const FOLDER = join(__dirname, '../../schemas');
const read = (file: string): object => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as object;
/** Formats are notes here: the patterns beside them say what is accepted. */
const ajv = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false });

const EVENT = {
	eventId: 'e1',
	platform: 'myshop',
	communityId: 'c1',
	type: 'joined',
	occurredAt: '2026-03-01T08:00:00+08:00',
};
const MESSAGE = { to: { kind: 'group', id: 'c1' }, text: 'hi' };
const TARGET = { groupId: 'c1', memberId: 'm1' };

test('the published schemas are those of the code (run tools/schemas.ts after a change)', () => {
	const generated = jsonSchemas();
	expect(
		readdirSync(FOLDER)
			.filter((file) => file.endsWith('.schema.json'))
			.sort(),
	).toEqual(Object.keys(generated).sort());
	for (const [file, schema] of Object.entries(generated)) {
		expect(read(file)).toEqual(JSON.parse(JSON.stringify(schema)));
	}
});

test.each<[string, unknown, boolean]>([
	['community-event', EVENT, true],
	['community-event', { ...EVENT, v: 1, raw: { a: [1, null] }, receivedAt: '…', verified: true }, true],
	['community-event', { ...EVENT, v: 2 }, false],
	['community-event', { ...EVENT, type: 'exploded' }, false],
	['community-event', { ...EVENT, occurredAt: 'yesterday' }, false],
	['community-event', { ...EVENT, platform: 'My Shop' }, false],
	['community-event', { ...EVENT, eventId: undefined }, false],
	[
		'community-event',
		{ ...EVENT, payment: { orderId: 'o', transactionId: 't', amountMinor: 1.5, currency: 'CNY' } },
		false,
	],
	['community-event-batch', [EVENT], true],
	['community-event-batch', { events: [EVENT, EVENT] }, true],
	['community-event-batch', [], false],
	['community-event-batch', { events: [{ ...EVENT, communityId: '' }] }, false],
	['outbound-message', MESSAGE, true],
	['outbound-message', { ...MESSAGE, mentions: ['all', { id: '1', name: 'a' }] }, true],
	['outbound-message', { text: 'hi' }, false],
	['outbound-action', { v: 1, action: 'message.send', message: MESSAGE }, true],
	['outbound-action', { v: 1, action: 'member.remove', target: TARGET, mayReturn: false }, true],
	['outbound-action', { v: 1, action: 'member.remove', target: TARGET }, false],
	['outbound-action', { v: 1, action: 'member.promote', target: TARGET }, false],
])('%s: %j is valid: %s', (name, value, valid) => {
	const validate = ajv.compile(read(`${name}.schema.json`));
	expect(validate(JSON.parse(JSON.stringify(value)))).toBe(valid);
});
