import { localDate } from '../days';
import { instantMs } from '../parse';
import type { Language } from '../language';
import { fillText } from '../text';
import { BUDDY_COPY } from './copy';
import type { FairnessReport } from './fairness';
import type { FollowUpState } from './followup';
import { fairnessText, percent, wholeNumber } from './report';

/** What the groups said that were asked whether they met; `share` is of those that were asked. */
export interface MetTally {
	asked: number;
	yes: number;
	no: number;
	/** Asked, and nobody has answered, or not enough to tell. */
	unknown: number;
	share: number;
}

export function metTally(states: readonly FollowUpState[]): MetTally {
	const asked = states.filter((state) => state !== 'introduced');
	const yes = asked.filter((state) => state === 'all_yes' || state === 'some_yes').length;
	const no = asked.filter((state) => state === 'no').length;
	return {
		asked: asked.length,
		yes,
		no,
		unknown: asked.length - yes - no,
		share: asked.length === 0 ? 0 : yes / asked.length,
	};
}

/** Somebody who takes part and has not been in company since then. */
export interface Waiting {
	memberId: string;
	since: string;
	days: number;
}

/**
 * Who waits for a buddy, the longest first.
 *
 * @param people since when each takes part
 * @param lastTogether when somebody was last brought together with others
 */
export function waitingOf(
	people: readonly { memberId: string; since: string }[],
	lastTogether: ReadonlyMap<string, string>,
	now: string,
): Waiting[] {
	return people
		.filter(({ memberId, since }) => {
			const last = lastTogether.get(memberId);
			return last === undefined || instantMs(last) < instantMs(since);
		})
		.map(({ memberId, since }) => ({
			memberId,
			since,
			days: Math.max(0, Math.floor((instantMs(now) - instantMs(since)) / 86_400_000)),
		}))
		.sort((left, right) => right.days - left.days || (left.memberId < right.memberId ? -1 : 1));
}

/** One round in a line of the report. */
export interface RoundLine {
	number: number;
	at: string;
	people: number;
	groups: number;
	alone: number;
	/** Badness of a pair, on average. */
	mean: number;
	met: MetTally;
}

export interface Overview {
	fairness: FairnessReport;
	met: MetTally;
	waiting: readonly Waiting[];
	/** The newest first. */
	rounds: readonly RoundLine[];
}

/** How many people or rounds the report names; the rest is counted. */
const NAMED = 10;

/** How buddy matching goes over time, for operators to read. */
export function overviewText(
	{ fairness, met, waiting, rounds }: Overview,
	{ language, timeZone, communityName }: { language: Language; timeZone: string; communityName?: string | undefined },
	nameOf: (memberId: string) => string,
): string {
	const copy = BUDDY_COPY[language];
	const more = (count: number): string[] =>
		count > NAMED ? [fillText(copy.reportMore, { count: count - NAMED })] : [];
	const waitingLines = waiting
		.slice(0, NAMED)
		.map(({ memberId, days }) => fillText(copy.reportWaitingLine, { name: nameOf(memberId), days }));
	return [
		fairnessText(fairness, language, nameOf, communityName),
		met.asked === 0
			? copy.reportMetNobody
			: fillText(copy.reportMet, { ...met, share: undefined, percent: percent(met.share, language) }),
		...rounds.slice(0, NAMED).map((round) =>
			fillText(copy.reportRound, {
				number: round.number,
				date: localDate(round.at, timeZone),
				people: round.people,
				pairs: round.groups,
				alone: round.alone,
				mean: wholeNumber(round.mean, language),
				percent: round.met.asked === 0 ? '–' : percent(round.met.share, language),
			}),
		),
		...(waiting.length === 0 ? [] : [fillText(copy.reportWaiting, { count: waiting.length })]),
		...waitingLines,
		...more(waiting.length),
	].join('\n');
}
