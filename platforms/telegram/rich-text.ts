/*
 * Text with entities: formatting kept beside the text and never inside it, so that what a member
 * wrote can never become formatting. Offsets and lengths count UTF-16 code units, as JavaScript
 * strings do. https://core.telegram.org/bots/api#messageentity
 */

export type Style =
	| { type: 'bold' | 'italic' | 'strikethrough' | 'code' }
	| { type: 'pre'; language?: string }
	| { type: 'text_link'; url: string }
	| { type: 'text_mention'; user: { id: number; is_bot: false; first_name: string } };

export type Entity = Style & { offset: number; length: number };

export interface RichText {
	text: string;
	entities: Entity[];
}

const ELLIPSIS = '…';
/** How far back a cut looks for a space before it cuts inside a word. */
const WORD_SEARCH = 40;

/** Text as it stands. Half a surrogate pair, which no UTF-8 can carry, becomes U+FFFD. */
export function plain(text: string): RichText {
	return { text: wellFormed(text), entities: [] };
}

export function wellFormed(text: string): string {
	return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** The whole text in one style. */
export function styled(text: string, style: Style): RichText {
	const { text: sound } = plain(text);
	return { text: sound, entities: sound === '' ? [] : [{ ...style, offset: 0, length: sound.length }] };
}

/** The parts that are not empty, one after the other. */
export function join(parts: readonly RichText[], separator: string): RichText {
	let text = '';
	const entities: Entity[] = [];
	for (const part of parts) {
		if (part.text === '') continue;
		if (text !== '') text += separator;
		const start = text.length;
		entities.push(...part.entities.map((entity) => ({ ...entity, offset: entity.offset + start })));
		text += part.text;
	}
	return { text, entities };
}

/**
 * At most `limit` UTF-16 units of a text, ending in "…" if something is missing. Cuts at a space
 * near the end, else between two graphemes, so that no character is halved. Formatting is cut with
 * the text; a mention that is no longer whole is dropped.
 */
export function cut(rich: RichText, limit: number): RichText {
	if (rich.text.length <= limit) return rich;
	const end = cutPosition(rich.text, limit - ELLIPSIS.length);
	const entities = rich.entities.flatMap((entity) => {
		const length = Math.min(entity.length, end - entity.offset);
		const isWhole = length === entity.length;
		return length > 0 && (isWhole || entity.type !== 'text_mention') ? [{ ...entity, length }] : [];
	});
	return { text: rich.text.slice(0, end) + ELLIPSIS, entities };
}

function cutPosition(text: string, limit: number): number {
	if (limit <= 0) return 0;
	const end = graphemeBoundary(text, limit);
	const lastSpace = text.slice(Math.max(0, end - WORD_SEARCH), end).search(/\s\S*$/u);
	const isBetweenWords = /^\s/u.test(text.slice(end));
	return isBetweenWords || lastSpace < 0 ? end : Math.max(0, end - WORD_SEARCH) + lastSpace;
}

/** The last boundary between two graphemes at or before `limit`. */
function graphemeBoundary(text: string, limit: number): number {
	const containing = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text).containing(limit);
	if (containing === undefined) return text.length;
	// A grapheme may be longer than the whole limit (combining marks without end): then cut between code points.
	return containing.index > 0 ? containing.index : limit - (isLowSurrogate(text.charCodeAt(limit)) ? 1 : 0);
}

function isLowSurrogate(unit: number): boolean {
	return unit >= 0xdc00 && unit <= 0xdfff;
}
