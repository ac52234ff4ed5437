import { DomainError } from '../../domain-error';

/** Half of a surrogate pair: text that has no UTF-8. */
export const BROKEN = /\p{Surrogate}/u;

/** JSON whose numbers are whole: what every language reads alike. */
export type PlainJson = null | boolean | number | string | readonly PlainJson[] | { readonly [key: string]: PlainJson };

/**
 * The one text of a JSON value, by RFC 8785 (JSON Canonicalization Scheme): keys sorted by UTF-16 code units,
 * no spaces. Narrower than the RFC in two places where languages differ: numbers are whole and exact, text is
 * well-formed Unicode. Text is not normalised: "é" as one code point and as two are two values. Keys whose
 * value is undefined are left out.
 *
 * @throws DomainError naming the path of what has no such text
 */
export function canonicalJson(value: unknown, path = ''): string {
	if (value === null || typeof value === 'boolean') return String(value);
	if (typeof value === 'number') {
		if (Number.isSafeInteger(value)) return String(Object.is(value, -0) ? 0 : value);
		throw unfit(path, `${String(value)} is no whole number`);
	}
	if (typeof value === 'string') {
		if (!BROKEN.test(value)) return JSON.stringify(value);
		throw unfit(path, 'its text is broken (half of a character)');
	}
	if (Array.isArray(value)) {
		return `[${value.map((item, index) => canonicalJson(item, `${path}.${String(index)}`)).join(',')}]`;
	}
	if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
		const members = Object.entries(value)
			.filter(([, member]) => member !== undefined)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, member]) => `${canonicalJson(key, path)}:${canonicalJson(member, `${path}.${key}`)}`);
		return `{${members.join(',')}}`;
	}
	throw unfit(path, `a ${typeof value} is no JSON`);
}

function unfit(path: string, reason: string): DomainError {
	const field = path.replace(/^\./, '') || 'rules';
	return new DomainError(`"${field}" cannot be published: ${reason}`, `Correct "${field}".`, field);
}
