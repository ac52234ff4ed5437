import type { OutboundMessage } from '../message';
import { fillText } from '../text';
import { ELIMINATION_COPY } from './copy';
import { localDate } from '../days';
import type { EliminationPlan, PlannedMember, SparedMember } from './simulate';
import { immunityText, lastDay, memberName, reasonText, type Voice } from './words';

/** How many members each part of the report names; the rest is counted. */
const NAMED = 15;
/** Of each member's reasons, the gravest so many. */
const TOP_REASONS = 2;

/** The simulation as operators read it: counts, who goes and why, who is talked to, spared or postponed. */
export function reportText(plan: EliminationPlan, voice: Voice): string {
	const copy = ELIMINATION_COPY[voice.language];
	const { members, onNotice, going, after } = plan.counts;
	const postponed = (because: string): PlannedMember[] => plan.postponed.filter((of) => of.because === because);
	const dates = {
		appealDay: lastDay(plan.appealUntil, plan.timeZone),
		lastDay: lastDay(plan.dueAt, plan.timeZone),
	};
	const isEmpty = plan.going.length + plan.talks.length + plan.postponed.length === 0;
	return [
		fillText(copy.reportTitle, { community: voice.communityName, date: localDate(plan.at, plan.timeZone) }),
		fillText(copy.reportCounts, { members, onNotice, going, after, cap: plan.cap }),
		...(isEmpty ? [copy.reportNobody] : []),
		...section(copy.reportGoing, plan.going, voice),
		...(plan.going.length === 0 ? [] : [fillText(copy.reportDates, dates)]),
		...section(copy.reportTalks, plan.talks, voice),
		...section(copy.reportPostponedCap, postponed('batch_cap'), voice),
		...section(copy.reportPostponedSize, postponed('minimum_size'), voice),
		...sparedSection(plan.spared, voice),
		...(plan.quotaUnmet === 0 ? [] : [fillText(copy.reportQuotaUnmet, { count: plan.quotaUnmet })]),
	].join('\n');
}

/** The report for the operators' group; the same simulation is reported once. */
export function reportMessage(plan: EliminationPlan, groupId: string, voice: Voice): OutboundMessage {
	return {
		to: { kind: 'group', id: groupId },
		text: reportText(plan, voice),
		format: 'plain',
		dedupeKey: `elimination:report:${plan.at}`,
	};
}

function section(title: string, members: readonly PlannedMember[], voice: Voice): string[] {
	const { reasonSeparator } = ELIMINATION_COPY[voice.language];
	return list(title, members, voice, ({ reasons }) =>
		reasons
			.slice(0, TOP_REASONS)
			.map((reason) => reasonText(reason, voice))
			.join(reasonSeparator),
	);
}

function sparedSection(members: readonly SparedMember[], voice: Voice): string[] {
	const { reportSpared, reasonSeparator } = ELIMINATION_COPY[voice.language];
	return list(reportSpared, members, voice, ({ immunities }) =>
		immunities.map((immunity) => immunityText(immunity, voice)).join(reasonSeparator),
	);
}

function list<T extends PlannedMember>(
	title: string,
	members: readonly T[],
	{ language }: Voice,
	why: (of: T) => string,
): string[] {
	const copy = ELIMINATION_COPY[language];
	if (members.length === 0) return [];
	const named = members
		.slice(0, NAMED)
		.map((of) => fillText(copy.reportLine, { name: memberName(of.member), reasons: why(of) }));
	const more = members.length - named.length;
	return [
		fillText(title, { count: members.length }),
		...named,
		...(more > 0 ? [fillText(copy.reportMore, { count: more })] : []),
	];
}
