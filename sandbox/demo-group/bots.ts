import { badRequest } from './errors.ts';
import { Limits, type LimitSettings } from './limits.ts';
import type { UpdateBody } from './model.ts';
import { Outbox, type Attempt, type LoggedUpdate, type OutboxState } from './outbox.ts';

/** A bot as the Bot API serves it: updates of its own, and limits of its own. */
export interface BotSeat {
	botId: number;
	outbox: Outbox;
	limits: Limits;
}

/** Further bots have the ids after the first one's. */
const MOST_BOTS = 20;
/** Updates of different bots never have the same number, so that a log of all of them can be read. */
const UPDATES_PER_BOT = 10_000_000;

interface BotsOptions {
	/** Token of the first bot, `<digits>:<secret>`. */
	token: string;
	clock: () => number;
	/** Something worth saving or showing has changed. */
	onChange: () => void;
	/** A webhook has answered with a method to call. */
	onReply: (seat: BotSeat, method: string, values: Record<string, unknown>) => void;
	/** A bot is used for the first time. */
	onNew: (botId: number) => void;
}

/**
 * All bots of the demo group. Telegram gives a bot one webhook, so each workflow that listens needs a bot of its own;
 * here a further bot begins to exist when its token is first used. Its token is the first one's with a higher number.
 */
export class Bots {
	readonly seats = new Map<number, BotSeat>();
	private readonly firstId: number;
	private readonly secret: string;
	private readonly options: BotsOptions;

	constructor(options: BotsOptions) {
		this.options = options;
		if (!/^\d+:[\w-]+$/.test(options.token)) throw new Error('the token must look like 123456:ABC-DEF');
		const [id = '', secret = ''] = options.token.split(':');
		this.firstId = Number(id);
		this.secret = secret;
		this.seat(this.firstId);
	}

	get first(): BotSeat {
		return this.seat(this.firstId);
	}

	/** @returns the bot that a token belongs to; `undefined` if the token is nobody's */
	byToken(token: string): BotSeat | undefined {
		const [id = '', secret] = token.split(':');
		const number = Number(id) - this.firstId;
		if (secret !== this.secret || !Number.isSafeInteger(number) || number < 0 || number >= MOST_BOTS) return undefined;
		return this.seat(Number(id));
	}

	/** An update for every bot, or for one. */
	push(kind: string, body: UpdateBody, botId?: number): void {
		const seats = botId === undefined ? [...this.seats.values()] : [this.seat(botId)];
		for (const { outbox } of seats) outbox.push(kind, body);
	}

	/** Updates of all bots, the oldest first. */
	get log(): (LoggedUpdate & { botId: number })[] {
		return [...this.seats.values()]
			.flatMap(({ botId, outbox }) => outbox.state.log.map((entry) => ({ ...entry, botId })))
			.sort((a, b) => a.createdAt - b.createdAt || a.updateId - b.updateId);
	}

	async redeliver(updateId: number, times: number, concurrently: boolean): Promise<Attempt[]> {
		const seat = [...this.seats.values()].find(({ outbox }) => outbox.has(updateId));
		if (!seat) throw badRequest('update not found');
		return await seat.outbox.redeliver(updateId, times, concurrently);
	}

	/** The same limits for every bot. @returns what holds now */
	limit(settings: Partial<LimitSettings>): LimitSettings {
		for (const { limits } of this.seats.values()) limits.set(settings);
		return this.first.limits.settings;
	}

	/** Forgets updates and limits; webhooks stay. */
	reset(): void {
		for (const { outbox, limits } of this.seats.values()) {
			outbox.reset();
			limits.reset();
		}
	}

	each(act: (outbox: Outbox) => void): void {
		for (const { outbox } of this.seats.values()) act(outbox);
	}

	/** What the page says about the bots as a whole. */
	get delivery() {
		const states = [...this.seats.values()].map(({ outbox }) => outbox);
		const troubled = states.find((outbox) => outbox.pending.length > 0 && outbox.state.lastError);
		return {
			webhookSet: states.some((outbox) => outbox.state.webhook !== null),
			bots: states.filter((outbox) => outbox.state.webhook !== null).length,
			pending: states.reduce((sum, outbox) => sum + outbox.pending.length, 0),
			paused: states.some((outbox) => outbox.state.paused),
			lastError: troubled?.state.lastError ?? null,
		};
	}

	save(): Record<string, OutboxState> {
		return Object.fromEntries([...this.seats].map(([botId, { outbox }]) => [String(botId), outbox.state]));
	}

	load(states: Readonly<Record<string, OutboxState>>): void {
		for (const [botId, state] of Object.entries(states)) this.seat(Number(botId)).outbox.state = state;
	}

	private seat(botId: number): BotSeat {
		const known = this.seats.get(botId);
		if (known) return known;
		const { clock, onChange, onReply, onNew } = this.options;
		const seat: BotSeat = {
			botId,
			limits: new Limits(clock, this.seats.get(this.firstId)?.limits.settings),
			outbox: new Outbox({
				clock,
				firstUpdateId: 100_000_001 + (botId - this.firstId) * UPDATES_PER_BOT,
				onChange,
				onReply: (method, values) => {
					onReply(seat, method, values);
				},
			}),
		};
		if ([...this.seats.values()].some(({ outbox }) => outbox.state.paused)) seat.outbox.pause();
		this.seats.set(botId, seat);
		onNew(botId);
		return seat;
	}
}
