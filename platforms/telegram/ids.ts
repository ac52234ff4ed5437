import { Refusal } from './refusal';

/**
 * A chat as Telegram addresses it: its number, or the public `@name` of a group or channel.
 * @throws Refusal if the text is neither
 */
export function chatIdOf(id: string): number | string {
	if (/^@\w{4,32}$/.test(id)) return id;
	return wholeNumber(id, 'a Telegram chat id (a number such as -1001234567890)');
}

/** @throws Refusal if the text is not a Telegram user id */
export function userIdOf(id: string): number {
	const number = wholeNumber(id, 'a Telegram user id (a number such as 123456789)');
	if (number < 0) throw new Refusal(`"${id}" is not a Telegram user id (a number such as 123456789).`);
	return number;
}

/** @throws Refusal if the text is not a message id */
export function messageIdOf(id: string): number {
	return wholeNumber(id, 'the id of a Telegram message (a number such as 42)');
}

function wholeNumber(id: string, what: string): number {
	const number = Number(id);
	if (!/^-?[1-9]\d*$/.test(id) || !Number.isSafeInteger(number)) throw new Refusal(`"${id}" is not ${what}.`);
	return number;
}
