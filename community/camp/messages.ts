import { DateTime } from 'luxon';
import { amountInWords } from '../admission/messages';
import type { Price } from '../admission/payment';
import { encodeButton } from '../button';
import type { OutboundMessage } from '../message';
import { displayName, type Subject } from '../subject';
import { fillText } from '../text';
import { CAMP_COPY, REFUND_WORDS, type CampCopy } from './copy';
import { enrolmentEnds, lastDay, type Camp } from './definition';
import type { CampState } from './progress';
import type { SettlementPlan } from './settlement';

/** A camp and the community that holds it. */
export interface CampOf {
	communityId: string;
	groupId: string;
	campId: string;
	camp: Camp;
}

const LINES_SHOWN = 30;
const NAMES_SHOWN = 10;

const amount = (camp: Camp, amountMinor: number): string =>
	amountInWords({ amountMinor, currency: camp.deposit?.currency ?? 'CNY' }, camp.language);

const dayInWords = (day: string, camp: Camp): string =>
	DateTime.fromISO(day).setLocale(camp.language).toLocaleString({ month: 'long', day: 'numeric' });

function words({ camp }: CampOf): { copy: CampCopy; say: (key: keyof CampCopy, more?: Words) => string } {
	const copy = CAMP_COPY[camp.language];
	return { copy, say: (key, more = {}) => fillText(copy[key], { title: camp.title, ...more }) };
}
type Words = Readonly<Record<string, string | number>>;

function keyOf({ communityId, campId }: CampOf, part: string): string {
	return `camp:${communityId}:${campId}:${part}`.slice(0, 256);
}

/** Tells the group of a new camp, with the rules that it will be judged by. */
export function invitationMessage(of: CampOf): OutboundMessage {
	const { camp, campId, communityId, groupId } = of;
	const { copy, say } = words(of);
	const { pass, deposit, forfeited } = camp;
	const conditions = [
		say('passDays', { n: pass.days }),
		...(pass.streak === undefined ? [] : [say('passStreak', { n: pass.streak })]),
		...pass.tasks.map(({ title, times }) => fillText(copy.passTask, { title, n: times })),
	];
	const lines = [
		say('invitation'),
		say('invitationDates', {
			from: dayInWords(camp.startsOn, camp),
			to: dayInWords(lastDay(camp), camp),
			days: camp.days,
		}),
		say('invitationPass', { conditions: new Intl.ListFormat(camp.language, { style: 'short' }).format(conditions) }),
		...(deposit === undefined
			? []
			: [
					say('invitationDeposit', {
						amount: amountInWords(deposit, camp.language),
						forfeited: forfeited.to === 'finishers' ? copy.finishersShare : copy.organiserKeeps,
					}),
				]),
	];
	return {
		to: { kind: 'group', id: groupId },
		format: 'plain',
		text: lines.join('\n'),
		buttons: [{ text: copy.enrolButton, value: encodeButton({ action: 'camp.enrol', id: campId, communityId }) }],
		dedupeKey: keyOf(of, 'invitation'),
	};
}

/** A word to one member, in private; where the platform lets a bot only answer, Community Chat says so. */
export function memberMessage(
	of: CampOf,
	subject: Subject,
	part: string,
	key: keyof CampCopy,
	more: Words = {},
): OutboundMessage {
	const { say } = words(of);
	return {
		to: { kind: 'member', id: subject.member.platformMemberId },
		format: 'plain',
		text: say(key, { name: displayName(subject.member), from: dayInWords(of.camp.startsOn, of.camp), ...more }),
		dedupeKey: keyOf(of, `${subject.member.platform}:${subject.member.platformMemberId}:${part}`),
	};
}

/** Tells the group that somebody takes part. */
export function enrolledMessage(of: CampOf, subject: Subject): OutboundMessage {
	const name = displayName(subject.member);
	return {
		...memberMessage(of, subject, 'enrolled', 'enrolled'),
		to: { kind: 'group', id: of.groupId },
		text: words(of).say('enrolled', { name: `@${name}`, from: dayInWords(of.camp.startsOn, of.camp) }),
		mentions: [{ id: subject.member.platformMemberId, name }],
	};
}

/** Asks for the deposit. @param payUrl where it can be paid; `{order}` in it becomes the order's number */
export function depositMessage(
	of: CampOf,
	subject: Subject,
	order: string,
	deposit: Price,
	payUrl: string | undefined,
): OutboundMessage {
	const message = memberMessage(of, subject, 'pay', 'payDeposit', {
		hours: of.camp.payWithinHours,
		amount: amountInWords(deposit, of.camp.language),
		order,
	});
	if (payUrl === undefined) return message;
	const url = payUrl.replaceAll('{order}', encodeURIComponent(order));
	return { ...message, buttons: [{ text: CAMP_COPY[of.camp.language].payButton, url }] };
}

/** Tells the operators of money that does not fit. */
export function troubleMessage(
	of: CampOf,
	reviewGroupId: string,
	subject: Subject,
	paid: Price,
	order: string,
	part: string,
): OutboundMessage {
	return {
		to: { kind: 'group', id: reviewGroupId },
		format: 'plain',
		text: words(of).say('depositTrouble', {
			name: displayName(subject.member),
			amount: amountInWords(paid, of.camp.language),
			order,
		}),
		dedupeKey: keyOf(of, `trouble:${part}`),
	};
}

/** How one member does today. */
export interface DailyLine {
	subject: Subject;
	state: CampState;
	checkedInYesterday: boolean;
}

/** The day's word to the group: how many checked in, and for whom it gets tight. */
export function dailyMessage(of: CampOf, day: number, lines: readonly DailyLine[]): OutboundMessage {
	const { copy, say } = words(of);
	const atRisk = lines.filter(({ state }) => state === 'at_risk').map(({ subject }) => subject.member);
	const shown = atRisk.slice(0, NAMES_SHOWN);
	const names = shown.map((member) => `@${displayName(member)}`).join(' ');
	const more = atRisk.length - shown.length;
	const text = [
		say('daily', { day, days: of.camp.days }),
		...(day > 1
			? [
					say('dailyCounts', {
						done: lines.filter(({ checkedInYesterday }) => checkedInYesterday).length,
						total: lines.length,
						alive: lines.filter(({ state }) => state !== 'failed').length,
					}),
				]
			: []),
		...(shown.length === 0
			? []
			: [say('dailyAtRisk', { names: more === 0 ? names : `${names} ${fillText(copy.dailyMore, { n: more })}` })]),
	].join('\n');
	return {
		to: { kind: 'group', id: of.groupId },
		format: 'plain',
		text,
		mentions: shown.map((member) => ({ id: member.platformMemberId, name: displayName(member) })),
		dedupeKey: keyOf(of, `day:${day}`),
	};
}

/** The end of a camp without a deposit. */
export function endedMessage(
	of: CampOf,
	results: readonly { name: string; passed: boolean; days: number }[],
): OutboundMessage {
	const { copy, say } = words(of);
	const finishers = results.filter(({ passed }) => passed);
	const shown = finishers.slice(0, LINES_SHOWN).map(({ name, days }) => fillText(copy.finisher, { name, days }));
	const rest = finishers.length - shown.length;
	return {
		to: { kind: 'group', id: of.groupId },
		format: 'plain',
		text: [
			say('endedFree', { passed: finishers.length, total: results.length }),
			...(shown.length === 0 ? [copy.nobody] : shown),
			...(rest > 0 ? [fillText(copy.dailyMore, { n: rest })] : []),
		].join('\n'),
		dedupeKey: keyOf(of, 'ended'),
	};
}

/** The settlement as operators approve it. */
export function proposalMessage(
	of: CampOf,
	reviewGroupId: string,
	plan: SettlementPlan,
	nameOf: (memberId: string) => string,
): OutboundMessage {
	const { camp, campId, communityId } = of;
	const { copy, say } = words(of);
	const money = (minor: number) => amount(camp, minor);
	const shown = plan.lines.slice(0, LINES_SHOWN).map(({ memberId, passed, days, returnedMinor, shareMinor }) =>
		fillText(copy.proposalLine, {
			mark: passed ? '✅' : '▫️',
			name: nameOf(memberId),
			days,
			returned: money(returnedMinor),
			share: money(shareMinor),
		}),
	);
	const rest = plan.lines.length - shown.length;
	return {
		to: { kind: 'group', id: reviewGroupId },
		format: 'plain',
		text: [
			say('proposal', { passed: plan.passed, total: plan.lines.length }),
			say('proposalTotals', {
				paid: money(plan.paidMinor),
				returned: money(plan.returnedMinor),
				forfeited: money(plan.forfeitedMinor),
				shared: money(plan.sharedMinor),
				organiser: money(plan.organiserMinor),
			}),
			...shown,
			...(rest > 0 ? [fillText(copy.proposalMore, { n: rest })] : []),
		].join('\n'),
		buttons: [{ text: copy.approveButton, value: encodeButton({ action: 'camp.approve', id: campId, communityId }) }],
		dedupeKey: keyOf(of, 'proposal'),
	};
}

/** Tells a member how the camp ended for them. */
export function settledMessage(of: CampOf, subject: Subject, line: SettlementPlan['lines'][number]): OutboundMessage {
	const message = line.passed
		? memberMessage(of, subject, 'settled', 'settledPassed', { returned: amount(of.camp, line.returnedMinor) })
		: memberMessage(of, subject, 'settled', 'settledFailed', { days: line.days });
	if (line.shareMinor === 0) return message;
	const share = fillText(CAMP_COPY[of.camp.language].settledShare, { share: amount(of.camp, line.shareMinor) });
	return { ...message, text: `${message.text ?? ''}${of.camp.language === 'en' ? ' ' : ''}${share}` };
}

/** Asks the operators to pay something out by hand. */
export function payOutMessage(
	of: CampOf,
	reviewGroupId: string,
	name: string,
	refund: { refundId: string; kind: 'deposit' | 'share'; amountMinor: number },
): OutboundMessage {
	const { copy, say } = words(of);
	return {
		to: { kind: 'group', id: reviewGroupId },
		format: 'plain',
		text: say('payOut', {
			name,
			amount: amount(of.camp, refund.amountMinor),
			what: REFUND_WORDS[of.camp.language][refund.kind],
		}),
		buttons: [
			{
				text: copy.payOutDone,
				value: encodeButton({ action: 'camp.paid', id: refund.refundId, communityId: of.communityId }),
			},
		],
		dedupeKey: keyOf(of, `payout:${refund.refundId}`),
	};
}

/** A sentence of the camp's own, e.g. for the toast over a button. */
export function campWords(of: CampOf, key: keyof CampCopy, more: Words = {}): string {
	return words(of).say(key, { from: dayInWords(of.camp.startsOn, of.camp), ends: enrolmentEnds(of.camp), ...more });
}
