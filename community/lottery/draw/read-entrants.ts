import { DomainError } from '../../domain-error';
import { LIST_TITLE, type Entrant } from './entrants';
import { isUtc } from './reader';

/** A published list, read back. */
export interface ReadList {
	readonly rulesHash: string;
	readonly commitment: string;
	readonly closedAt: string;
	/** In the order of the list, every entrant once. */
	readonly lines: readonly Entrant[];
}

const HEAD = /^rules ([0-9a-f]{64})\ncommitment ([0-9a-f]{64})\nclosed (\S+)\nentrants (0|[1-9]\d{0,8})\n/;
/** An entrant's hash, a space, and a weight as canonicalEntrants writes it. */
const LINE = /^[0-9a-f]{64} [1-9]\d{0,5}$/;

/**
 * A list as `canonicalEntrants` writes it, and nothing else: the same entrants have one text.
 *
 * @throws DomainError naming the line that is not as it must be
 */
export function readEntrants(text: string): ReadList {
	const title = `${LIST_TITLE}\n`;
	if (!text.startsWith(title)) throw wrong(1, 'it does not begin like a list of entrants');
	const head = HEAD.exec(text.slice(title.length, title.length + 512));
	if (head === null) throw wrong(2, 'rules, commitment, closing and number of entrants must follow, each on its line');
	const [whole, rulesHash = '', commitment = '', closedAt = '', count = ''] = head;
	if (!isUtc(closedAt)) throw wrong(4, 'the closing is no instant in UTC');
	const lines = linesOf(text.slice(title.length + whole.length));
	if (lines.length !== Number(count)) {
		throw wrong(5, `it announces ${count} entrants, but ${String(lines.length)} follow`);
	}
	return { rulesHash, commitment, closedAt, lines };
}

/** Lines of the list before the first entrant. */
const HEAD_LINES = 5;

function linesOf(text: string): Entrant[] {
	if (text === '') return [];
	if (!text.endsWith('\n')) throw wrong('last', 'a line feed must end it');
	let previous = '';
	return text
		.slice(0, -1)
		.split('\n')
		.map((line, index) => {
			const number = index + 1 + HEAD_LINES;
			if (!LINE.test(line)) throw wrong(number, 'it is not 64 hex digits, a space and a weight');
			const entrant = line.slice(0, 64);
			if (entrant === previous) throw wrong(number, 'this entrant stands there twice');
			if (entrant < previous) throw wrong(number, 'it is out of order');
			previous = entrant;
			return { entrant, weight: Number(line.slice(65)) };
		});
}

function wrong(line: number | string, reason: string): DomainError {
	return new DomainError(
		`Line ${String(line)} of the list of entrants is wrong: ${reason}`,
		'Take the list as it was published.',
		'list',
	);
}
