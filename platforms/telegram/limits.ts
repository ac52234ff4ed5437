import type { OutboundMessage } from '../../community/message';

/** `burst` messages at once, then one every `intervalMs`. `key` is what is shared. */
export interface TelegramLimit {
	key: string;
	burst: number;
	intervalMs: number;
}

type Pace = Omit<TelegramLimit, 'key'>;

/**
 * What Telegram asks of bots: 20 messages a minute in a group, about one a second in a private
 * chat, about 30 a second over all. https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
const PACES = {
	group: { burst: 20, intervalMs: 3000 },
	member: { burst: 1, intervalMs: 1000 },
	overall: { burst: 30, intervalMs: 34 },
} satisfies Record<string, Pace>;

export type TelegramPaces = Partial<Record<keyof typeof PACES, Pace>>;

/**
 * The limits that a message to this receiver counts against.
 * @param to the receiver of the message; the answer to a button counts only against the whole
 * @param paces other figures, e.g. for a bot that pays for more
 */
export function telegramLimits(to: OutboundMessage['to'], paces: TelegramPaces = {}): TelegramLimit[] {
	const { group, member, overall } = { ...PACES, ...paces };
	const whole: TelegramLimit = { key: 'telegram', ...overall };
	if (to.kind === 'reply' && to.handle === 'telegram.callback') return [whole];
	// Groups and channels have negative ids or public names, whatever the message calls them.
	const isGroup = /^[-@]/.test(to.id);
	return [{ key: `telegram:${isGroup ? 'group' : 'member'}:${to.id}`, ...(isGroup ? group : member) }, whole];
}
