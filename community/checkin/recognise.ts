import { decodeButton } from '../button';
import type { CommunityEvent } from '../event';
import type { CheckInWay, Tracker } from './tracker';

/** What an event says if it is a check-in with a tracker. */
export interface Recognised {
	way: CheckInWay;
	/** The words besides the keyword. */
	text: string;
	hasImage: boolean;
	/** What may be the code of a door. */
	code?: string;
}

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** The words after a keyword at the beginning of a message; a Latin keyword ends where its word ends. */
function afterKeyword(text: string, keywords: readonly string[]): string | undefined {
	const said = text
		.normalize('NFKC')
		.trim()
		.replace(/^[#＃/]/u, '');
	const lower = said.toLowerCase();
	for (const keyword of [...keywords].sort((a, b) => b.length - a.length)) {
		const word = plain(keyword);
		if (!lower.startsWith(word)) continue;
		const rest = said.slice(word.length);
		if (/[a-z0-9]$/.test(word) && /^[\p{L}\p{N}]/u.test(rest)) continue;
		return rest.replace(/^[\s:,，。、!！~～-]+/u, '').trim();
	}
	return undefined;
}

/** A code as members type it, without the letters that are mistaken for digits. */
const CODE = /^[A-HJ-NP-Z2-9]{8}$/;

/**
 * Whether an event is a check-in with a tracker, and what it brings. `undefined` for everything else: most of what a
 * group says is none.
 *
 * @param trackerId a button of another tracker is none of this one
 */
export function recognise(event: CommunityEvent, trackerId: string, tracker: Tracker): Recognised | undefined {
	const takes = (way: CheckInWay): boolean => tracker.ways.includes(way);
	const text = event.text ?? '';
	const hasImage = event.hasImage === true;
	switch (event.type) {
		case 'checkin':
			return takes('event') ? { way: 'event', text, hasImage } : undefined;
		case 'button': {
			const button = event.button === undefined ? undefined : decodeButton(event.button.value);
			return takes('button') && button?.action === 'chk.in' && button.id === trackerId
				? { way: 'button', text: '', hasImage: false }
				: undefined;
		}
		case 'form_submitted':
			return takes('form') ? { way: 'form', ...answersOf(event) } : undefined;
		case 'message':
			return fromMessage(text, hasImage, tracker);
		default:
			return undefined;
	}
}

function fromMessage(text: string, hasImage: boolean, tracker: Tracker): Recognised | undefined {
	const rest = afterKeyword(text, tracker.keywords);
	if (rest !== undefined) {
		const code = rest.toUpperCase();
		if (tracker.ways.includes('scan') && CODE.test(code)) return { way: 'scan', text: '', hasImage, code };
		if (tracker.ways.includes('keyword')) return { way: hasImage ? 'photo' : 'keyword', text: rest, hasImage };
	}
	return hasImage && tracker.ways.includes('photo') ? { way: 'photo', text: rest ?? text.trim(), hasImage } : undefined;
}

/** The answers of a form are the words of the check-in; a file that is a picture is its picture. */
function answersOf({ form, hasImage }: CommunityEvent): { text: string; hasImage: boolean } {
	const values = (form?.fields ?? []).flatMap(({ value }) => (Array.isArray(value) ? value : [value]));
	const texts = values.filter((value): value is string => typeof value === 'string');
	const isPicture = texts.some((value) => /\.(?:png|jpe?g|webp|gif|heic|bmp)(?:[?#]|$)/i.test(value));
	return { text: texts.join('\n').trim(), hasImage: hasImage === true || isPicture };
}

/** Whether a message asks for the leaderboard. */
export function asksForBoard(event: CommunityEvent, { boardKeywords }: Tracker): boolean {
	if (event.type !== 'message' || event.text === undefined) return false;
	const said = plain(event.text).replace(/^[#/]/, '');
	return boardKeywords.some((keyword) => plain(keyword) === said);
}
