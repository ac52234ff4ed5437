import { DomainError } from '../../domain-error';

const OPEN = '<script type="application/json" id="proof">';
const CLOSE = '</script>';

/**
 * The verifying page with a proof in it. The page's policy (Content-Security-Policy) allows its own script
 * alone; the proof is a block of data, which no browser runs.
 *
 * @param page dist/verify/verify.html
 * @param json text of the proof
 */
export function embedProof(page: string, json: string): string {
	const at = page.indexOf(`${OPEN}${CLOSE}`);
	if (at < 0) throw new Error('The verifying page has no place for a proof');
	const from = at + OPEN.length;
	// Inside a script element only "<" could end it or begin a comment; JSON may spell it otherwise.
	return `${page.slice(0, from)}${json.replaceAll('<', '\\u003c')}${page.slice(from)}`;
}

/**
 * The proof's text in what somebody was sent: the JSON itself, or the page with the proof in it.
 *
 * @throws DomainError if it is neither
 */
export function proofTextIn(file: string): string {
	const text = file.replace(/^\uFEFF/, '').trim();
	if (!text.startsWith('<')) return text;
	// The first: the page's script, which comes after, speaks of it too.
	const at = text.indexOf(OPEN);
	const end = at < 0 ? -1 : text.indexOf(CLOSE, at);
	const json = end < 0 ? '' : text.slice(at + OPEN.length, end).trim();
	if (json !== '') return json;
	throw new DomainError(
		'There is no proof in this page',
		'Take the page that the lottery was published with.',
		'proof',
	);
}
