import type { Language } from '../language';
import { fillText, shorten } from '../text';
import { BUDDY_COPY } from './copy';
import type { ExplainedPair } from './match';

/** How many tags a reason names, and how much of each. */
const NAMED = 5;
const TAG_LENGTH = 40;

const clean = (text: string): string => shorten(text.replace(/\s+/gu, ' ').trim(), TAG_LENGTH);

/**
 * Why two people were brought together, for themselves to read: one phrase for each thing that speaks for
 * it. What speaks against it, and who does not want to meet whom, is never said.
 *
 * @param nameOf how a member is called in the phrases
 */
export function reasonsOf(
	{ likeness, memberIds }: ExplainedPair,
	nameOf: (memberId: string) => string,
	language: Language,
): string[] {
	const copy = BUDDY_COPY[language];
	const { sharedTags, complements, city, hours, newcomer, roundsAgo } = likeness;
	const tags = sharedTags.slice(0, NAMED).map(clean).join(copy.list);
	const regular = memberIds.find((memberId) => memberId !== newcomer) ?? '';
	return [
		...complements
			.slice(0, NAMED)
			.map(({ tag, wantedBy, offeredBy }) =>
				fillText(copy.complement, { tag: clean(tag), wantedBy: nameOf(wantedBy), offeredBy: nameOf(offeredBy) }),
			),
		...(tags === '' ? [] : [fillText(copy.sharedTags, { tags })]),
		...(city === undefined ? [] : [fillText(copy.city, { city: clean(city) })]),
		...(hours === undefined || hours < 1 ? [] : [fillText(copy.hours, { hours })]),
		...(newcomer === undefined
			? []
			: [fillText(copy.newcomer, { newcomer: nameOf(newcomer), regular: nameOf(regular) })]),
		...(roundsAgo === undefined ? [] : [fillText(copy.again, { rounds: roundsAgo })]),
	];
}
