import type { IDataObject } from 'n8n-workflow';
import type { ButtonValue } from '../../../../community/button';
import { COPY } from '../../../../community/copy';
import type { CommunityEvent } from '../../../../community/event';
import { RITUAL_COPY } from '../../../../community/ritual/copy';
import { decodePress, ritualKey, stepKey } from '../../../../community/ritual/step-key';
import { displayName } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type { MemberRow, StoreTransaction } from '../../../../store/types';
import { causeOf, slim } from '../../../shared/item';
import { answered, concerns, perform, type Acting } from './act';
import { evidenceOf } from './evidence';
import { ritualById, stepsOver, underWay, type Definitions, type RitualUnderWay } from './underWay';

export interface Press {
	event: CommunityEvent;
	button: ButtonValue;
	now: string;
	known: Definitions;
}

async function presser(tx: StoreTransaction, { event, button }: Press): Promise<MemberRow | undefined> {
	const identity = { platform: event.platform, platformMemberId: event.memberId ?? '' };
	return await tx.findMember(button.communityId, identity);
}

function item(event: CommunityEvent, json: IDataObject | undefined, duplicate: boolean): IDataObject | undefined {
	return json && { duplicate, ...json, event: slim(event) };
}

async function act(
	tx: StoreTransaction,
	ritual: RitualUnderWay,
	{ event, now, known }: Press,
	stepId: string,
	choice?: number | 'done',
): Promise<IDataObject | undefined> {
	const acting: Acting = {
		act: { kind: 'press', choice },
		stepId,
		cause: causeOf(event, ritual.progress.communityId),
		occurredAt: event.occurredAt,
		evidence: evidenceOf(event),
		event,
		now,
		known,
	};
	if (concerns(ritual, acting)) {
		const { duplicate, result } = await perform(tx, ritual, acting);
		return { duplicate, ...result, event: slim(event) };
	}
	const isDone = stepsOver(ritual).includes(stepId);
	const isRules = ritual.definition.steps.some(({ id, kind }) => id === stepId && kind === 'accept_rules');
	const { language } = ritual.voice;
	const { alreadyDone, notYourTurn } = RITUAL_COPY[language];
	const done = isRules ? COPY[language].rulesAlreadyAccepted : alreadyDone;
	return item(event, answered(ritual, event, isDone ? done : notYourTurn), isDone);
}

/** The button under a greeting of one newcomer: theirs alone. */
export async function acceptRules(tx: StoreTransaction, press: Press): Promise<IDataObject | undefined> {
	const { button, event, known } = press;
	const ritual = await ritualById(tx, button.communityId, button.id, known);
	const step = ritual?.definition.steps.find(({ kind }) => kind === 'accept_rules');
	if (ritual === undefined || step === undefined) return undefined;
	const who = await presser(tx, press);
	const isTheirs = who !== undefined && (who.memberId === ritual.memberId || who.memberId === ritual.progress.memberId);
	if (isTheirs) return await act(tx, ritual, press, step.id);
	const { language } = ritual.voice;
	const text = fillText(COPY[language].notYourButton, { name: displayName(ritual.subject.member) });
	return item(event, answered(ritual, event, text), false);
}

/** A button for everybody: it does a step of the ritual that is under way for whoever presses. */
export async function doStep(tx: StoreTransaction, press: Press): Promise<IDataObject | undefined> {
	const { button, known } = press;
	const wanted = decodePress(button.id);
	if (wanted === undefined) return undefined;
	const who = await presser(tx, press);
	if (who === undefined) return undefined;
	const ids = await tx.memberIdsOf(button.communityId, who.memberId);
	const rows = await tx.ritualsOf(button.communityId, ids);
	const row = rows.find(({ ritualId }) => ritualKey(ritualId) === wanted.ritual);
	const ritual = row && (await underWay(tx, row, known));
	if (ritual === undefined) return undefined;
	const step = ritual.definition.steps.find(({ id }) => stepKey(id) === wanted.step);
	if (step !== undefined) return await act(tx, ritual, press, step.id, wanted.choice);
	// The message is about another version of the ritual than the one that they began.
	const text = RITUAL_COPY[ritual.voice.language].nothingToDo;
	return item(press.event, answered(ritual, press.event, text), false);
}
