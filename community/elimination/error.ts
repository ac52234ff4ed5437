/** What an operator can mend: a policy that contradicts itself, facts that do not fit, a step out of order. */
export class EliminationError extends Error {
	constructor(
		message: string,
		/** How to mend it. */
		readonly hint: string,
		/** Path of what is wrong, e.g. `rules.quota.maxMembers`. */
		readonly field: string,
	) {
		super(message);
		this.name = 'EliminationError';
	}
}
