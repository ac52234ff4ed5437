import { DateTime } from 'luxon';
import { encodeButton } from '../button';
import type { Language } from '../language';
import { showMoney } from '../lottery/money';
import type { OutboundMessage } from '../message';
import { displayName, type Subject } from '../subject';
import { fillText } from '../text';
import { GIVEAWAY_COPY } from './copy';
import { timesPerPerson, type Giveaway, type InstantWin } from './definition';
import type { Outcome, TakeRefusal } from './take';

/** A giveaway and the group that it is for. */
export interface GiveawayOf {
	communityId: string;
	groupId: string;
	giveawayId: string;
	giveaway: Giveaway;
	commitment: string;
	/** Whose clocks times are told by. */
	timeZone: string;
}

/** Somebody who holds something at the end. */
export interface Holder {
	name: string;
	outcome: Outcome;
}

const LINES_SHOWN = 20;

const keyOf = ({ communityId, giveawayId }: GiveawayOf, part: string): string =>
	`giveaway:${communityId}:${giveawayId}:${part}`.slice(0, 256);

const clock = (instant: string, { timeZone, giveaway }: GiveawayOf): string =>
	DateTime.fromISO(instant, { zone: timeZone })
		.setLocale(giveaway.language)
		.toLocaleString({ ...DateTime.DATETIME_SHORT, hourCycle: 'h23' });

/** An amount of a red packet: `12 积分`, `¥3.20`. */
export function amountInWords(amount: number, unit: string, language: Language): string {
	if (unit !== 'points') return showMoney(amount, unit, language);
	return language === 'en' ? `${amount} points` : `${amount} 积分`;
}

function chanceInWords(perMillion: number, language: Language): string {
	return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 4 }).format(perMillion / 1_000_000);
}

function prizesInWords({ prizes, language }: InstantWin): string {
	return prizes
		.map(({ name, perMillion, stock }) =>
			fillText(GIVEAWAY_COPY[language].prize, { name, stock, chance: chanceInWords(perMillion, language) }),
		)
		.join('\n');
}

/** Says what is given away, by which rules, and shows the fingerprint of the seed. */
export function announcementMessage(of: GiveawayOf): OutboundMessage {
	const { giveaway, giveawayId, communityId, groupId } = of;
	const { language, kind } = giveaway;
	const copy = GIVEAWAY_COPY[language];
	const variables = {
		title: giveaway.title,
		total: kind === 'red_packet' ? amountInWords(giveaway.total, giveaway.unit, language) : '',
		shares: kind === 'red_packet' ? giveaway.shares : 0,
		quantity: kind === 'tickets' ? giveaway.quantity : 0,
		plays: timesPerPerson(giveaway),
		prizes: kind === 'instant_win' ? prizesInWords(giveaway) : '',
	};
	const hasSeed = kind === 'instant_win' || (kind === 'red_packet' && giveaway.split === 'lucky');
	return {
		to: { kind: 'group', id: groupId },
		format: 'plain',
		text: [
			fillText(copy.announcement[kind], variables),
			fillText(copy.ends, { opensAt: clock(giveaway.opensAt, of), endsAt: clock(giveaway.endsAt, of) }),
			...(giveaway.minimumDays === 0 ? [] : [fillText(copy.minimumDays, { days: giveaway.minimumDays })]),
			...(hasSeed ? [fillText(copy.commitment, { commitment: of.commitment })] : []),
		].join('\n'),
		buttons: [{ text: copy.button[kind], value: encodeButton({ action: 'give.take', id: giveawayId, communityId }) }],
		dedupeKey: keyOf(of, 'announcement'),
	};
}

/** Why somebody got nothing, in a few words for the toast over the button. */
export function refusalInWords(refusal: TakeRefusal, language: Language): string {
	return GIVEAWAY_COPY[language].refused[refusal];
}

/** What somebody got, for them alone. */
export function outcomeInWords(outcome: Outcome, { giveaway }: GiveawayOf): string {
	const { language } = giveaway;
	const copy = GIVEAWAY_COPY[language];
	switch (outcome.kind) {
		case 'share': {
			const unit = giveaway.kind === 'red_packet' ? giveaway.unit : 'points';
			const amount = amountInWords(outcome.amount, unit, language);
			const later = unit === 'points' ? [] : [fillText(copy.sharePaidLater, { amount })];
			return [fillText(copy.share, { amount }), ...later].join('\n');
		}
		case 'ticket': {
			const code = outcome.code === undefined ? [] : [fillText(copy.code, { code: outcome.code })];
			return [fillText(copy.ticket, { ticket: outcome.ticket }), ...code].join('\n');
		}
		case 'play':
			if (outcome.prize !== undefined) return fillText(copy.won, { prize: outcome.prize });
			return outcome.outOfStock === true ? copy.outOfStock : copy.lost;
	}
}

/** What the group hears of it; nothing of a play that won nothing. @param left how many are left */
export function takenMessage(
	of: GiveawayOf,
	{ member }: Subject,
	outcome: Outcome,
	take: number,
	left: number,
): OutboundMessage[] {
	const { giveaway } = of;
	const copy = GIVEAWAY_COPY[giveaway.language];
	const name = displayName(member);
	const text = {
		share: () =>
			fillText(copy.shareInGroup, {
				name,
				amount: amountInWords(
					outcome.kind === 'share' ? outcome.amount : 0,
					giveaway.kind === 'red_packet' ? giveaway.unit : 'points',
					giveaway.language,
				),
			}),
		ticket: () => fillText(copy.ticketInGroup, { name, left, ticket: outcome.kind === 'ticket' ? outcome.ticket : 0 }),
		play: () =>
			outcome.kind === 'play' && outcome.prize !== undefined
				? fillText(copy.wonInGroup, { name, prize: outcome.prize })
				: '',
	}[outcome.kind]();
	return text === ''
		? []
		: [{ to: { kind: 'group', id: of.groupId }, format: 'plain', text, dedupeKey: keyOf(of, `take:${take}`) }];
}

/** The end: what was given away, who was luckiest, and the seed for whoever wants to check. */
export function reportMessage(
	of: GiveawayOf,
	holders: readonly Holder[],
	plays: number,
	secret: string,
): OutboundMessage {
	const { giveaway } = of;
	const copy = GIVEAWAY_COPY[giveaway.language];
	return {
		to: { kind: 'group', id: of.groupId },
		format: 'plain',
		text: [headLine(of, holders, plays), ...lines(giveaway, holders), fillText(copy.secret, { secret })].join('\n'),
		dedupeKey: keyOf(of, 'report'),
	};
}

function headLine({ giveaway }: GiveawayOf, holders: readonly Holder[], plays: number): string {
	const copy = GIVEAWAY_COPY[giveaway.language];
	const given = holders.reduce((sum, { outcome }) => sum + (outcome.kind === 'share' ? outcome.amount : 0), 0);
	const amount = (units: number) =>
		giveaway.kind === 'red_packet' ? amountInWords(units, giveaway.unit, giveaway.language) : '';
	return fillText(copy.report[giveaway.kind], {
		title: giveaway.title,
		taken: giveaway.kind === 'instant_win' ? plays : holders.length,
		shares: giveaway.kind === 'red_packet' ? giveaway.shares : 0,
		quantity: giveaway.kind === 'tickets' ? giveaway.quantity : 0,
		given: amount(given),
		left: amount(giveaway.kind === 'red_packet' ? giveaway.total - given : 0),
	});
}

function lines(giveaway: Giveaway, holders: readonly Holder[]): string[] {
	const copy = GIVEAWAY_COPY[giveaway.language];
	if (giveaway.kind === 'instant_win') {
		return giveaway.prizes.map(({ name, stock }) => {
			const won = holders.filter(({ outcome }) => outcome.kind === 'play' && outcome.prize === name).length;
			return fillText(copy.prizeLine, { name, won, stock });
		});
	}
	if (giveaway.kind === 'tickets') return [];
	const shares = holders
		.flatMap(({ name, outcome }) => (outcome.kind === 'share' ? [{ name, amount: outcome.amount }] : []))
		.sort((a, b) => b.amount - a.amount);
	const shown = shares.slice(0, LINES_SHOWN).map(({ name, amount }, index) =>
		fillText(index === 0 && shares.length > 1 ? copy.luckiest : copy.shareLine, {
			name,
			amount: amountInWords(amount, giveaway.unit, giveaway.language),
		}),
	);
	const rest = shares.length - shown.length;
	return rest === 0 ? shown : [...shown, fillText(copy.more, { n: rest })];
}
