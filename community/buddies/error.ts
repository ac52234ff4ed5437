/** What an operator can mend in how buddies are matched. */
export class BuddyError extends Error {
	constructor(
		message: string,
		/** How to mend it. */
		readonly hint: string,
		/** Path of what is wrong, e.g. `weights.sharedTags`. */
		readonly field: string,
	) {
		super(message);
		this.name = 'BuddyError';
	}
}
