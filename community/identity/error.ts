/** What an operator can mend about members: rules that contradict themselves, facts that do not fit. */
export class MemberError extends Error {
	constructor(
		message: string,
		/** How to mend it. */
		readonly hint: string,
		/** Path of what is wrong, e.g. `rules.0.dailyCap`. */
		readonly field: string,
	) {
		super(message);
		this.name = 'MemberError';
	}
}
