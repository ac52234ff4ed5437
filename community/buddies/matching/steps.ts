/**
 * Work that is done in pieces: whoever runs it may do something else after each `yield`. The pieces of one piece of
 * work always come in the same order with the same result.
 */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Does all of it at once. */
export function runToEnd<Result>(steps: Steps<Result>): Result {
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
	}
}
