import { encodeButton } from '../button';
import { COPY } from '../copy';
import type { Language } from '../language';
import type { OutboundMessage } from '../message';
import { displayName, type Subject } from '../subject';
import { fillText } from '../text';
import { RITUAL_COPY } from './copy';
import type { RitualDefinition, RitualStep } from './definition';
import { greetingText } from './greeting';
import { inLanguage, type Localised } from './localised';
import { encodePress, ritualKey, stepKey } from './step-key';
import { textVariables } from './variables';

/** How a ritual speaks to somebody. */
export interface Voice {
	ritualId: string;
	definition: RitualDefinition;
	language: Language;
	segment: string | null;
	community: Subject['community'];
}

/** Somebody in a ritual. */
export interface Walker {
	progressId: string;
	member: Subject['member'];
}

type Buttons = NonNullable<OutboundMessage['buttons']>;
type Variables = Record<string, string | number | undefined>;

/** Fills a text for one or several people: where a name is mentioned, every one of the names is. */
function fillFor(
	text: string,
	{ language, community }: Voice,
	people: readonly Walker[],
	more: Variables = {},
): string {
	const names = people.map(({ member }) => displayName(member));
	const { nameSeparator } = RITUAL_COPY[language];
	const separator = /@\{\s*name/.test(text) ? `${nameSeparator}@` : nameSeparator;
	return fillText(text, { community: community.name, ...more, name: names.join(separator) });
}

function toGroup(
	{ community }: Voice,
	people: readonly Walker[],
	dedupeKey: string,
): Pick<OutboundMessage, 'to' | 'format' | 'mentions' | 'dedupeKey'> {
	return {
		to: { kind: 'group', id: community.groupId },
		format: 'plain',
		mentions: people.map(({ member }) => ({ id: member.platformMemberId, name: displayName(member) })),
		dedupeKey,
	};
}

/** A step in a few words. */
export function stepTitle(step: RitualStep, language: Language): string {
	return inLanguage(step.title, language, RITUAL_COPY[language].titles[step.kind]);
}

function listed(steps: readonly RitualStep[], language: Language): string {
	return steps.map((step, index) => `${index + 1}\uFE0F\u20E3 ${stepTitle(step, language)}`).join('\n');
}

/** What the newcomer is asked to do, one line each; nothing if nothing is asked. */
export function stepsInWords(steps: readonly RitualStep[], language: Language): string {
	const asked = steps.filter(({ by }) => by !== 'greeting');
	return asked.length === 0 ? '' : `${COPY[language].stepsIntroduction}\n${listed(asked, language)}`;
}

/** The button that a step is done by, for whoever presses it. */
function press({ ritualId, community }: Voice, step: RitualStep, choice?: number | 'done'): string {
	const id = encodePress({
		ritual: ritualKey(ritualId),
		step: stepKey(step.id),
		...(choice === undefined ? {} : { choice }),
	});
	return encodeButton({ action: 'wel.do', id, communityId: community.communityId });
}

/** The buttons of a step, where it has some. */
export function stepButtons(voice: Voice, step: RitualStep): Buttons {
	const copy = RITUAL_COPY[voice.language];
	switch (step.by) {
		case 'button': {
			const shipped = step.kind === 'accept_rules' ? COPY[voice.language].acceptButton : copy.buttons.custom;
			return [{ text: inLanguage(step.button, voice.language, shipped), value: press(voice, step) }];
		}
		case 'choices':
			return [
				...step.choices.map(({ label }, index) => ({ text: label, value: press(voice, step, index) })),
				{ text: inLanguage(step.button, voice.language, copy.buttons.done), value: press(voice, step, 'done') },
			];
		case 'things':
			return step.things.flatMap(({ label, pattern }, index) =>
				pattern === undefined ? [{ text: label, value: press(voice, step, index) }] : [],
			);
		default:
			return [];
	}
}

/** The step that the greeting itself carries: the rules with their button, unless it is not their turn yet. */
export function carriedStep({ steps, order }: Pick<RitualDefinition, 'steps' | 'order'>): RitualStep | undefined {
	const asked = steps.filter(({ by }) => by !== 'greeting');
	const rules = asked.find(({ kind, by }) => kind === 'accept_rules' && by === 'button');
	return order === 'ordered' && rules !== asked[0] ? undefined : rules;
}

function withButtons(buttons: Buttons): Pick<OutboundMessage, 'buttons'> {
	return buttons.length === 0 ? {} : { buttons };
}

/**
 * The one greeting that every newcomer gets, with the rules and a button where they are a step. Of a single
 * newcomer the button is theirs alone; of several it is for each of them.
 */
export function greetingMessage(voice: Voice, people: readonly Walker[], dedupeKey: string): OutboundMessage {
	const { definition, language, segment, community } = voice;
	const rulesStep = carriedStep(definition);
	const greeting = greetingText(definition, segment, language);
	const parts = [
		inLanguage(greeting, language, COPY[language].greeting),
		...(rulesStep === undefined ? [] : [inLanguage(definition.rules, language, COPY[language].groupRules)]),
	];
	const [only, ...others] = people;
	const buttons = rulesStep === undefined ? [] : stepButtons(voice, rulesStep);
	const own = ({ text }: Buttons[number]): Buttons[number] => ({
		text,
		value: encodeButton({ action: 'wel.accept', id: only?.progressId ?? '', communityId: community.communityId }),
	});
	return {
		...toGroup(voice, people, dedupeKey),
		text: parts
			.map((part) => fillFor(part, voice, people, { steps: stepsInWords(definition.steps, language) }).trim())
			.filter((part) => part !== '')
			.join('\n\n'),
		...withButtons(others.length === 0 ? buttons.map(own) : buttons),
	};
}

/** The same greeting by a reply handle: only the newcomer reads it, so nobody is mentioned. */
export function privately(message: OutboundMessage, handle: { token: string; kind: string }): OutboundMessage {
	const { mentions: _mentions, ...rest } = message;
	return {
		...rest,
		text: message.text?.replace(/@(?=\S)/, ''),
		to: { kind: 'reply', id: handle.token, handle: handle.kind },
		dedupeKey: `${message.dedupeKey ?? ''}:private`,
	};
}

function promptText(step: RitualStep, voice: Voice): string {
	const copy = RITUAL_COPY[voice.language];
	if (step.by === 'form') return copy.formPrompt;
	return step.kind === 'introduce' && step.by === 'words'
		? COPY[voice.language].askIntroduction
		: copy.prompts[step.kind];
}

/** The lines of a form as the member copies them. */
export function formLines({ form }: RitualStep, language: Language): string {
	const { optionalLine } = RITUAL_COPY[language];
	const colon = language === 'zh-CN' ? '：' : ': ';
	return form
		.map(({ label, required }) => (required ? `${label}${colon}` : fillText(optionalLine, { label })).trimEnd())
		.join('\n');
}

/** Asks for a step. The lines of a form always stand below an operator's own words. */
export function promptMessage(
	step: RitualStep,
	voice: Voice,
	people: readonly Walker[],
	dedupeKey: string,
): OutboundMessage {
	const own = inLanguage(step.prompt, voice.language);
	const lines = step.by === 'form' ? formLines(step, voice.language) : '';
	const prompt = own === '' ? promptText(step, voice) : [own, lines].filter((part) => part !== '').join('\n');
	const variables = { steps: '', ...(own === '' && lines !== '' ? { lines } : {}) };
	return {
		...toGroup(voice, people, dedupeKey),
		text: fillFor(prompt, voice, people, variables),
		...withButtons(stepButtons(voice, step)),
	};
}

/** Reminds of what is open. The text of the first step that is due comes first, where the operator wrote one. */
export function nudgeMessage(
	steps: readonly RitualStep[],
	voice: Voice,
	people: readonly Walker[],
	dedupeKey: string,
): OutboundMessage {
	const own = steps.map((step) => inLanguage(step.nudge, voice.language)).find((text) => text !== '');
	const text = own ?? RITUAL_COPY[voice.language].nudge;
	const [step] = steps;
	const lines = step?.by === 'form' ? `\n${formLines(step, voice.language)}` : '';
	return {
		...toGroup(voice, people, dedupeKey),
		text: `${fillFor(text, voice, people, { steps: listed(steps, voice.language) })}${lines}`,
		...withButtons(steps.flatMap((one) => stepButtons(voice, one)).slice(0, 20)),
	};
}

/** The same words to the member in private. */
export function toMember(message: OutboundMessage, { member }: Walker): OutboundMessage {
	const { mentions: _mentions, ...rest } = message;
	return { ...rest, to: { kind: 'member', id: member.platformMemberId } };
}

/** Says which lines of the form are missing. */
export function missingMessage(
	labels: readonly string[],
	voice: Voice,
	walker: Walker,
	{ dedupeKey, replyTo }: { dedupeKey: string; replyTo?: string | undefined },
): OutboundMessage {
	const { formMissing, nameSeparator } = RITUAL_COPY[voice.language];
	const words = { labels: labels.join(nameSeparator), example: labels[0] };
	return {
		...toGroup(voice, [walker], dedupeKey),
		text: fillFor(formMissing, voice, [walker], words),
		...(replyTo === undefined ? {} : { replyTo }),
	};
}

/** Greets somebody who is back, with what is still open. */
export function welcomeBackMessage(
	open: readonly RitualStep[],
	voice: Voice,
	walker: Walker,
	dedupeKey: string,
): OutboundMessage {
	const text = RITUAL_COPY[voice.language].welcomeBack;
	return {
		...toGroup(voice, [walker], dedupeKey),
		text: fillFor(text, voice, [walker], { steps: stepsInWords(open, voice.language) }).trim(),
		...withButtons(open.slice(0, 1).flatMap((step) => stepButtons(voice, step))),
	};
}

/** An operator's text about one newcomer, with their answers; nothing if the operator wrote none. */
function aboutNewcomer(
	text: Localised,
	shipped: string,
	voice: Voice,
	walker: Walker,
	known: Readonly<Record<string, string>>,
	dedupeKey: string,
): OutboundMessage | undefined {
	const words = inLanguage(text, voice.language, shipped);
	if (words === '') return undefined;
	const variables = { ...textVariables(voice.definition, known), community: voice.community.name };
	return { ...toGroup(voice, [walker], dedupeKey), text: fillFor(words, voice, [walker], variables) };
}

/** The owner introduces the newcomer to the group, in the words of the newcomer's answers. */
export function introductionMessage(
	voice: Voice,
	walker: Walker,
	answers: Readonly<Record<string, string>>,
): OutboundMessage | undefined {
	const key = `ritual:${walker.progressId}:introduced`;
	return aboutNewcomer(voice.definition.ownerIntroduction, '', voice, walker, answers, key);
}

/** Tells the group that the newcomer is one of them now. */
export function completionMessage(
	voice: Voice,
	walker: Walker,
	points: number,
	answers: Readonly<Record<string, string>> = {},
): OutboundMessage {
	const copy = COPY[voice.language];
	const shipped = points > 0 ? copy.ritualCompletedWithPoints : copy.ritualCompleted;
	const known = { ...answers, points: String(points) };
	const key = `ritual:${walker.progressId}:completed`;
	const message = aboutNewcomer(voice.definition.completion, shipped, voice, walker, known, key);
	return message ?? { ...toGroup(voice, [walker], key), text: shipped };
}
