import type { IDataObject } from 'n8n-workflow';
import { showCode } from '../../../../community/admission/code';
import { DomainError } from '../../../../community/domain-error';
import type { CommunityEvent } from '../../../../community/event';
import { claimsByButton, readClaim } from '../../../../community/lottery/claim';
import { LOTTERY_COPY } from '../../../../community/lottery/copy';
import { clock, type Speech } from '../../../../community/lottery/words';
import type { OutboundMessage } from '../../../../community/message';
import type { Subject } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type { JsonObject, LotteryPlaceRow, LotteryRow, StoreTransaction } from '../../../../store/types';
import { causeOf, slim, toJson } from '../../../shared/item';
import { privateWord, wordTo } from '../../../shared/person';
import { seal } from '../../../shared/sensitive';
import { redraw } from './redraw';
import { communityJson, lotteryJson, lotteryLine, lotteryOf, placeJson, rulesOf } from './view';

interface How {
	timeZone: string;
	operatorsGroupId: string | undefined;
	now: string;
}

export interface PressedClaim extends How {
	communityId: string;
	lotteryId: string;
	subject: Subject;
	event: CommunityEvent;
	declines: boolean;
}

export interface ClaimForm extends How {
	communityId: string;
	claimId: string;
	answers: Record<string, string>;
	event: CommunityEvent | undefined;
}

type Verdict = 'claimed' | 'already' | 'needs_form' | 'declined' | 'nothing_won' | 'over' | 'unknown';

interface Outcome {
	verdict: Verdict;
	place: LotteryPlaceRow | undefined;
	messages: OutboundMessage[];
}

/** What belongs to one prize, so that a sealed answer can be opened nowhere else. */
export const answerPlace = ({ communityId, claimId }: LotteryPlaceRow, key: string): string =>
	`lottery-claim:${communityId}:${claimId}:${key}`;

/** A winner presses "Claim" or "Give it to an alternate"; the first press decides. */
export async function claimByButton(tx: StoreTransaction, pressed: PressedClaim): Promise<IDataObject> {
	const { communityId, lotteryId, event, subject, now } = pressed;
	const key = `lottery.claim:${lotteryId}:${causeOf(event, communityId)}`;
	const { duplicate, result } = await tx.once(communityId, key, now, async () => {
		const lottery = await tx.lockLottery(communityId, lotteryId, pressed.declines ? 'change' : 'share');
		if (lottery === undefined) return unknownJson(pressed);
		const own = await ownPlaces(tx, pressed);
		const outcome = await pressedOutcome(tx, lottery, own, pressed);
		const speech = await lotteryOf(tx, lottery, pressed.timeZone);
		const word = inWords(outcome, lottery, speech);
		const answer = wordTo({ subject, event }, word, `lottery:${lotteryId}:claim:${causeOf(event, communityId)}`);
		const form = outcome.verdict === 'needs_form' ? formWords(outcome, lottery, subject, speech) : [];
		return await outcomeJson(tx, lottery, { ...outcome, messages: [...answer, ...form, ...outcome.messages] }, subject);
	});
	return { duplicate, ...result, event: slim(event) };
}

/** A claim form was sent in. The code is what tells whose prize it is. */
export async function claimByCode(tx: StoreTransaction, form: ClaimForm): Promise<IDataObject> {
	const { communityId, claimId, event } = form;
	const found = await tx.placeByClaim(communityId, claimId);
	const lottery = found === undefined ? undefined : await tx.lockLottery(communityId, found.lotteryId, 'share');
	// Read again: it may have run out while the lock was waited for.
	const place = lottery === undefined ? undefined : await tx.placeByClaim(communityId, claimId);
	if (lottery === undefined || place === undefined || place.prize === null) throw noClaim(claimId);
	if (place.status === 'claimed') {
		return { duplicate: true, ...(await outcomeJson(tx, lottery, { verdict: 'already', place, messages: [] })) };
	}
	const { duplicate, result } = await tx.once(communityId, `lottery.claim:${claimId}`, form.now, async () => {
		if (isOver(place, form.now)) {
			throw new DomainError(
				`The time to claim "${place.prize ?? ''}" is over (until ${place.claimBy ?? ''})`,
				'The prize goes to an alternate.',
				'claimCode',
			);
		}
		const claimed = await claim(tx, lottery, place, form.answers, form.now);
		return await outcomeJson(tx, lottery, { verdict: 'claimed', place: claimed, messages: [] });
	});
	return { duplicate, ...result, ...(event === undefined ? {} : { event: withoutForm(event) }) };
}

/** What was filled in is in the store, sealed where it is sensitive; no later node shall see it by the way. */
function withoutForm({ form: _form, ...event }: CommunityEvent): IDataObject {
	return slim(event);
}

function noClaim(claimId: string): DomainError {
	return new DomainError(
		`Nobody has won anything with the claim code ${showCode(claimId)}`,
		'Copy the code once more, from the message that the winner got after pressing "Claim".',
		'claimCode',
	);
}

const isOver = ({ status, claimBy }: LotteryPlaceRow, now: string): boolean =>
	status !== 'pending' || (claimBy !== null && Date.parse(claimBy) <= Date.parse(now));

/** Prizes that one person can take at once with a press. */
const MOST = 100;

async function ownPlaces(
	tx: StoreTransaction,
	{ communityId, lotteryId, subject }: PressedClaim,
): Promise<LotteryPlaceRow[]> {
	const member = await tx.findMember(communityId, subject.member);
	if (member === undefined) return [];
	const memberIds = await tx.memberIdsOf(communityId, member.memberId);
	const places = await tx.placesOfMembers(communityId, memberIds, MOST);
	return places.filter((place) => place.lotteryId === lotteryId);
}

async function pressedOutcome(
	tx: StoreTransaction,
	lottery: LotteryRow,
	own: readonly LotteryPlaceRow[],
	pressed: PressedClaim,
): Promise<Outcome> {
	const { event, declines, now } = pressed;
	const open = own.filter((place) => !isOver(place, event.occurredAt));
	const [place] = open;
	if (place === undefined) {
		const claimed = own.find(({ status }) => status === 'claimed');
		if (claimed !== undefined) return { verdict: 'already', place: claimed, messages: [] };
		return own[0] === undefined
			? { verdict: 'nothing_won', place: undefined, messages: [] }
			: { verdict: own[0].status === 'declined' ? 'declined' : 'over', place: own[0], messages: [] };
	}
	if (declines) return await decline(tx, lottery, place, pressed);
	if (!claimsByButton(rulesOf(lottery).claim.fields)) return { verdict: 'needs_form', place, messages: [] };
	let first: LotteryPlaceRow | undefined;
	for (const one of open) first ??= await claim(tx, lottery, one, {}, now);
	for (const one of open.slice(1)) await claim(tx, lottery, one, {}, now);
	return { verdict: 'claimed', place: first, messages: [] };
}

async function decline(
	tx: StoreTransaction,
	lottery: LotteryRow,
	place: LotteryPlaceRow,
	pressed: PressedClaim,
): Promise<Outcome> {
	const { now, event } = pressed;
	await tx.changePlace(place, ['pending'], { status: 'declined', settledAt: now });
	await tx.appendLedger([
		lotteryLine({
			lottery,
			what: `declined:${place.place}`,
			type: 'lottery.declined',
			memberId: place.memberId,
			actorId: event.memberId,
			occurredAt: event.occurredAt,
			now,
			data: { place: place.place, prize: place.prize },
		}),
	]);
	const redrawn = await redraw(tx, lottery, pressed);
	return {
		verdict: 'declined',
		place: { ...place, status: 'declined', settledAt: now },
		messages: redrawn?.messages ?? [],
	};
}

async function claim(
	tx: StoreTransaction,
	lottery: LotteryRow,
	place: LotteryPlaceRow,
	given: Readonly<Record<string, string>>,
	now: string,
): Promise<LotteryPlaceRow> {
	const { plain, sensitive } = readClaim(rulesOf(lottery).claim.fields, given);
	const sealed = Object.fromEntries(
		Object.entries(sensitive).map(([key, value]) => [key, seal(value, answerPlace(place, key))]),
	);
	const answers = { plain, sealed };
	await tx.changePlace(place, ['pending'], { status: 'claimed', settledAt: now, answers });
	await tx.appendLedger([
		lotteryLine({
			lottery,
			what: `claimed:${place.place}`,
			type: 'lottery.claimed',
			memberId: place.memberId,
			actorId: place.memberId,
			now,
			data: { place: place.place, prize: place.prize },
		}),
	]);
	return { ...place, status: 'claimed', settledAt: now, answers };
}

function inWords({ verdict, place }: Outcome, lottery: LotteryRow, speech: Speech): string {
	const copy = LOTTERY_COPY[speech.language];
	const prize = place?.prize ?? '';
	const claimBy = clock(place?.claimBy ?? lottery.closesAt, speech);
	switch (verdict) {
		case 'claimed':
			return fillText(copy.claimed, { prize });
		case 'already':
			return fillText(copy.claimedBefore, { prize });
		case 'needs_form':
			return fillText(copy.formCode, { code: showCode(place?.claimId ?? ''), claimBy });
		case 'declined':
			return fillText(copy.declined, { prize });
		case 'over':
			return fillText(copy.claimOver, { claimBy });
		case 'nothing_won':
			return copy.nothingWon;
		case 'unknown':
			return copy.unknownLottery;
	}
}

/** The code and the form in private: what pops up over a button cannot be copied. */
function formWords(outcome: Outcome, lottery: LotteryRow, subject: Subject, speech: Speech): OutboundMessage[] {
	const { formUrl } = rulesOf(lottery).claim;
	const copy = LOTTERY_COPY[speech.language];
	const url = formUrl === undefined ? '' : `\n${fillText(copy.fillForm, { url: formUrl })}`;
	const text = `${lottery.title}\n${inWords(outcome, lottery, speech)}${url}`;
	return [privateWord(subject, text, `lottery:${lottery.lotteryId}:form:${outcome.place?.place ?? 0}`)];
}

async function outcomeJson(
	tx: StoreTransaction,
	lottery: LotteryRow,
	{ verdict, place, messages }: Outcome,
	subject?: Subject,
): Promise<JsonObject> {
	const member = subject?.member;
	return toJson({
		claimed: verdict === 'claimed' || verdict === 'already',
		verdict,
		lottery: lotteryJson(lottery),
		prize: place === undefined ? null : await placeJson(tx, place),
		community: await communityJson(tx, lottery),
		...(member === undefined ? {} : { member }),
		messages,
	}) as JsonObject;
}

function unknownJson({ subject, event, lotteryId, communityId }: PressedClaim): JsonObject {
	const key = `lottery:${lotteryId}:claim:${causeOf(event, communityId)}`;
	return toJson({
		claimed: false,
		verdict: 'unknown',
		lottery: null,
		prize: null,
		...subject,
		messages: wordTo({ subject, event }, LOTTERY_COPY['zh-CN'].unknownLottery, key),
	}) as JsonObject;
}
