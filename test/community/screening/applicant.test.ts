import fc from 'fast-check';
import { DomainError } from '../../../community/domain-error';

import { normalEmail, normalName, normalPhone, requireIdentity } from '../../../community/screening/applicant';

describe('a telephone number', () => {
	test.each([
		['13800138000', '+8613800138000'],
		['138 0013 8000', '+8613800138000'],
		['138-0013-8000', '+8613800138000'],
		['１３８００１３８０００', '+8613800138000'],
		['+86 138 0013 8000', '+8613800138000'],
		['0086-13800138000', '+8613800138000'],
		['8613800138000', '+8613800138000'],
		['013800138000', '+8613800138000'],
		['010-6552 9988', '+861065529988'],
		['+86 (0)10 6552 9988', '+861065529988'],
		['+1 (415) 555-2671', '+14155552671'],
		['+44 20 7946 0958', '+442079460958'],
	])('%s is %s', (typed, normal) => {
		expect(normalPhone(typed)).toBe(normal);
	});

	test.each(['', '微信同号', '123', '+0123456789', '1'.repeat(20), 'call 13800138000', '++8613800138000'])(
		'is not %j',
		(typed) => {
			expect(normalPhone(typed)).toBeUndefined();
		},
	);

	test('is read by the plan of another country', () => {
		expect(normalPhone('07911 123456', { callingCode: '44', trunkPrefix: '0' })).toBe('+447911123456');
	});

	test('stays what it is', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[+0-9 ()-]{5,20}$/), (typed) => {
				const once = normalPhone(typed);
				if (once !== undefined) expect(normalPhone(once)).toBe(once);
			}),
		);
	});
});

describe('an e-mail address', () => {
	test.each([
		['Rain@Example.com', 'rain@example.com'],
		[' rain+group@example.com ', 'rain@example.com'],
		['r.a.i.n@gmail.com', 'rain@gmail.com'],
		['Ra.in+x@googlemail.com', 'rain@gmail.com'],
		['r.a.i.n@example.com', 'r.a.i.n@example.com'],
		['rain＠example.com', 'rain@example.com'],
		['小雨@例子.中国', '小雨@例子.中国'],
		['+tag@example.com', '+tag@example.com'],
		['rain@example.com.', 'rain@example.com'],
	])('%s is %s', (typed, normal) => {
		expect(normalEmail(typed)).toBe(normal);
	});

	test.each([
		'',
		'rain',
		'@example.com',
		'rain@',
		'rain@localhost',
		'a b@example.com',
		'a@b@example.com',
		'.@gmail.com',
	])('is not %j', (typed) => {
		expect(normalEmail(typed)).toBeUndefined();
	});

	test('stays what it is', () => {
		fc.assert(
			fc.property(fc.emailAddress(), (typed) => {
				const once = normalEmail(typed);
				if (once !== undefined) expect(normalEmail(once)).toBe(once);
			}),
		);
	});
});

describe('a name', () => {
	test.each([
		['林晓雨', '林晓雨'],
		[' 林 晓雨 🌧️', '林晓雨'],
		['✨林·晓雨✨', '林晓雨'],
		['Ｒａｉｎ Lin', 'rainlin'],
		['rain_lin 👩🏽‍💻', 'rainlin'],
		['小雨🇨🇳', '小雨'],
		['1️⃣小雨', '1小雨'],
		['林\u200B晓\u2060雨', '林晓雨'],
	])('%j is %s without its decoration', (typed, normal) => {
		expect(normalName(typed)).toBe(normal);
	});

	test.each(['', '   ', '🌸🌸', '\u200B', '。。。'])('%j is none', (typed) => {
		expect(normalName(typed)).toBeUndefined();
	});
});

describe('an application', () => {
	test.each([
		[{ platform: 'telegram' }, 'memberId'],
		[{ platform: 'telegram', memberId: '  ' }, 'memberId'],
		[{ memberId: '7' }, 'platform'],
	])('without identity (%j) is refused, naming %s', (applicant, field) => {
		const check = () => requireIdentity(applicant);
		expect(check).toThrow(DomainError);
		expect(check).toThrow(expect.objectContaining({ field, message: expect.stringContaining(field) }));
	});

	test('with identity is fine', () => {
		expect(() => requireIdentity({ platform: 'telegram', memberId: '7' })).not.toThrow();
	});
});
