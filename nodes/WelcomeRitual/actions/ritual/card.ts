import type { IDataObject } from 'n8n-workflow';
import type { OutboundMessage } from '../../../../community/message';
import { buttonAnswer } from '../../../../community/reply';
import { decodeCard, settledCard } from '../../../../community/ritual/cards';
import { RITUAL_COPY } from '../../../../community/ritual/copy';
import type { RitualStep } from '../../../../community/ritual/definition';
import { stepKey } from '../../../../community/ritual/step-key';
import type { StoreTransaction } from '../../../../store/types';
import { causeOf, slim, toJson } from '../../../shared/item';
import { answered, concerns, perform, type Acting } from './act';
import { endRitual } from './leave';
import type { Press } from './press';
import { answersSoFar, isOver, locked, ritualById, ritualJson, type RitualUnderWay } from './underWay';

interface Card {
	ritual: RitualUnderWay;
	step: RitualStep;
}

/** The ritual and step of a card, if it was pressed where operators are; else what to say to whoever pressed. */
async function opened(tx: StoreTransaction, press: Press): Promise<Card | { refused: IDataObject } | undefined> {
	const { button, event, known } = press;
	const card = decodeCard(button.id);
	const ritual = card && (await ritualById(tx, button.communityId, card.progressId, known));
	const step = ritual?.definition.steps.find(({ id }) => stepKey(id) === card?.step);
	if (ritual === undefined || step === undefined) return undefined;
	if (event.communityId === ritual.definition.operatorsGroupId) return { ritual, step };
	const refused = answered(ritual, event, RITUAL_COPY[ritual.voice.language].operatorsOnly);
	return refused && { refused };
}

function toast({ event }: Press, text: string): OutboundMessage[] {
	return event.replyHandle === undefined ? [] : [buttonAnswer(event.replyHandle, text, `button:${event.eventId}`)];
}

function settled(how: 'confirmed' | 'removed', { ritual, step }: Card, { event }: Press): OutboundMessage[] {
	const messageId = event.button?.messageId;
	if (messageId === undefined) return [];
	const operator = event.memberName ?? event.memberId ?? '';
	const by = { operator, groupId: event.communityId, messageId };
	return [settledCard(how, step, ritual.voice, ritual.walker, by)];
}

/** An operator presses the button of a card: the step is done. */
export async function confirmByCard(tx: StoreTransaction, press: Press): Promise<IDataObject | undefined> {
	const card = await opened(tx, press);
	if (card === undefined) return undefined;
	const { event, now, known } = press;
	if ('refused' in card) return { duplicate: false, ...card.refused, event: slim(event) };
	const { ritual, step } = card;
	const acting: Acting = {
		act: { kind: 'confirmation' },
		stepId: step.id,
		cause: causeOf(event, ritual.progress.communityId),
		occurredAt: event.occurredAt,
		evidence: { eventId: event.eventId, by: event.memberId },
		event,
		actorId: event.memberId,
		now,
		known,
	};
	if (!concerns(ritual, acting)) {
		const json = answered(ritual, event, RITUAL_COPY[ritual.voice.language].alreadyDone);
		return json && { duplicate: true, ...json, event: slim(event) };
	}
	const { duplicate, result } = await perform(tx, ritual, acting);
	const messages = [...toast(press, RITUAL_COPY[ritual.voice.language].stepDone), ...settled('confirmed', card, press)];
	return {
		duplicate,
		...(result as IDataObject),
		messages: [...messages.map(toJson), ...((result['messages'] ?? []) as IDataObject[])],
		event: slim(event),
	};
}

/** An operator has removed somebody by hand: the task is done, the ritual ends. */
export async function removedByCard(tx: StoreTransaction, press: Press): Promise<IDataObject | undefined> {
	const card = await opened(tx, press);
	if (card === undefined) return undefined;
	const { event, now, known } = press;
	if ('refused' in card) return { duplicate: false, ...card.refused, event: slim(event) };
	const { communityId, progressId } = card.ritual.progress;
	const key = `ritual.removed:${progressId}:${card.step.id}`;
	const { duplicate, result } = await tx.once(communityId, key, now, async () => {
		const ritual = await locked(tx, card.ritual, known);
		if (!isOver(ritual)) {
			await tx.setMemberStatus(communityId, ritual.memberId, 'removed', now);
			await endRitual(tx, ritual, 'removed', { occurredAt: event.occurredAt, actorId: event.memberId }, now);
		}
		return toJson({
			recorded: null,
			recordedSteps: [],
			tags: [],
			ritual: ritualJson(ritual),
			answers: answersSoFar(ritual),
			points: await tx.pointsBalance(communityId, ritual.memberId),
			...ritual.subject,
			messages: settled('removed', card, press),
		}) as never;
	});
	const said = toast(press, RITUAL_COPY[card.ritual.voice.language].stepDone).map(toJson);
	const { messages, ...rest } = result as IDataObject;
	return { duplicate, ...rest, messages: [...said, ...((messages ?? []) as IDataObject[])], event: slim(event) };
}
