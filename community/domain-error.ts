/** What an operator can mend: settings that contradict themselves, facts that do not fit, a step out of order. */
export class DomainError extends Error {
	constructor(
		message: string,
		/** How to mend it. */
		readonly hint: string,
		/** Path of what is wrong, where it is one field, e.g. `rules.0.dailyCap`. */
		readonly field?: string,
	) {
		super(message);
		this.name = 'DomainError';
	}
}
