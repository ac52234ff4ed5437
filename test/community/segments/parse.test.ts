import Ajv from 'ajv/dist/2020';
import { z } from 'zod/v4';
import { DomainError } from '../../../community/domain-error';
import { segmentSchema } from '../../../community/segments/condition';
import { parseCondition, parseSegment } from '../../../community/segments/parse';

const TAG = { when: 'tag', tag: '铁粉' };

function errorOf(work: () => unknown): DomainError {
	try {
		work();
	} catch (error) {
		if (error instanceof DomainError) return error;
		throw error;
	}
	throw new Error('nothing was refused');
}

function nested(levels: number): unknown {
	let condition: unknown = TAG;
	for (let level = 1; level < levels; level++) condition = { when: 'not', of: condition };
	return condition;
}

test('a segment has a name and defaults', () => {
	expect(parseSegment({ name: ' 铁粉 ', condition: TAG })).toEqual({
		v: 1,
		name: '铁粉',
		condition: { when: 'tag', tag: '铁粉', has: true },
	});
});

test.each([
	['when', { when: 'weather' }],
	['of', { when: 'all', of: [] }],
	['of.1.tag', { when: 'any', of: [TAG, { when: 'tag', tag: '' }] }],
	['of.of.0.kinds', { when: 'not', of: { when: 'all', of: [{ when: 'events', kinds: [], atLeast: 1 }] } }],
	['condition', { when: 'events', kinds: ['checkin'] }],
	['condition', { when: 'tag', tag: 'a', hass: true }],
	['atLeast', { when: 'points', atLeast: 2, atMost: 1 }],
	['from', { when: 'field', field: 'born', from: '2001-01-01', until: '2000-01-01' }],
	['from', { when: 'field', field: 'born', from: '2001-02-29' }],
	['condition', { when: 'field', field: 'born' }],
	['withinDays', { when: 'events', kinds: ['checkin'], count: 'days', atLeast: 1 }],
	['withinDays', { when: 'events', kinds: ['checkin'], count: 'days', atLeast: 1, withinDays: 367 }],
	['withinDays', { when: 'joined', withinDays: 0 }],
	['before', { when: 'joined', before: '2026-03-01' }],
	['condition', 'everybody'],
])('%s is named where it is wrong: %j', (field, condition) => {
	const error = errorOf(() => parseCondition(condition));
	expect(error.field).toBe(field);
	expect(error.hint).toMatch(/\S/);
});

test('a condition may be eight levels deep and no more', () => {
	expect(() => parseCondition(nested(8))).not.toThrow();
	expect(errorOf(() => parseCondition(nested(9))).message).toMatch(/8 levels/);
	expect(errorOf(() => parseSegment({ name: 'x', condition: nested(100_000) })).message).toMatch(/8 levels/);
});

test('a condition may have a hundred parts and no more', () => {
	const wide = (parts: number) => ({ when: 'all', of: Array.from({ length: parts }, () => TAG) });
	expect(() => parseCondition(wide(99))).not.toThrow();
	expect(errorOf(() => parseCondition(wide(100))).message).toMatch(/100 parts/);
});

test('the published schema takes and refuses what the parser does', () => {
	const schema = z.toJSONSchema(segmentSchema, { io: 'input', target: 'draft-2020-12' });
	const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
	const joint = { when: 'all', of: [TAG, { when: 'not', of: { when: 'points', atLeast: 3 } }] };
	expect(validate({ name: 'x', condition: joint })).toBe(true);
	expect(validate({ name: 'x', condition: { when: 'all', of: [TAG, { when: 'weather' }] } })).toBe(false);
});
