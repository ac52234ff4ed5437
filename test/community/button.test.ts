import fc from 'fast-check';

import { BUTTON_ACTIONS, decodeButton, encodeButton } from '../../community/button';
import { stableId } from '../../community/digest';

const action = fc.constantFrom(...BUTTON_ACTIONS);
const id = fc.array(fc.string(), { maxLength: 3 }).map((parts) => stableId(...parts));
const communityId = fc.oneof(
	fc.string({ minLength: 1, unit: 'grapheme' }),
	fc.array(fc.constantFrom('|', 'a', '群', '-100'), { minLength: 1 }).map((parts) => parts.join('')),
);

describe('a button', () => {
	test('comes back as it was, whatever the community is called', () => {
		fc.assert(
			fc.property(action, id, communityId, (anAction, anId, aCommunity) => {
				const button = { action: anAction, id: anId, communityId: aCommunity };
				expect(decodeButton(encodeButton(button))).toEqual(button);
			}),
		);
	});

	test('fits into what Telegram gives back (64 bytes) for the ids of Telegram', () => {
		for (const one of BUTTON_ACTIONS) {
			const value = encodeButton({ action: one, id: stableId('x'), communityId: '-1009223372036854' });
			expect(Buffer.byteLength(value)).toBeLessThanOrEqual(64);
		}
	});

	test.each([
		'',
		'|',
		'||',
		'|||',
		'scr.approve',
		'scr.approve|',
		'scr.approve||',
		'scr.approve|abc',
		'scr.approve|abc|',
		'scr.approve||-1001',
		'SCR.APPROVE|abc|-1001',
		' scr.approve|abc|-1001',
		'scr.delete|abc|-1001',
		'constructor|abc|-1001',
		'__proto__|abc|-1001',
		'interested',
		'{"action":"scr.approve"}',
	])('is not ours: %j', (value) => {
		expect(decodeButton(value)).toBeUndefined();
	});

	test('of anybody else is never taken for ours', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (value) => {
				const button = decodeButton(value);
				if (button !== undefined) expect(encodeButton(button)).toBe(value);
				else expect(BUTTON_ACTIONS.some((known) => new RegExp(`^${known}\\|[^|]+\\|[^]+`).test(value))).toBe(false);
			}),
		);
	});
});
