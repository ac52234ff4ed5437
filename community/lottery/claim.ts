import { DomainError } from '../domain-error';
import type { ClaimField } from './rules';

/** What a winner filled in, by the key of the field; sensitive answers apart, so that they are sealed. */
export interface ClaimAnswers {
	plain: Record<string, string>;
	sensitive: Record<string, string>;
}

const MAX_ANSWER = 2000;

/** Spellings of a question that a person would call the same. */
const same = (text: string): string =>
	text
		.normalize('NFKC')
		.replace(/[\s:：*＊?？]/g, '')
		.toLowerCase();

/**
 * Takes the answers of a claim form by the fields' keys or labels; what was not asked is left out.
 *
 * @param given answers by key or by label, as a form sends them
 * @throws DomainError naming a required field that is empty
 */
export function readClaim(fields: readonly ClaimField[], given: Readonly<Record<string, string>>): ClaimAnswers {
	const bySpelling = new Map(Object.entries(given).map(([key, value]) => [same(key), value.trim()]));
	const answers: ClaimAnswers = { plain: {}, sensitive: {} };
	for (const { key, label, required, sensitive } of fields) {
		const value = bySpelling.get(same(key)) || bySpelling.get(same(label)) || '';
		if (value.length > MAX_ANSWER) {
			throw new DomainError(`"${label}" is longer than ${MAX_ANSWER} characters`, 'Shorten it.', key);
		}
		if (value !== '') answers[sensitive ? 'sensitive' : 'plain'][key] = value;
		else if (required) throw new DomainError(`"${label}" is not filled in`, 'Fill it in, then claim again.', key);
	}
	return answers;
}

/** Whether a press of a button is enough to claim: there is nothing that must be filled in. */
export function claimsByButton(fields: readonly ClaimField[]): boolean {
	return fields.every(({ required }) => !required);
}
