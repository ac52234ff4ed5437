import fc from 'fast-check';

import type { Applicant } from '../../../community/screening/applicant';
import { contactsOf, contactsToFind, type Contact } from '../../../community/screening/contact';
import { duplicatesAmong, duplicatesOf, duplicateSettingsSchema } from '../../../community/screening/duplicate';

const SETTINGS = duplicateSettingsSchema.parse({ avatarDistance: 7 });
const AVATAR = 'c3d1a5f00f3c9e21';
const person = (memberId: string, more: Partial<Applicant> = {}): Applicant => ({
	platform: 'telegram',
	memberId,
	...more,
});
const kept = (memberId: string, contacts: readonly Contact[]) =>
	contacts.map(({ kind, key, value }) => ({ memberId, kind, key, value: value ?? null }));
const turn = (hash: string, bits: readonly number[]) =>
	bits
		.reduce((turned, bit) => turned ^ (1n << BigInt(bit)), BigInt(`0x${hash}`))
		.toString(16)
		.padStart(16, '0');

describe('contacts', () => {
	test('are what is known, once in every spelling, without phone and address themselves', () => {
		const one = contactsOf(person('1', { phone: '138 0013 8000', email: 'R.ain@gmail.com', name: '小雨🌸' }), SETTINGS);
		const other = contactsOf(
			person('2', { phone: '+8613800138000', email: 'rain+x@googlemail.com', name: '小 雨' }),
			SETTINGS,
		);
		expect(one).toEqual(other);
		expect(one.map(({ kind, value }) => [kind, value])).toEqual([
			['phone', undefined],
			['email', undefined],
			['name', '小雨'],
		]);
	});

	test.each([{}, { phone: '无', email: '无', name: '🌸', avatarHash: 'none' }, { avatarHash: '0'.repeat(16) }])(
		'are none of %j',
		(known) => {
			expect(contactsOf(person('1', known), SETTINGS)).toEqual([]);
		},
	);

	test('are not looked for by name', () => {
		expect(contactsToFind(contactsOf(person('1', { name: '小雨' }), SETTINGS))).toEqual([]);
	});

	test('find every picture that differs in up to seven bits', () => {
		const bits = fc.uniqueArray(fc.nat(63), { maxLength: 7 });
		const shared = (a: string, b: string) => {
			const theirs = new Set(
				contactsOf(person('2', { avatarHash: b }), SETTINGS).map(({ kind, key }) => `${kind} ${key}`),
			);
			const mine = contactsToFind(contactsOf(person('1', { avatarHash: a }), SETTINGS));
			return mine.filter(({ kind, key }) => theirs.has(`${kind} ${key}`)).length;
		};
		fc.assert(
			fc.property(bits, (turned) => {
				expect(shared(AVATAR, turn(AVATAR, turned))).toBeGreaterThan(0);
			}),
		);
		expect(shared(AVATAR, turn(AVATAR, [0, 1, 16, 17, 32, 33, 48, 49]))).toBe(0);
	});
});

describe('duplicates among kept contacts', () => {
	const me = person('1', { phone: '13800138000', name: '林晓雨', avatarHash: AVATAR });

	test('are those that comparing the people themselves finds', () => {
		const some = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
		const anybody = fc.record({
			name: some('林晓雨', '林小雨', '深圳林晓雨'),
			phone: some('13800138000', '13900139000'),
			email: some('a@b.cn'),
			unionId: some('u'),
			avatarHash: some(AVATAR, turn(AVATAR, [3, 40]), turn(AVATAR, [0, 8, 16, 24, 32, 40, 48, 56])),
		});
		fc.assert(
			fc.property(anybody, anybody, (a, b) => {
				const applicant = person('1', a);
				const contacts = kept('2', contactsOf(person('2', b), SETTINGS));
				const expected = duplicatesOf(applicant, [person('2', b)], SETTINGS);
				expect(duplicatesAmong({ applicant }, contacts, SETTINGS)).toEqual(
					expected.map(({ memberId, sure, because }) => ({ memberId, sure, because })),
				);
			}),
		);
	});

	test('are found by a phone, name or picture of the past', () => {
		const contacts = [
			...kept('2', contactsOf(person('2', { name: '林晓雨', phone: '13900139000' }), SETTINGS)),
			...kept('2', contactsOf(person('2', { name: 'Rain', phone: '13800138000', avatarHash: AVATAR }), SETTINGS)),
		];
		expect(duplicatesAmong({ applicant: me }, contacts, SETTINGS)).toEqual([
			{
				memberId: '2',
				sure: 'certain',
				because: [{ by: 'phone' }, { by: 'look', nameSimilarity: 1, avatarDistance: 0 }],
			},
		]);
	});

	test('are never the applicant', () => {
		const contacts = kept('m1', contactsOf(me, SETTINGS));
		expect(duplicatesAmong({ applicant: me, memberId: 'm1' }, contacts, SETTINGS)).toEqual([]);
		expect(duplicatesAmong({ applicant: me }, contacts, SETTINGS)).toHaveLength(1);
	});
});
