/** An error a person can act on: what happened, why, and how to mend it. */
export class SandboxError extends Error {
	readonly why: string;
	readonly mend: string;

	constructor(problem: { what: string; why: string; mend: string }) {
		super(problem.what);
		this.name = 'SandboxError';
		this.why = problem.why;
		this.mend = problem.mend;
	}
}

/** The text shown on the terminal when a command ends with `error`; unknown errors keep their stack. */
export function explain(error: unknown): string {
	if (error instanceof SandboxError) {
		return `\n✖ ${error.message}\n\n  Why: ${error.why}\n  Fix: ${error.mend}\n`;
	}
	return `\n✖ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}
