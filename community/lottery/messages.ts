import { encodeButton, type ButtonAction } from '../button';
import type { OutboundMessage } from '../message';
import { fillText } from '../text';
import { LOTTERY_COPY } from './copy';
import type { LotteryRules } from './rules';
import { clock, conditionsInWords, prizeInWords, type Speech } from './words';

/** What every message about a lottery needs to know of it. */
export interface LotteryOf extends Speech {
	communityId: string;
	lotteryId: string;
	groupId: string;
	rules: LotteryRules;
	rulesHash: string;
	commitment: string;
}

/** Somebody who won, or stands by. */
export interface Named {
	id: string;
	name: string;
}

const MAX_MENTIONS = 50;
/** Names in one line, so that what it takes to check the draw is not cut off; all names are in the proof. */
const MAX_NAMES = 50;

type Buttons = NonNullable<OutboundMessage['buttons']>;

function buttons(
	{ lotteryId, communityId, language }: LotteryOf,
	...actions: ('enter' | 'withdraw' | 'claim' | 'decline')[]
): Buttons {
	const copy = LOTTERY_COPY[language];
	const action = { enter: 'lot.enter', withdraw: 'lot.withdraw', claim: 'lot.claim', decline: 'lot.decline' } as const;
	return actions.map((one) => ({
		text: copy[`${one}Button`],
		value: encodeButton({ action: action[one] satisfies ButtonAction, id: lotteryId, communityId }),
	}));
}

function toGroup(lottery: LotteryOf, part: string, text: string): OutboundMessage {
	return {
		to: { kind: 'group', id: lottery.groupId },
		format: 'plain',
		text: text.replace(/\n{3,}/g, '\n\n').trim(),
		dedupeKey: `lottery:${lottery.lotteryId}:${part}`,
	};
}

function hashesOf({ rules, rulesHash, commitment, language }: LotteryOf): string {
	const copy = LOTTERY_COPY[language];
	const { drand } = rules.draw;
	const beacon = drand === undefined ? '' : fillText(copy.drandLine, { round: drand.round });
	return fillText(copy.hashes, { rulesHash, commitment }) + beacon;
}

/** The rules in words, with their hash, the commitment and the buttons to enter and withdraw. */
export function announcement(lottery: LotteryOf): OutboundMessage {
	const { rules, language } = lottery;
	const copy = LOTTERY_COPY[language];
	const conditions = conditionsInWords(rules, language).join(language === 'en' ? '; ' : '；');
	const { keyword } = rules.entry;
	const text = fillText(copy.announcement, {
		title: rules.title,
		prizes: rules.prizes.map((prize) => prizeInWords(prize, language)).join('\n'),
		how: keyword === '' ? '' : fillText(copy.byKeyword, { keyword }),
		opensAt: clock(rules.opensAt, lottery),
		closesAt: clock(rules.closesAt, lottery),
		zone: lottery.timeZone,
		conditions: conditions === '' ? '' : fillText(copy.conditions, { list: conditions }),
		perPerson: rules.draw.perPerson,
		alternates: rules.draw.alternates,
		hours: rules.claim.hours,
		organiser: rules.disclosure.organiser,
		contact: rules.disclosure.contact,
		text: rules.disclosure.text,
		hashes: hashesOf(lottery),
	});
	return { ...toGroup(lottery, 'opened', text), buttons: buttons(lottery, 'enter', 'withdraw') };
}

export function closedMessage(lottery: LotteryOf, entrants: number, listHash: string): OutboundMessage {
	const copy = LOTTERY_COPY[lottery.language];
	const { title } = lottery.rules;
	const text =
		entrants === 0 ? fillText(copy.nobodyEntered, { title }) : fillText(copy.closed, { title, entrants, listHash });
	return toGroup(lottery, 'closed', text);
}

function namesOf(people: readonly Named[]): string {
	const shown = people.slice(0, MAX_NAMES).map(({ name }) => `@${name}`);
	return shown.join(' ') + (people.length > MAX_NAMES ? ` … +${people.length - MAX_NAMES}` : '');
}

/** Winners by prize, alternates in their order, and what it takes to check them. */
export function drawnMessage(
	lottery: LotteryOf,
	outcome: { winners: readonly (Named & { prize: string })[]; alternates: readonly Named[] },
	proof: { listHash: string; seed: string; secret: string; claimBy: string },
): OutboundMessage {
	const copy = LOTTERY_COPY[lottery.language];
	const prizes = [...new Set(outcome.winners.map(({ prize }) => prize))];
	const text = fillText(copy.drawn, {
		title: lottery.rules.title,
		winners: prizes
			.map((prize) =>
				fillText(copy.winnerLine, {
					prize,
					names: namesOf(outcome.winners.filter((winner) => winner.prize === prize)),
				}),
			)
			.join('\n'),
		alternates:
			outcome.alternates.length === 0 ? '' : fillText(copy.alternatesLine, { names: namesOf(outcome.alternates) }),
		claim: fillText(copy.claimHint, { claimBy: clock(proof.claimBy, lottery) }),
		proof: fillText(copy.proofLine, proof),
	});
	return {
		...toGroup(lottery, 'drawn', text),
		mentions: mentionsOf(outcome.winners),
		buttons: buttons(lottery, 'claim', 'decline'),
	};
}

function mentionsOf(people: readonly Named[]): Named[] {
	const distinct = [...new Map(people.map(({ id, name }) => [id, { id, name }])).values()];
	return distinct.slice(0, MAX_MENTIONS);
}

/** Who moved up, and instead of whom. `part` tells this moving up from others of the same lottery. */
export function movedUpMessage(
	lottery: LotteryOf,
	moved: readonly (Named & { prize: string; instead: string })[],
	claimBy: string,
	part: string,
): OutboundMessage {
	const copy = LOTTERY_COPY[lottery.language];
	const list = moved
		.map(({ prize, name, instead }) => fillText(copy.movedUpLine, { prize, name: `@${name}`, instead }))
		.join('\n');
	const text = fillText(copy.movedUp, { title: lottery.rules.title, list, claimBy: clock(claimBy, lottery) });
	return {
		...toGroup(lottery, `moved_up:${part}`, text),
		mentions: mentionsOf(moved),
		buttons: buttons(lottery, 'claim', 'decline'),
	};
}

export function cancelledMessage(lottery: LotteryOf, reason: string): OutboundMessage {
	const text = fillText(LOTTERY_COPY[lottery.language].cancelled, { title: lottery.rules.title, reason });
	return toGroup(lottery, 'cancelled', text);
}
