import { DomainError } from '../../../community/domain-error';
import { compilePatterns, findPatterns } from '../../../community/scan/patterns';

const pattern = (source: string) => ({ name: 'mine', pattern: source, points: 30 });

describe('patterns', () => {
	test('are found in the text as written and as folded', () => {
		const compiled = compilePatterns([pattern('红包\\d+元')]);
		expect(findPatterns(compiled, '领红包88元', '领红包88元')).toMatchObject([{ saw: '红包88元' }]);
		expect(findPatterns(compiled, '领紅包８８元', '领红包88元')).toMatchObject([{ saw: '红包88元' }]);
		expect(findPatterns(compiled, '红包没了', '红包没了')).toEqual([]);
	});

	test('that would hang elsewhere end', () => {
		const text = `${'a'.repeat(20_000)}!`;
		expect(findPatterns(compilePatterns([pattern('^(a+)+$'), pattern('^(a|aa)+$')]), text, text)).toEqual([]);
	});

	test.each(['(?=a)b', '(a)\\1', '(unclosed', 'a{2,1}', '*'])('%s is refused by name of its field', (source) => {
		const compile = () => compilePatterns([pattern('fine'), pattern(source)]);
		expect(compile).toThrow(DomainError);
		expect(compile).toThrow(
			expect.objectContaining({ field: 'patterns.1.pattern', hint: expect.stringContaining('RE2') }),
		);
	});
});
