import axios from 'axios';
import { badRequest, conflict } from './errors.ts';
import type { Update, UpdateBody } from './model.ts';

export interface Webhook {
	url: string;
	secretToken: string;
	maxConnections: number;
}

/** One try to hand an update over; `at` and `durationMs` in milliseconds, `status` null if nobody answered. */
export interface Attempt {
	at: number;
	durationMs: number;
	status: number | null;
	error: string | null;
	redelivery: boolean;
}

export interface LoggedUpdate {
	updateId: number;
	kind: string;
	createdAt: number;
	state: 'pending' | 'delivered' | 'dropped';
	update: Update;
	attempts: Attempt[];
}

export interface OutboxState {
	nextUpdateId: number;
	webhook: Webhook | null;
	allowed: string[];
	log: LoggedUpdate[];
	lastError: { date: number; message: string } | null;
	paused: boolean;
}

interface Waiter {
	deliver: () => void;
	fail: (error: Error) => void;
}
interface Wait {
	failures: number;
	due: number;
}

/** Telegram's default leaves out the kinds that come in masses. */
const NOT_BY_DEFAULT = ['chat_member', 'message_reaction', 'message_reaction_count'];
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;
const ANSWER_TIMEOUT_MS = 60_000;
const KEPT_UPDATES = 1000;

const newState = (nextUpdateId: number): OutboxState => ({
	nextUpdateId,
	webhook: null,
	allowed: [],
	log: [],
	lastError: null,
	paused: false,
});

/** Hands updates to the bot, by webhook or by long polling, each at least once. */
export class Outbox {
	state: OutboxState;
	/** Called after every change worth saving or showing. */
	private readonly onChange: () => void;
	/** A webhook may answer with a method to call, see https://core.telegram.org/bots/api#making-requests-when-getting-updates */
	private readonly onReply: (method: string, values: Record<string, unknown>) => void;
	private readonly clock: () => number;
	private readonly inFlight = new Set<number>();
	private readonly waits = new Map<number, Wait>();
	private readonly closing = new AbortController();
	private timer: NodeJS.Timeout | undefined;
	private waiter: Waiter | undefined;

	constructor(options: {
		clock: () => number;
		firstUpdateId: number;
		onChange: () => void;
		onReply: (method: string, values: Record<string, unknown>) => void;
	}) {
		this.state = newState(options.firstUpdateId);
		this.clock = options.clock;
		this.onChange = options.onChange;
		this.onReply = options.onReply;
	}

	/** Forgets all updates; the webhook stays, for the bot still listens there. Numbers go on growing. */
	reset(): void {
		const { webhook, allowed, nextUpdateId } = this.state;
		this.state = { ...newState(nextUpdateId), webhook, allowed };
		this.waits.clear();
		this.onChange();
	}

	close(): void {
		clearTimeout(this.timer);
		this.closing.abort();
		this.waiter?.deliver();
	}

	get pending(): LoggedUpdate[] {
		return this.state.log.filter((entry) => entry.state === 'pending');
	}

	has(updateId: number): boolean {
		return this.state.log.some((entry) => entry.updateId === updateId);
	}

	/** Takes in an update, unless the bot didn't ask for its kind. */
	push(kind: string, body: UpdateBody): void {
		const { allowed } = this.state;
		if (allowed.length > 0 ? !allowed.includes(kind) : NOT_BY_DEFAULT.includes(kind)) return;
		const updateId = this.state.nextUpdateId++;
		const update = { update_id: updateId, [kind]: body };
		this.state.log.push({ updateId, kind, createdAt: this.clock(), state: 'pending', update, attempts: [] });
		const surplus = this.state.log.length - KEPT_UPDATES;
		if (surplus > 0) {
			const old = this.state.log.filter((entry) => entry.state !== 'pending').slice(0, surplus);
			this.state.log = this.state.log.filter((entry) => !old.includes(entry));
		}
		this.onChange();
		this.wake();
	}

	setWebhook(webhook: Webhook, allowed: string[] | undefined, dropPending: boolean): void {
		if (dropPending) this.drop();
		this.state.webhook = webhook;
		if (allowed) this.state.allowed = allowed;
		this.state.lastError = null;
		this.waits.clear();
		this.onChange();
		this.wake();
	}

	deleteWebhook(dropPending: boolean): void {
		if (dropPending) this.drop();
		this.state.webhook = null;
		this.state.lastError = null;
		this.waits.clear();
		this.onChange();
	}

	pause(): void {
		this.state.paused = true;
		this.onChange();
	}

	resume(): void {
		this.state.paused = false;
		this.waits.clear();
		this.onChange();
		this.wake();
	}

	/**
	 * Long polling.
	 * @param timeout seconds to wait for a first update
	 * @throws ApiError 409 while a webhook is set, or when another call takes over
	 */
	async getUpdates(options: {
		offset: number;
		limit: number;
		timeout: number;
		allowed: string[] | undefined;
		signal: AbortSignal;
	}): Promise<Update[]> {
		if (this.state.webhook)
			throw conflict(
				"can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
			);
		this.waiter?.fail(
			conflict('terminated by other getUpdates request; make sure that only one bot instance is running'),
		);
		if (options.allowed) this.state.allowed = options.allowed;
		this.confirm(options.offset);
		if (this.pending.length === 0 && options.timeout > 0) await this.waitForUpdate(options.timeout, options.signal);
		if (this.closing.signal.aborted) return [];
		return this.pending.slice(0, options.limit).map((entry) => entry.update);
	}

	/**
	 * Hands an update over again, whatever came of it before; each time once, without retries.
	 * Without a webhook it comes back to the next getUpdates.
	 */
	async redeliver(updateId: number, times: number, concurrently: boolean): Promise<Attempt[]> {
		const entry = this.state.log.find((candidate) => candidate.updateId === updateId);
		if (!entry) throw badRequest('update not found');
		const { webhook } = this.state;
		if (!webhook) {
			entry.state = 'pending';
			this.wake();
			return [];
		}
		const once = () => this.attempt(webhook, entry, true);
		if (concurrently) return await Promise.all(Array.from({ length: times }, once));
		const attempts: Attempt[] = [];
		while (attempts.length < times) attempts.push(await once());
		return attempts;
	}

	private drop(): void {
		for (const entry of this.pending) entry.state = 'dropped';
	}

	/** Everything before `offset` has been read; a negative offset keeps only that many from the end. */
	private confirm(offset: number): void {
		const { pending } = this;
		const first = offset < 0 ? (pending.at(offset)?.updateId ?? 0) : offset;
		for (const entry of pending) if (entry.updateId < first) entry.state = 'delivered';
		this.onChange();
	}

	private async waitForUpdate(timeout: number, signal: AbortSignal): Promise<void> {
		let own: Waiter | undefined;
		let timer: NodeJS.Timeout | undefined;
		try {
			await new Promise<void>((resolve, reject) => {
				own = { deliver: resolve, fail: reject };
				this.waiter = own;
				timer = setTimeout(resolve, timeout * 1000);
				signal.addEventListener(
					'abort',
					() => {
						resolve();
					},
					{ once: true },
				);
			});
		} finally {
			clearTimeout(timer);
			if (this.waiter === own) this.waiter = undefined;
		}
	}

	/** Delivers what is due; called whenever something may have changed. */
	wake(): void {
		if (this.closing.signal.aborted) return;
		if (this.pending.length > 0) this.waiter?.deliver();
		const { webhook, paused } = this.state;
		clearTimeout(this.timer);
		if (!webhook || paused) return;
		const now = this.clock();
		let next = Number.POSITIVE_INFINITY;
		for (const entry of this.pending) {
			if (this.inFlight.size >= webhook.maxConnections) return;
			if (this.inFlight.has(entry.updateId)) continue;
			const due = this.waits.get(entry.updateId)?.due ?? 0;
			if (due > now) next = Math.min(next, due);
			else void this.deliver(webhook, entry);
		}
		if (next < Number.POSITIVE_INFINITY)
			this.timer = setTimeout(
				() => {
					this.wake();
				},
				Math.max(next - now, 1),
			);
	}

	private async deliver(webhook: Webhook, entry: LoggedUpdate): Promise<void> {
		this.inFlight.add(entry.updateId);
		const attempt = await this.attempt(webhook, entry, false);
		this.inFlight.delete(entry.updateId);
		if (attempt.error === null) {
			if (entry.state === 'pending') entry.state = 'delivered';
			this.waits.delete(entry.updateId);
		} else {
			const failures = (this.waits.get(entry.updateId)?.failures ?? 0) + 1;
			const pause = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LAST_RETRY_MS);
			this.waits.set(entry.updateId, { failures, due: this.clock() + pause });
			this.state.lastError = { date: Math.floor(this.clock() / 1000), message: attempt.error };
		}
		this.onChange();
		this.wake();
	}

	private async attempt(webhook: Webhook, entry: LoggedUpdate, redelivery: boolean): Promise<Attempt> {
		const at = this.clock();
		const { status, error } = await this.send(webhook, entry.update);
		const attempt = { at, durationMs: this.clock() - at, status, error, redelivery };
		entry.attempts.push(attempt);
		return attempt;
	}

	private async send(webhook: Webhook, update: Update): Promise<{ status: number | null; error: string | null }> {
		try {
			const { status, statusText, data, headers } = await axios.post<string>(webhook.url, JSON.stringify(update), {
				headers: {
					'Content-Type': 'application/json',
					...(webhook.secretToken && { 'X-Telegram-Bot-Api-Secret-Token': webhook.secretToken }),
				},
				timeout: ANSWER_TIMEOUT_MS,
				signal: this.closing.signal,
				responseType: 'text',
				transformResponse: (body: string) => body,
				validateStatus: () => true,
				maxRedirects: 0,
				proxy: false,
			});
			if (status < 200 || status > 299)
				return { status, error: `Wrong response from the webhook: ${String(status)} ${statusText}`.trim() };
			this.readReply(String(headers['content-type'] ?? ''), data);
			return { status, error: null };
		} catch (error) {
			const code = axios.isAxiosError(error) ? error.code : undefined;
			if (code === 'ECONNREFUSED') return { status: null, error: 'Connection refused' };
			if (code === 'ECONNABORTED') return { status: null, error: 'Read timeout expired' };
			return { status: null, error: error instanceof Error ? error.message : String(error) };
		}
	}

	private readReply(contentType: string, body: string): void {
		if (!contentType.includes('json') || !body.includes('"method"')) return;
		try {
			const reply: unknown = JSON.parse(body);
			if (typeof reply !== 'object' || reply === null || !('method' in reply)) return;
			if (typeof reply.method === 'string') this.onReply(reply.method, { ...reply });
		} catch (error) {
			if (!(error instanceof SyntaxError)) throw error;
		}
	}
}
