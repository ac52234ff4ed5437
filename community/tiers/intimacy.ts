import { z } from 'zod/v4';
import { instantMs, parseWith, utc } from '../parse';

const halfLife = z.number().positive().max(36_500);

/** 亲密度: how close a member is to the community, by what the member does there and spends. */
export const intimacyPolicySchema = z.strictObject({
	/** What one event adds at the moment it happens, by kind, e.g. `{ "lesson": 3, "offline": 10 }`. */
	weights: z.record(z.string().trim().min(1).max(128), z.number().min(-1000).max(1000)),
	/** After so many days an event counts half. */
	halfLifeDays: halfLife.default(30),
	/** What spending adds: `weight` for each `unitMinor` paid, e.g. 1 for each 100.00; refunds take it away. */
	spending: z
		.strictObject({
			weight: z.number().min(0).max(1000),
			unitMinor: z.int().min(1),
			halfLifeDays: halfLife.default(180),
		})
		.optional(),
});

export type IntimacyPolicy = z.output<typeof intimacyPolicySchema>;

/** @throws DomainError naming the path of what is wrong */
export function parseIntimacy(value: unknown): IntimacyPolicy {
	return parseWith(intimacyPolicySchema, value, 'intimacy');
}

/** Something a member did, or money that moved: minor units of the community's currency, negative for a refund. */
export type IntimacyEvent = { at: string } & ({ kind: string } | { amountMinor: number });

/** A score that can go on without the events behind it: both parts as they were at one instant. */
export interface IntimacyState {
	activity: number;
	spending: number;
	at: string;
}

const DAY_MS = 86_400_000;

function faded(value: number, elapsedMs: number, halfLifeDays: number): number {
	return value === 0 ? 0 : value * 2 ** (-elapsedMs / (halfLifeDays * DAY_MS));
}

function weightOf(policy: IntimacyPolicy, event: IntimacyEvent): Pick<IntimacyState, 'activity' | 'spending'> {
	if ('kind' in event) {
		const { weights } = policy;
		return { activity: (Object.hasOwn(weights, event.kind) ? weights[event.kind] : undefined) ?? 0, spending: 0 };
	}
	const { weight, unitMinor } = policy.spending ?? { weight: 0, unitMinor: 1 };
	return { activity: 0, spending: (event.amountMinor / unitMinor) * weight };
}

/** The same state as it is at another instant. */
function moved(policy: IntimacyPolicy, state: IntimacyState, toMs: number): IntimacyState {
	const elapsed = toMs - instantMs(state.at, 'at');
	return {
		activity: faded(state.activity, elapsed, policy.halfLifeDays),
		spending: faded(state.spending, elapsed, policy.spending?.halfLifeDays ?? policy.halfLifeDays),
		at: utc(toMs),
	};
}

/**
 * A state with one more event. Events may come in any order: a late one counts what is left of it. As
 * everything fades at one rate, the order does not matter.
 *
 * @param state `undefined` before the first event
 */
export function addIntimacy(
	policy: IntimacyPolicy,
	state: IntimacyState | undefined,
	event: IntimacyEvent,
): IntimacyState {
	const eventMs = instantMs(event.at, 'at');
	const added = { ...weightOf(policy, event), at: utc(eventMs) };
	if (state === undefined) return added;
	const at = Math.max(eventMs, instantMs(state.at, 'at'));
	const [before, late] = [moved(policy, state, at), moved(policy, added, at)];
	return { activity: before.activity + late.activity, spending: before.spending + late.spending, at: before.at };
}

/** The score at an instant: Σ weight(kind) · 2^(−age / half-life), and the same for what was spent. */
export function intimacyAt(policy: IntimacyPolicy, state: IntimacyState | undefined, now: string): number {
	const nowMs = instantMs(now, 'now');
	if (state === undefined) return 0;
	const { activity, spending } = moved(policy, state, nowMs);
	return activity + spending;
}

/** The score from all events, and what each kind adds to it; `spending` is a kind of its own. */
export function intimacyOf(
	policy: IntimacyPolicy,
	events: readonly IntimacyEvent[],
	now: string,
): { score: number; because: { kind: string; events: number; adds: number }[] } {
	const nowMs = instantMs(now, 'now');
	const byKind = new Map<string, { kind: string; events: number; adds: number }>();
	for (const event of events) {
		const kind = 'kind' in event ? event.kind : 'spending';
		const key = 'kind' in event ? `kind:${event.kind}` : 'spending';
		const state = moved(policy, { ...weightOf(policy, event), at: event.at }, nowMs);
		const sum = byKind.get(key) ?? { kind, events: 0, adds: 0 };
		byKind.set(key, { kind, events: sum.events + 1, adds: sum.adds + state.activity + state.spending });
	}
	const because = [...byKind.values()].sort((a, b) => b.adds - a.adds || (a.kind < b.kind ? -1 : 1));
	return { score: because.reduce((sum, { adds }) => sum + adds, 0), because };
}
