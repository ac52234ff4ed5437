import { stableId } from '../digest';

/** So much of a digest that the few steps or rituals of one community do not meet. */
const LENGTH = 6;

/** A short name for a step, since buttons carry few bytes. */
export function stepKey(stepId: string): string {
	return stableId('step', stepId).slice(0, LENGTH);
}

/** A short name for a ritual. */
export function ritualKey(ritualId: string): string {
	return stableId('ritual', ritualId).slice(0, LENGTH);
}

/** What a button of a step says: whoever presses it does it in their own ritual. */
export interface StepPress {
	ritual: string;
	step: string;
	/** Which thing or choice; `done` = that is all. */
	choice?: number | 'done';
}

/** Packs a press into a button's id: `ritual.step` or `ritual.step.choice`. */
export function encodePress({ ritual, step, choice }: StepPress): string {
	return [ritual, step, ...(choice === undefined ? [] : [choice === 'done' ? 'd' : String(choice)])].join('.');
}

/** Unpacks `encodePress`; `undefined` for what it did not pack. */
export function decodePress(id: string): StepPress | undefined {
	const [, ritual, step, choice] = /^([a-z2-7]{6})\.([a-z2-7]{6})(?:\.(d|\d{1,2}))?$/.exec(id) ?? [];
	if (ritual === undefined || step === undefined) return undefined;
	return {
		ritual,
		step,
		...(choice === undefined ? {} : { choice: choice === 'd' ? 'done' : Number(choice) }),
	};
}
