import type { Language } from '../language';
import type { OutboundMessage } from '../message';
import { countCharacters, fillText, shorten } from '../text';
import { ageInWords } from './age';
import { REVIEW_COPY } from './copy';
import { byAge, type WaitingApplication } from './desk';
import type { DueEscalation, DueReminder } from './due';

/** Where reviewers are spoken to, and in which language. */
export interface DeskPlace {
	reviewGroupId: string;
	language: Language;
	now: string;
	/** The hosted review page, with its signed token. */
	deskUrl?: string | undefined;
}

export interface ReviewerName {
	/** The reviewer's id on the platform. */
	id: string;
	name: string;
}

/** How many applications the digest names; the rest is counted. */
const NAMED = 10;
const NAME_LENGTH = 40;

function toDesk(text: string, key: string, place: DeskPlace, mention?: ReviewerName): OutboundMessage {
	const { openDesk } = REVIEW_COPY[place.language];
	return {
		to: { kind: 'group', id: place.reviewGroupId },
		text,
		format: 'plain',
		...(mention === undefined ? {} : { mentions: [mention] }),
		...(place.deskUrl === undefined ? {} : { buttons: [{ text: openDesk, url: place.deskUrl }] }),
		dedupeKey: key,
	};
}

/** The name in one line: a name with line breaks shall not look like several applications. */
function nameOf({ name, applicationId }: WaitingApplication): string {
	const line = name.replace(/\s+/gu, ' ').trim();
	return countCharacters(line) === 0 ? applicationId : shorten(line, NAME_LENGTH);
}

/** What waits, the oldest first: "5 applications wait, the oldest for 2 days". */
export function digestText(applications: readonly WaitingApplication[], language: Language, now: string): string {
	const copy = REVIEW_COPY[language];
	const sorted = [...applications].sort(byAge);
	const [oldest] = sorted;
	if (oldest === undefined) return copy.digestEmpty;
	const age = ({ createdAt }: WaitingApplication): string => ageInWords(createdAt, now, language);
	const count = sorted.length;
	const lines = sorted
		.slice(0, NAMED)
		.map((of) => fillText(copy.digestLine, { name: nameOf(of), score: of.score, age: age(of) }));
	const more = count - lines.length;
	return [
		fillText(count === 1 ? copy.digestOne : copy.digestMany, { count, age: age(oldest) }),
		...lines,
		...(more > 0 ? [fillText(copy.digestMore, { count: more })] : []),
	].join('\n');
}

/** The digest for the reviewers' group, or nothing where nothing waits. One for every `now`. */
export function digestMessage(applications: readonly WaitingApplication[], place: DeskPlace): OutboundMessage[] {
	if (applications.length === 0) return [];
	const text = digestText(applications, place.language, place.now);
	return [toDesk(text, `review:digest:${place.reviewGroupId}:${place.now}`, place)];
}

/** Reminds of one application; the assignee is mentioned where there is one. */
export function reminderMessage(
	application: WaitingApplication,
	due: DueReminder,
	place: DeskPlace,
	reviewer?: ReviewerName,
): OutboundMessage {
	const copy = REVIEW_COPY[place.language];
	const name = nameOf(application);
	const age = ageInWords(application.createdAt, place.now, place.language);
	const text =
		reviewer === undefined
			? fillText(copy.reminder, { name, age })
			: fillText(copy.reminderFor, { name, age, reviewer: reviewer.name });
	return toDesk(text, due.key, place, reviewer);
}

/** Hands one application on to somebody else. */
export function escalationMessage(
	application: WaitingApplication,
	due: DueEscalation,
	place: DeskPlace,
	reviewer: ReviewerName,
): OutboundMessage {
	const age = ageInWords(application.createdAt, place.now, place.language);
	const text = fillText(REVIEW_COPY[place.language].escalation, {
		name: nameOf(application),
		age,
		reviewer: reviewer.name,
	});
	return toDesk(text, due.key, place, reviewer);
}
