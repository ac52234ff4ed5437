import { DomainError } from '../domain-error';
import { parseWith, requireDistinct, requireZone } from '../parse';
import { compilePatterns } from '../scan/patterns';
import { checkLimits } from '../segments/parse';
import { fillText } from '../text';
import {
	ritualDefinitionSchema,
	ritualDefinitionV1Schema,
	type RitualDefinition,
	type RitualSource,
	type RitualStep,
} from './definition';
import { usualRecognition } from './kinds';
import { allTexts, type Localised } from './localised';
import { stepKey } from './step-key';
import { answerKey, NOTHING_KNOWN, RESERVED, textVariables } from './variables';

/**
 * A ritual as an operator wrote it, with the defaults filled in. Texts are tried out, so that a misspelt
 * variable is found before anybody is greeted.
 *
 * @throws DomainError naming what is wrong
 */
export function parseRitual(value: unknown): RitualDefinition {
	const source = value as { greetings?: unknown } | null | undefined;
	for (const variant of Array.isArray(source?.greetings) ? source.greetings : []) {
		checkLimits((variant as { when?: unknown } | null)?.when);
	}
	const definition = completed(parseWith(ritualDefinitionSchema, value, 'ritual'));
	requireZone(definition.timeZone);
	requireDistinct(
		definition.steps.map(({ id }) => id),
		'steps',
	);
	requireDistinct(
		definition.steps.map(({ id }) => stepKey(id)),
		'steps',
	);
	definition.steps.forEach((step, index) => checkStep(definition, step, index));
	checkTexts(definition);
	return definition;
}

/**
 * Reads what a store holds: also the definitions of the first release, which were checked when they were kept.
 *
 * @throws DomainError if it is no ritual at all
 */
export function readRitual(kept: unknown): RitualDefinition {
	const old = ritualDefinitionV1Schema.safeParse(kept);
	if (!old.success) return completed(parseWith(ritualDefinitionSchema, kept, 'ritual'));
	const { steps, v: _v, ...rest } = old.data;
	const source: RitualSource = {
		...rest,
		v: 2,
		steps: steps.map((step) => ({ ...step, kind: step.id })),
	};
	return completed(ritualDefinitionSchema.parse(source));
}

function completed(parsed: ReturnType<typeof ritualDefinitionSchema.parse>): RitualDefinition {
	return {
		...parsed,
		steps: parsed.steps.map((step) => ({ ...step, by: step.by ?? usualRecognition(step.kind, step.form.length > 0) })),
	};
}

function refuse(step: RitualStep, index: number, lacks: string, field: string): never {
	throw new DomainError(
		`The step "${step.id}" is recognised by ${lacks}`,
		`Fill it in, or choose another way to recognise the step.`,
		`steps.${index}.${field}`,
	);
}

function checkStep(definition: RitualDefinition, step: RitualStep, index: number): void {
	const { by, pattern, form, things, choices } = step;
	if (by === 'pattern' && pattern === undefined) refuse(step, index, 'a pattern, but has none', 'pattern');
	if (by === 'form' && form.length === 0) refuse(step, index, 'a form, but has no lines', 'form');
	if (by === 'things' && things.length === 0) refuse(step, index, 'things to do, but has none', 'things');
	if (by === 'choices' && choices.length === 0) refuse(step, index, 'choices, but has none', 'choices');
	if (step.ifMissed !== 'keep' && step.dueHours === undefined) {
		throw new DomainError(
			`The step "${step.id}" says what happens when it is late, but not when it is late`,
			'Fill in after how many hours it is due, or choose to keep it open.',
			`steps.${index}.dueHours`,
		);
	}
	if ((step.ifMissed === 'remind' || step.ifMissed === 'remove') && definition.operatorsGroupId === undefined) {
		throw new DomainError(
			`Nobody can be told when the step "${step.id}" is late`,
			"Fill in the operators' group.",
			'operatorsGroupId',
		);
	}
	requireDistinct(
		form.flatMap(({ label, aliases }) => [label, ...aliases]),
		`steps.${index}.form`,
	);
	requireDistinct(form.map(answerKey), `steps.${index}.form`);
	const reserved = form.map(answerKey).find((key) => RESERVED.includes(key));
	if (reserved !== undefined) {
		throw new DomainError(
			`The answer "${reserved}" has the name of something else in texts`,
			`Give the line another name after "=", e.g. my_${reserved}.`,
			`steps.${index}.form`,
		);
	}
	compilePatterns(
		[pattern, ...things.map((thing) => thing.pattern)]
			.filter((one) => one !== undefined)
			.map((one) => ({ name: one, pattern: one, points: 0 })),
	);
}

function checkTexts(definition: RitualDefinition): void {
	const known = textVariables(definition, NOTHING_KNOWN);
	const tryOut = (text: Localised | undefined, variables: Record<string, string>) => {
		for (const one of allTexts(text)) fillText(one, variables);
	};
	const { name, community, steps } = known;
	const greeting = { name: name ?? '', community: community ?? '', steps: steps ?? '' };
	tryOut(definition.greeting, greeting);
	for (const { text } of definition.greetings) tryOut(text, greeting);
	tryOut(definition.rules, greeting);
	for (const step of definition.steps) {
		tryOut(step.prompt, greeting);
		tryOut(step.nudge, greeting);
	}
	tryOut(definition.completion, known);
	tryOut(definition.ownerIntroduction, known);
}
