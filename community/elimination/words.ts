import type { Language } from '../language';
import { displayName } from '../subject';
import { fillText, shorten } from '../text';
import { ELIMINATION_COPY } from './copy';
import { localDate } from '../days';
import type { Immunity } from './immunity';
import type { CaseMember } from './member';
import type { EliminationReason } from './reasons';

/** How a community wants its messages: language, calendar, and the name it goes by. */
export interface Voice {
	language: Language;
	/** IANA name; dates are shown by its calendar. */
	timeZone: string;
	communityName?: string | undefined;
}

/** Longest name shown, in characters. */
const NAME_LENGTH = 40;

/** The name in one line: a name with line breaks shall not look like several members. */
export function memberName(member: CaseMember): string {
	return shorten(displayName(member).replace(/\s+/gu, ' '), NAME_LENGTH);
}

/** The last whole day of a period that ends at `end`; a period ends with the last moment of a day. */
export function lastDay(end: string, timeZone: string): string {
	return localDate(new Date(Date.parse(end) - 1).toISOString(), timeZone);
}

/** A reason with the values that the rule saw, in one line. */
export function reasonText(reason: EliminationReason, { language, timeZone }: Voice): string {
	const copy = ELIMINATION_COPY[language];
	const day = (instant: string): string => localDate(instant, timeZone);
	switch (reason.rule) {
		case 'quota': {
			const { members, maxMembers, rank, order } = reason;
			const value = typeof reason.value === 'number' ? reason.value : day(reason.value);
			return fillText(copy.quota, { members, maxMembers, rank, value, order: copy.orders[order] });
		}
		case 'violations': {
			const { strikes, strikePoints, minStrikePoints, since } = reason;
			return fillText(copy.violations, { strikes, strikePoints, minStrikePoints, since: day(since) });
		}
		case 'output': {
			const kinds = reason.kinds.length === 0 ? copy.anyKind : shorten(reason.kinds.join(', '), 80);
			const { count, minCount, since } = reason;
			return fillText(copy.output, { count, minCount, kinds, since: day(since) });
		}
		case 'points': {
			const { points, below, since } = reason;
			if (since === null) return fillText(copy.points, { points, below });
			return fillText(copy.pointsSince, { points, below, since: day(since) });
		}
		case 'persuasion': {
			const silent = fillText(copy.persuasionSilent, { days: reason.silentDays });
			return reason.named ? `${copy.persuasionNamed}${copy.reasonSeparator}${silent}` : silent;
		}
	}
}

/** Reasons as a list, one a line. */
export function reasonLines(reasons: readonly EliminationReason[], voice: Voice): string {
	return reasons.map((reason) => `• ${reasonText(reason, voice)}`).join('\n');
}

export function immunityText({ by, value }: Immunity, { language, timeZone }: Voice): string {
	const shown = by === 'until' ? localDate(String(value), timeZone) : shorten(String(value), NAME_LENGTH);
	return fillText(ELIMINATION_COPY[language].immunities[by], { value: shown });
}
