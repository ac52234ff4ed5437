import { encodeButton, type ButtonAction } from '../button';
import type { OutboundMessage } from '../message';
import { displayName } from '../subject';
import { fillText } from '../text';
import { RITUAL_COPY } from './copy';
import type { RitualStep } from './definition';
import { stepTitle, type Voice, type Walker } from './messages';
import { stepKey } from './step-key';

/** What operators are asked for: to confirm a step, to look after a late one, or to remove somebody. */
export type CardKind = 'confirm' | 'missed' | 'remove';

const TEXT = { confirm: 'confirmCard', missed: 'missedCard', remove: 'removeCard' } as const;

function button(action: ButtonAction, step: RitualStep, { progressId }: Walker, { community }: Voice): string {
	return encodeButton({ action, id: `${progressId}.${stepKey(step.id)}`, communityId: community.communityId });
}

/** Unpacks the id of a card's button; `undefined` for another one. */
export function decodeCard(id: string): { progressId: string; step: string } | undefined {
	const [, progressId, step] = /^(.+)\.([a-z2-7]{6})$/.exec(id) ?? [];
	return progressId === undefined || step === undefined ? undefined : { progressId, step };
}

function cardText(kind: CardKind, step: RitualStep, { language }: Voice, { member }: Walker): string {
	return fillText(RITUAL_COPY[language][TEXT[kind]], {
		name: displayName(member),
		step: stepTitle(step, language),
		id: member.platformMemberId,
	});
}

/**
 * A card to the operators, with the button that settles it; `undefined` if the ritual names no group of theirs.
 */
export function operatorCard(
	kind: CardKind,
	step: RitualStep,
	voice: Voice,
	walker: Walker,
): OutboundMessage | undefined {
	const groupId = voice.definition.operatorsGroupId;
	if (groupId === undefined) return undefined;
	const { confirm, removed } = RITUAL_COPY[voice.language].buttons;
	const [text, action]: [string, ButtonAction] =
		kind === 'remove' ? [removed, 'wel.removed'] : [confirm, 'wel.confirm'];
	return {
		to: { kind: 'group', id: groupId },
		format: 'plain',
		text: cardText(kind, step, voice, walker),
		buttons: [{ text, value: button(action, step, walker, voice) }],
		dedupeKey: `ritual:${walker.progressId}:${step.id}:card:${kind}`,
	};
}

/** The card in place of one that was settled: without a button, and with who did it. */
export function settledCard(
	how: 'confirmed' | 'removed',
	step: RitualStep,
	voice: Voice,
	walker: Walker,
	by: { operator: string; groupId: string; messageId: string },
): OutboundMessage {
	return {
		to: { kind: 'group', id: by.groupId },
		format: 'plain',
		text: fillText(RITUAL_COPY[voice.language][how], {
			name: displayName(walker.member),
			step: stepTitle(step, voice.language),
			operator: by.operator,
		}),
		replaces: by.messageId,
		dedupeKey: `ritual:${walker.progressId}:${step.id}:card:${how}:${by.messageId}`,
	};
}
