/** What a step is about. It decides how a step is asked for and recognised unless the operator says otherwise. */
export const STEP_KINDS = [
	'greeting',
	'accept_rules',
	'introduce',
	'picture',
	'meet_owner',
	'first_things',
	'interests',
	'custom',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/**
 * How a step is recognised.
 * - `greeting`: it is done as soon as the member has been greeted
 * - `button`: the member presses a button
 * - `words`: a message that is long enough and uses one of the words
 * - `form`: a message with the lines of a form
 * - `pattern`: a message in which a pattern is found
 * - `image`: a message with a picture
 * - `things`: every one of a list of things, each by its button or pattern
 * - `choices`: at least one of a list of choices, by buttons
 * - `operator`: an operator says so
 */
export const RECOGNITIONS = [
	'greeting',
	'button',
	'words',
	'form',
	'pattern',
	'image',
	'things',
	'choices',
	'operator',
] as const;
export type Recognition = (typeof RECOGNITIONS)[number];

const USUAL: Record<StepKind, Recognition> = {
	greeting: 'greeting',
	accept_rules: 'button',
	introduce: 'words',
	picture: 'image',
	meet_owner: 'operator',
	first_things: 'things',
	interests: 'choices',
	custom: 'button',
};

/** How a step of this kind is recognised if nothing else is said. */
export function usualRecognition(kind: StepKind, hasForm: boolean): Recognition {
	return kind === 'introduce' && hasForm ? 'form' : USUAL[kind];
}

/** What happens when a step was not done in time. `remove` makes a task for a person: nobody is removed by itself. */
export const MISSED = ['keep', 'skip', 'remind', 'remove'] as const;
export type IfMissed = (typeof MISSED)[number];
