import { RE2JS } from 're2js';
import { z } from 'zod/v4';
import type { RitualStep } from './definition';
import { missingLines, readForm } from './form';
import { INTRODUCTION_WORDS, isIntroduction } from './introduction';
import { answerKey } from './variables';

/** What a member has done of a step that takes more than one act. */
export const draftSchema = z.object({
	answers: z.record(z.string(), z.string()).default({}),
	/** Indices of things done or choices made. */
	picked: z.array(z.int()).default([]),
	/** Whether the form has been shown to somebody who introduced themselves without it. */
	asked: z.boolean().default(false),
});
export type Draft = z.output<typeof draftSchema>;
export const EMPTY_DRAFT: Draft = { answers: {}, picked: [], asked: false };

/** What a member did. */
export type Act =
	| { kind: 'message'; text: string | undefined; hasImage: boolean }
	/** A press of a button of this very step. */
	| { kind: 'press'; choice?: number | 'done' | undefined }
	/** An operator says that it is done. */
	| { kind: 'confirmation' };

export type Recognised =
	| { outcome: 'none' }
	/** The step is done. */
	| { outcome: 'done'; evidence: Record<string, unknown>; tags: string[]; answers: Record<string, string> }
	/** A part of it is; what to say. */
	| { outcome: 'part'; draft: Draft; say: Saying };

export type Saying =
	| { kind: 'missing'; labels: string[] }
	| { kind: 'picked' | 'unpicked'; label: string; left: number }
	| { kind: 'pick_first' };

const NONE: Recognised = { outcome: 'none' };

/** Whether a pattern is found in a text, in time that grows with the length of the text only. */
export function isFound(pattern: string, text: string): boolean {
	return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE).matcher(text.normalize('NFKC')).find();
}

function done(
	step: RitualStep,
	evidence: Record<string, unknown> = {},
	more: { tags?: string[]; answers?: Record<string, string> } = {},
): Recognised {
	return {
		outcome: 'done',
		evidence,
		tags: [...new Set([...(step.tag === undefined ? [] : [step.tag]), ...(more.tags ?? [])])],
		answers: more.answers ?? {},
	};
}

/** What an act means for a step, given what was done of it before. */
export function recognise(step: RitualStep, act: Act, draft: Draft = EMPTY_DRAFT): Recognised {
	if (act.kind === 'confirmation')
		return done(step, { confirmed: true, ...kept(step, draft) }, { answers: draft.answers });
	switch (step.by) {
		case 'greeting':
		case 'operator':
			return NONE;
		case 'button':
			return act.kind === 'press' ? done(step) : NONE;
		case 'image':
			return act.kind === 'message' && act.hasImage ? done(step) : NONE;
		case 'pattern': {
			const matched = act.kind === 'message' && act.text !== undefined && isFound(step.pattern ?? '', act.text);
			return matched ? done(step) : NONE;
		}
		case 'words':
			return act.kind === 'message' && isIntroduction(act.text, rule(step)) ? done(step) : NONE;
		case 'form':
			return act.kind === 'message' ? byForm(step, act.text, draft) : NONE;
		case 'choices':
			return act.kind === 'press' ? byChoice(step, act.choice, draft) : NONE;
		case 'things':
			return byThings(step, act, draft);
	}
}

/** What a confirmed step keeps of the parts that were done. */
function kept(step: RitualStep, { answers, picked }: Draft): Record<string, unknown> {
	if (step.by === 'form') return { answers };
	return step.by === 'choices' || step.by === 'things' ? { picked } : {};
}

function rule({ minimumLength, words }: RitualStep) {
	return { minimumLength, words: words ?? INTRODUCTION_WORDS };
}

function byForm(step: RitualStep, text: string | undefined, draft: Draft): Recognised {
	if (text === undefined) return NONE;
	const found = readForm(text, step.form);
	const isAnswer = Object.keys(found).length > 0;
	// Whoever introduces themselves in words of their own is shown the form, once.
	if (!isAnswer && (draft.asked || !isIntroduction(text, rule(step)))) return NONE;
	const answers = { ...draft.answers, ...found };
	const labels = missingLines(step.form, answers);
	if (labels.length > 0) {
		return { outcome: 'part', draft: { ...draft, answers, asked: true }, say: { kind: 'missing', labels } };
	}
	// A form without a required line is filled in by any of its lines.
	return isAnswer ? done(step, { answers }, { answers }) : NONE;
}

function byChoice(step: RitualStep, choice: number | 'done' | undefined, draft: Draft): Recognised {
	const { picked } = draft;
	if (choice === 'done') {
		const chosen = step.choices.filter((_one, index) => picked.includes(index));
		if (chosen.length === 0) return { outcome: 'part', draft, say: { kind: 'pick_first' } };
		const labels = chosen.map(({ label }) => label);
		return done(
			step,
			{ choices: labels },
			{
				tags: chosen.map(({ label, tag }) => tag ?? label),
				answers: { interests: labels.join('、') },
			},
		);
	}
	const label = choice === undefined ? undefined : step.choices[choice]?.label;
	if (choice === undefined || label === undefined) return NONE;
	const isNew = !picked.includes(choice);
	const next = isNew ? [...picked, choice].sort((a, b) => a - b) : picked.filter((one) => one !== choice);
	return {
		outcome: 'part',
		draft: { ...draft, picked: next },
		say: { kind: isNew ? 'picked' : 'unpicked', label, left: next.length },
	};
}

function byThings(step: RitualStep, act: Act, draft: Draft): Recognised {
	const isDone = (index: number): boolean => draft.picked.includes(index);
	const at =
		act.kind === 'press'
			? step.things.findIndex((thing, index) => index === act.choice && thing.pattern === undefined)
			: step.things.findIndex(
					({ pattern }, index) =>
						!isDone(index) &&
						pattern !== undefined &&
						act.kind === 'message' &&
						act.text !== undefined &&
						isFound(pattern, act.text),
				);
	const label = step.things[at]?.label;
	if (label === undefined) return NONE;
	const picked = [...new Set([...draft.picked, at])].sort((a, b) => a - b);
	const left = step.things.length - picked.length;
	if (left === 0) return done(step, { things: step.things.map((thing) => thing.label) });
	return { outcome: 'part', draft: { ...draft, picked }, say: { kind: 'picked', label, left } };
}

/** All answers that the steps of a ritual have got so far, by name, from what was kept of each. */
export function answersOf(
	steps: readonly RitualStep[],
	evidence: (stepId: string) => Readonly<Record<string, unknown>> | undefined,
): Record<string, string> {
	const answers: Record<string, string> = {};
	for (const step of steps) {
		const seen = evidence(step.id);
		const given = (seen?.['answers'] ?? {}) as Record<string, unknown>;
		for (const line of step.form) {
			const value = given[answerKey(line)];
			if (typeof value === 'string') answers[answerKey(line)] = value;
		}
		const choices = seen?.['choices'];
		if (Array.isArray(choices)) answers['interests'] = choices.map(String).join('、');
	}
	return answers;
}
