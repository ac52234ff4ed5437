import type { OutboundMessage } from '../message';
import { unitAfter } from '../praise/praise';
import { displayName, type Subject } from '../subject';
import { fillText } from '../text';
import { CHECKIN_COPY } from './copy';
import type { Refusal } from './moment';
import type { Earned } from './points';
import type { ProofFault } from './proof';
import type { Tracker } from './tracker';
import type { StreakView } from './view';

/** Why a check-in was not taken. */
export type RefusalReason =
	Refusal | ProofFault | 'too_soon' | 'code_unknown' | 'code_used' | 'code_expired' | 'code_other';

export interface RecordedFacts {
	tracker: Tracker;
	subject: Subject;
	outcome: 'recorded' | 'waiting' | 'made_up';
	day: string;
	streak: StreakView;
	earned: Earned;
	teamPoints: number;
	/** Check-ins of the period that are done and needed. */
	done: number;
	needed: number;
	/** Whether this check-in earned a freeze. */
	freezeEarned: boolean;
	/** A line of praise, said last. */
	praise?: string | undefined;
}

/** What is said of a check-in that was taken. */
export function recordedText(facts: RecordedFacts): string {
	const { tracker, subject, streak, earned, outcome } = facts;
	const copy = CHECKIN_COPY[tracker.language];
	const name = displayName(subject.member);
	const first = fillText(copy[outcome], { name, title: tracker.title, day: facts.day });
	if (outcome === 'waiting') return first;
	const points = earned.total + facts.teamPoints;
	const complete = facts.done >= facts.needed;
	return [
		first,
		complete
			? fillText(copy.inARow, {
					current: streak.current,
					unit: unitAfter(streak.current, tracker.language, streak.unit),
					total: streak.total,
					totalUnit: unitAfter(streak.total, tracker.language, streak.unit),
				})
			: fillText(copy.progress, { done: facts.done, needed: facts.needed }),
		...(points > 0 ? [fillText(copy.earned, { points })] : []),
		...(earned.milestone > 0 ? [fillText(copy.milestone, { current: streak.current })] : []),
		...(facts.freezeEarned ? [copy.freezeEarned] : []),
		...(facts.praise === undefined ? [] : [facts.praise]),
	].join('\n');
}

/** What is said of a check-in that was not taken, or that was there before. */
export function refusedText(
	tracker: Tracker,
	{ member }: Subject,
	reason: RefusalReason | 'already',
	values: { minutes?: number | undefined } = {},
): string {
	return fillText(CHECKIN_COPY[tracker.language][reason], {
		name: displayName(member),
		minutes: values.minutes,
		count: tracker.proof.minimumLength,
		from: tracker.window?.from ?? '00:00',
		to: tracker.window?.to ?? '24:00',
	});
}

/** A word in the group that mentions its member. */
export function mentioning(subject: Subject, text: string, dedupeKey: string, replyTo?: string): OutboundMessage {
	const name = displayName(subject.member);
	return {
		to: { kind: 'group', id: subject.community.groupId },
		text,
		format: 'plain',
		mentions: [{ id: subject.member.platformMemberId, name }],
		dedupeKey,
		...(replyTo === undefined ? {} : { replyTo }),
	};
}

/** The call that opens a day. */
export function callText({ language, title, keywords, window }: Tracker): string {
	const copy = CHECKIN_COPY[language];
	return [
		fillText(copy.callText, { title, keyword: keywords[0] ?? '' }),
		...(window === undefined ? [] : [fillText(copy.callWindow, { from: window.from, to: window.to })]),
	].join('\n');
}
