import type { OutboundMessage } from '../../community/message';
import type { InlineButton, InlineKeyboard } from './bot-call';
import { Refusal } from './refusal';
import { wellFormed } from './rich-text';

/** https://core.telegram.org/bots/api#inlinekeyboardbutton */
const MAX_CALLBACK_BYTES = 64;
/** Two buttons share a row if neither is wider than this; a Chinese character is two wide. */
const HALF_ROW_WIDTH = 16;
const BUTTONS_PER_ROW = 2;

type Button = NonNullable<OutboundMessage['buttons']>[number];

/**
 * The keyboard under a message: long buttons on a row of their own, short ones in pairs.
 * @throws Refusal if a button can do nothing, or carries more than Telegram gives back
 */
export function inlineKeyboard(
	buttons: readonly Button[] | undefined,
	degraded: string[],
): { reply_markup?: InlineKeyboard } {
	if (!buttons || buttons.length === 0) return {};
	const rows: InlineButton[][] = [];
	let isRowOpen = false;
	for (const button of buttons) {
		const encoded = encodeButton(button, degraded);
		const isShort = width(button.text) <= HALF_ROW_WIDTH;
		const row = rows.at(-1);
		if (row && isRowOpen && isShort && row.length < BUTTONS_PER_ROW) row.push(encoded);
		else rows.push([encoded]);
		isRowOpen = isShort;
	}
	return { reply_markup: { inline_keyboard: rows } };
}

function encodeButton(button: Button, degraded: string[]): InlineButton {
	const text = wellFormed(button.text);
	const value = wellFormed(button.value ?? '');
	if (button.url) {
		if (value) degraded.push(`button "${text}": it opens its link and cannot report its value too`);
		return { text, url: button.url };
	}
	if (!value) throw new Refusal(`The button "${text}" has neither a link nor a value.`);
	const bytes = Buffer.byteLength(value, 'utf8');
	if (bytes > MAX_CALLBACK_BYTES) {
		throw new Refusal(
			`The value of the button "${text}" is ${bytes} bytes long; Telegram takes ${MAX_CALLBACK_BYTES} (a Chinese character is 3).`,
		);
	}
	return { text, callback_data: value };
}

function width(text: string): number {
	return [...text].reduce((sum, character) => sum + (character.charCodeAt(0) < 0x1100 ? 1 : 2), 0);
}
