/** Telegram could not take what was asked for, so nothing was sent. The message is for a person. */
export class Refusal extends Error {
	constructor(reason: string) {
		super(reason);
		this.name = 'Refusal';
	}
}
