import { RE2JS } from 're2js';
import { DomainError } from '../domain-error';

export interface Pattern {
	name: string;
	/** Regular expression in RE2's syntax (https://github.com/google/re2/wiki/Syntax). */
	pattern: string;
	points: number;
}

export interface PatternHit {
	pattern: Pattern;
	saw: string;
}

export interface CompiledPattern {
	pattern: Pattern;
	expression: RE2JS;
}

function compile(pattern: Pattern, field: string): CompiledPattern {
	try {
		return { pattern, expression: RE2JS.compile(pattern.pattern, RE2JS.CASE_INSENSITIVE) };
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		throw new DomainError(
			`The pattern "${pattern.name}" cannot be used: ${why}`,
			'Patterns run in time that grows with the length of the message only (RE2), so look-around such as (?=…) and ' +
				'back-references such as \\1 do not exist. Write the pattern without them, or split it into two patterns.',
			field,
		);
	}
}

/**
 * Makes operators' regular expressions ready. They run on RE2's automata, so none of them can hang.
 *
 * @throws DomainError naming the pattern that RE2 refuses
 */
export function compilePatterns(patterns: readonly Pattern[]): CompiledPattern[] {
	return patterns.map((pattern, index) => compile(pattern, `patterns.${index}.pattern`));
}

/** Each pattern that is found in the text as it was written or in its folded form, with what it saw. */
export function findPatterns(patterns: readonly CompiledPattern[], original: string, folded: string): PatternHit[] {
	const texts = original === folded ? [original] : [original, folded];
	return patterns.flatMap(({ pattern, expression }) => {
		for (const text of texts) {
			const matcher = expression.matcher(text);
			if (matcher.find()) return [{ pattern, saw: matcher.group() ?? '' }];
		}
		return [];
	});
}
