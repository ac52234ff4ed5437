import fc from 'fast-check';

import type { Applicant } from '../../../community/screening/applicant';
import { duplicateSettingsSchema, duplicatesOf } from '../../../community/screening/duplicate';
import { editDistance, hashDistance, similarity } from '../../../community/screening/likeness';

const person = (memberId: string, more: Partial<Applicant> = {}): Applicant => ({
	platform: 'telegram',
	memberId,
	...more,
});
const AVATAR = 'c3d1a5f00f3c9e21';
/** Two bits away from AVATAR. */
const NEAR = 'c3d1a5f00f3c9e22';
const FAR = '3c2e5a0ff0c361de';

describe('likeness', () => {
	test.each([
		['', '', 0],
		['小雨', '小雨', 0],
		['小雨', '雨小', 1],
		['林晓雨', '林小雨', 1],
		['kitten', 'sitting', 3],
		['ca', 'abc', 3],
		['', 'abc', 3],
		['😀a', 'a', 1],
	])('%j and %j differ by %d', (a, b, distance) => {
		expect(editDistance([...a], [...b])).toBe(distance);
	});

	test('is the same from both sides, and full only for equal names', () => {
		const text = fc.string({ unit: fc.constantFrom('a', 'b', '雨', '😀'), maxLength: 8 });
		fc.assert(
			fc.property(text, text, (a, b) => {
				expect(similarity(a, b)).toBe(similarity(b, a));
				expect(similarity(a, b) === 1).toBe(a === b);
				expect(similarity(a, b)).toBeGreaterThanOrEqual(0);
			}),
		);
	});

	test.each([
		[AVATAR, AVATAR, 0],
		[AVATAR, NEAR, 2],
		[AVATAR, FAR, 64],
		[AVATAR, AVATAR.toUpperCase(), 0],
		[AVATAR, 'no hash', undefined],
		[AVATAR, AVATAR.slice(1), undefined],
	])('pictures %s and %s differ by %p bits', (a, b, bits) => {
		expect(hashDistance(a, b)).toBe(bits);
	});
});

describe('a duplicate', () => {
	test.each<[string, Partial<Applicant>, Partial<Applicant>, string | undefined, string[]]>([
		['the same phone', { phone: '138 0013 8000' }, { phone: '+8613800138000' }, 'likely', ['phone']],
		['the same mailbox', { email: 'r.ain+1@gmail.com' }, { email: 'Rain@googlemail.com' }, 'likely', ['email']],
		['the same union id', { unionId: 'oABC' }, { unionId: ' oABC ' }, 'certain', ['unionId']],
		[
			'phone and mailbox',
			{ phone: '13800138000', email: 'a@b.cn' },
			{ phone: '13800138000', email: 'a@b.cn' },
			'certain',
			['phone', 'email'],
		],
		[
			'nearly the same name and picture',
			{ name: '林晓雨❤', avatarHash: AVATAR },
			{ name: '林 晓雨', avatarHash: NEAR },
			'possible',
			['look'],
		],
		[
			'one letter of four',
			{ name: '深圳小雨', avatarHash: AVATAR },
			{ name: '深圳晓雨', avatarHash: AVATAR },
			'possible',
			['look'],
		],
		['a name alone', { name: '林晓雨' }, { name: '林晓雨' }, undefined, []],
		[
			'a name with another picture',
			{ name: '林晓雨', avatarHash: AVATAR },
			{ name: '林晓雨', avatarHash: FAR },
			undefined,
			[],
		],
		['a picture alone', { name: '林晓雨', avatarHash: AVATAR }, { name: '王大力', avatarHash: AVATAR }, undefined, []],
		['names of emoji', { name: '🌸', avatarHash: AVATAR }, { name: '🌸', avatarHash: AVATAR }, undefined, []],
		[
			'a blank picture',
			{ name: '林晓雨', avatarHash: '0'.repeat(16) },
			{ name: '林晓雨', avatarHash: '0'.repeat(16) },
			undefined,
			[],
		],
		['a letter of the union id', { unionId: 'oABC' }, { unionId: 'oabc' }, undefined, []],
		['nothing known', {}, {}, undefined, []],
		['phones that are none', { phone: '无' }, { phone: '无' }, undefined, []],
	])('by %s', (_name, a, b, sure, by) => {
		const [duplicate] = duplicatesOf(person('1', a), [person('2', b)]);
		expect(duplicate?.sure).toBe(sure);
		expect((duplicate?.because ?? []).map((likeness) => likeness.by)).toEqual(by);
	});

	test('is never the applicant, but may have the same id on another platform', () => {
		const me = person('1', { phone: '13800138000' });
		expect(duplicatesOf(me, [me])).toEqual([]);
		expect(duplicatesOf(me, [{ ...me, platform: 'wecom' }])).toHaveLength(1);
	});

	test('comes surest first, and gives away no phone of another person', () => {
		const me = person('1', { phone: '13800138000', unionId: 'u' });
		const found = duplicatesOf(me, [person('2', { phone: '13800138000' }), person('3', { unionId: 'u' })]);
		expect(found.map(({ memberId }) => memberId)).toEqual(['3', '2']);
		expect(JSON.stringify(found)).not.toContain('13800138000');
	});

	test('is told by no picture that a platform gives to many', () => {
		const settings = duplicateSettingsSchema.parse({ commonAvatars: [AVATAR.toUpperCase()] });
		const [a, b] = [
			person('1', { name: '小雨', avatarHash: AVATAR }),
			person('2', { name: '小雨', avatarHash: AVATAR }),
		];
		expect(duplicatesOf(a, [b])).toHaveLength(1);
		expect(duplicatesOf(a, [b], settings)).toEqual([]);
	});

	test('has the applicant as a duplicate, for the same reasons', () => {
		const some = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
		const anybody = fc.record({
			name: some('林晓雨', '林小雨', '晓雨 Lin', 'rain', '🌸'),
			phone: some('13800138000', '+86 138 0013 8000', '13900139000'),
			email: some('a.b@gmail.com', 'ab+x@gmail.com', 'c@d.cn'),
			unionId: some('u1', 'u2'),
			avatarHash: some(AVATAR, NEAR, FAR),
		});
		fc.assert(
			fc.property(anybody, anybody, (a, b) => {
				const [there] = duplicatesOf(person('1', a), [person('2', b)]);
				const [back] = duplicatesOf(person('2', b), [person('1', a)]);
				expect(there === undefined ? undefined : { ...there, memberId: '1' }).toEqual(back);
			}),
		);
	});
});
