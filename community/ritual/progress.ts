import type { RitualDefinition, RitualStep } from './definition';

/** The steps still to be done, in the order in which they are asked for. */
export function openSteps(definition: RitualDefinition, done: readonly string[]): RitualStep[] {
	return definition.steps.filter((step) => !done.includes(step.id));
}

/** Whether every step is done; a ritual without steps is complete as soon as it begins. */
export function isComplete(definition: RitualDefinition, done: readonly string[]): boolean {
	return openSteps(definition, done).length === 0;
}
