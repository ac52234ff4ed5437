import { createHash } from 'node:crypto';
import fc from 'fast-check';

import { makeCode, readCode, showCode } from '../../../community/admission/code';
import { findCode, typedCode } from '../../../community/admission/find-code';

const codeFrom = (seed: number): string => makeCode(createHash('sha256').update(String(seed)).digest());
const CODE = showCode(codeFrom(1));

describe('a code in what somebody wrote', () => {
	test.each([
		CODE,
		CODE.toLowerCase(),
		`你好，${CODE}`,
		`我的邀请码是${CODE}，谢谢🙏`,
		`邀请码：${CODE.replace('-', '')}`,
		`Invitation code: ${CODE.replace('-', ' – ')} thanks`,
		CODE.replace(/[0-9A-Z]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
	])('is found in %s', (text) => {
		const read = readCode(findCode(text) ?? '');
		expect(read).toEqual({ ok: true, code: codeFrom(1) });
	});

	test.each([
		'',
		'大家好',
		'邀请码怎么用？',
		'friendship and happiness',
		'hello-world',
		'invitation code please',
		'13800138000',
		'https://t.me/+AbCdEf12345',
		'code 12345 67890 x',
	])('is not found in %s', (text) => {
		expect(findCode(text)).toBeUndefined();
	});

	test('is found with its typing error, so that its author can be told', () => {
		const wrong = `${CODE.slice(0, -1)}${CODE.endsWith('7') ? '8' : '7'}`;
		expect(findCode(`我有 ${wrong}`)).toBe(wrong);
		expect(findCode('邀请码：123')).toBe('123');
	});

	test('is found whatever it is, in the middle of Chinese text', () => {
		fc.assert(
			fc.property(fc.integer(), (seed) => {
				const shown = showCode(codeFrom(seed));
				expect(findCode(`这是${shown}请查收`)).toBe(shown);
			}),
		);
	});
});

test('what a form holds is taken as it is typed, also if it is no code', () => {
	expect(typedCode(` ${CODE} `)).toBe(CODE);
	expect(typedCode('  不知道 ')).toBe('不知道');
	expect(typedCode(1234567890)).toBe('1234567890');
	for (const nothing of ['', ' - ', undefined, null, [], {}]) expect(typedCode(nothing)).toBeUndefined();
});
