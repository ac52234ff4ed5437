/**
 * What a spreadsheet takes for a formula (OWASP, CSV injection): a cell that begins with one of these, also in full
 * width; and one that begins with the mark that is put before them, so that the mark can be told from what was written.
 */
const RISKY = /^'*[=+\-@\t\r\n＝＋－＠]/;
const MARKED = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** A text that every spreadsheet shows as it is: with the mark "'" before it where it might be a formula. */
export function neutralise(text: string): string {
	return RISKY.test(text) ? `'${text}` : text;
}

/** The text that `neutralise` was given; also what a spreadsheet kept as text by the same mark. */
export function restore(cell: string): string {
	return MARKED.test(cell) ? cell.slice(1) : cell;
}
