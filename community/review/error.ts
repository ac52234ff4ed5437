/** What an operator can mend in how the review desk is set up or used. */
export class ReviewError extends Error {
	constructor(
		message: string,
		/** How to mend it. */
		readonly hint: string,
		/** Path of what is wrong, e.g. `hours.timeZone`. */
		readonly field: string,
	) {
		super(message);
		this.name = 'ReviewError';
	}
}
