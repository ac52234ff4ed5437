import { encodeButton } from '../button';
import { COPY } from '../copy';
import type { OutboundMessage } from '../message';
import { displayName, type Subject } from '../subject';
import { fillText } from '../text';
import type { RitualDefinition } from './definition';

interface RitualOf {
	progressId: string;
	subject: Subject;
	definition: RitualDefinition;
}

function variables(subject: Subject): Record<string, string | undefined> {
	return { name: displayName(subject.member), community: subject.community.name };
}

function toGroup(
	{ progressId, subject }: RitualOf,
	part: string,
): Pick<OutboundMessage, 'to' | 'format' | 'mentions' | 'dedupeKey'> {
	return {
		to: { kind: 'group', id: subject.community.groupId },
		format: 'plain',
		mentions: [{ id: subject.member.platformMemberId, name: displayName(subject.member) }],
		dedupeKey: `ritual:${progressId}:${part}`,
	};
}

const STEP_COPY = { accept_rules: 'stepAcceptRules', introduce: 'stepIntroduce' } as const;

/** What the newcomer is asked to do, one line each; nothing if nothing is asked. */
function stepsInWords({ language, steps }: RitualDefinition): string {
	const copy = COPY[language];
	const lines = steps.map((step, index) => `${index + 1}\uFE0F\u20E3 ${copy[STEP_COPY[step.id]]}`);
	return lines.length === 0 ? '' : [copy.stepsIntroduction, ...lines].join('\n');
}

/** The variables of a greeting; their values do not matter when a text is only tried out. */
export function greetingVariables(definition: RitualDefinition, subject: Subject): Record<string, string | undefined> {
	return { ...variables(subject), steps: stepsInWords(definition) };
}

/** The one greeting that every newcomer gets, with the rules and a button where they are a step. */
export function greetingMessage(ritual: RitualOf): OutboundMessage {
	const { definition, subject, progressId } = ritual;
	const asksRules = definition.steps.some((step) => step.id === 'accept_rules');
	const parts = [definition.greeting, ...(asksRules ? [definition.rules] : [])];
	return {
		...toGroup(ritual, 'greeting'),
		text: parts
			.map((part) => fillText(part, greetingVariables(definition, subject)).trim())
			.filter((part) => part !== '')
			.join('\n\n'),
		...(asksRules
			? {
					buttons: [
						{
							text: COPY[definition.language].acceptButton,
							value: encodeButton({ action: 'wel.accept', id: progressId, communityId: subject.community.communityId }),
						},
					],
				}
			: {}),
	};
}

/** Asks the member for a self-introduction. */
export function introductionPrompt(ritual: RitualOf): OutboundMessage {
	const text = fillText(COPY[ritual.definition.language].askIntroduction, variables(ritual.subject));
	return { ...toGroup(ritual, 'ask-introduction'), text };
}

/** Tells the group that the newcomer is one of them now. */
export function completionMessage(ritual: RitualOf, points: number): OutboundMessage {
	const copy = COPY[ritual.definition.language];
	const text = fillText(points > 0 ? copy.ritualCompletedWithPoints : copy.ritualCompleted, {
		...variables(ritual.subject),
		points,
	});
	return { ...toGroup(ritual, 'completed'), text };
}
