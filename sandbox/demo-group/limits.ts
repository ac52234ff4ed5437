/** How many messages the bot may send; `null` switches a limit off. */
export interface LimitSettings {
	groupMessagesPerMinute: number | null;
	messagesPerSecond: number | null;
}

/** Telegram's own: 20 a minute in one group, 30 a second over all (https://core.telegram.org/bots/faq). */
export const TELEGRAM_LIMITS: LimitSettings = { groupMessagesPerMinute: 20, messagesPerSecond: 30 };

interface Bucket {
	tokens: number;
	at: number;
}

/** Token buckets: a burst of the whole allowance, then a steady refill. */
export class Limits {
	settings: LimitSettings;
	private readonly clock: () => number;
	private readonly buckets = new Map<string, Bucket>();

	/** @param clock milliseconds since 1970 */
	constructor(clock: () => number, settings: LimitSettings = TELEGRAM_LIMITS) {
		this.clock = clock;
		this.settings = { ...settings };
	}

	reset(): void {
		this.settings = { ...TELEGRAM_LIMITS };
		this.buckets.clear();
	}

	set(settings: Partial<LimitSettings>): void {
		Object.assign(this.settings, settings);
		this.buckets.clear();
	}

	/** Counts one message to a chat. @returns whole seconds to wait, 0 if it may go now */
	take(chatId: number): number {
		const { groupMessagesPerMinute, messagesPerSecond } = this.settings;
		const wait = Math.max(
			chatId < 0 ? this.wait(`group ${String(chatId)}`, groupMessagesPerMinute, 60) : 0,
			this.wait('all', messagesPerSecond, 1),
		);
		if (wait > 0) return Math.ceil(wait);
		if (chatId < 0) this.spend(`group ${String(chatId)}`, groupMessagesPerMinute);
		this.spend('all', messagesPerSecond);
		return 0;
	}

	private wait(name: string, size: number | null, period: number): number {
		if (size === null) return 0;
		const now = this.clock();
		const bucket = this.buckets.get(name) ?? { tokens: size, at: now };
		const perSecond = size / period;
		const tokens = Math.min(size, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
		this.buckets.set(name, { tokens, at: now });
		return tokens >= 1 ? 0 : (1 - tokens) / perSecond;
	}

	private spend(name: string, size: number | null): void {
		const bucket = this.buckets.get(name);
		if (size !== null && bucket) bucket.tokens -= 1;
	}
}
