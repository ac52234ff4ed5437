import type { RitualDefinition, RitualStep } from './definition';

/** Where a step stands. `skipped`: the ritual went on without it. `missed`: it was late, and may still be done. */
export type StepState = 'waiting' | 'done' | 'skipped' | 'missed';

/** The steps still to be done, in the order in which they are asked for. */
export function openSteps(definition: RitualDefinition, over: readonly string[]): RitualStep[] {
	return definition.steps.filter((step) => !over.includes(step.id));
}

/** Whether every step is done; a ritual without steps is complete as soon as it begins. */
export function isComplete(definition: RitualDefinition, over: readonly string[]): boolean {
	return openSteps(definition, over).length === 0;
}

/** The steps that a member may do now: in order only the first, else any that is open. */
export function possibleSteps(definition: RitualDefinition, over: readonly string[]): RitualStep[] {
	const open = openSteps(definition, over);
	return definition.order === 'ordered' ? open.slice(0, 1) : open;
}
