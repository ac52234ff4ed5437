import { z } from 'zod/v4';
import { instantMs } from '../parse';

const HOUR_MS = 3_600_000;

export const poacherSettingsSchema = z.object({
	/** Joining many communities in a short time. */
	joins: z
		.object({
			atLeast: z.int().min(2).max(1000).default(5),
			withinHours: z.number().positive().max(8760).default(24),
		})
		.prefault({}),
	/** Leaving soon after a gift. */
	leaves: z
		.object({
			atLeast: z.int().min(1).max(1000).default(2),
			/** Hours between the gift and leaving that count as soon. */
			withinHours: z.number().positive().max(8760).default(72),
		})
		.prefault({}),
	/** What happened longer ago is forgotten. */
	rememberDays: z.number().positive().max(3650).default(90),
});

export type PoacherSettings = z.output<typeof poacherSettingsSchema>;

export interface PoacherFacts {
	communitiesJoined: readonly { communityId: string; at: string }[];
	/** `at` is when the person left, `giftAt` when the last gift had been received. */
	leftAfterGift: readonly { communityId: string; at: string; giftAt: string }[];
}

export interface PoacherSignal {
	name: 'joined_many' | 'left_after_gift';
	/** How many communities, with the settings that made it too many. */
	count: number;
	atLeast: number;
	withinHours: number;
	communityIds: string[];
}

interface Moment {
	communityId: string;
	ms: number;
}

/** The most communities that lie within one window of time, wherever it begins. */
function densest(moments: readonly Moment[], windowMs: number): string[] {
	const sorted = [...moments].sort((a, b) => a.ms - b.ms);
	const inWindow = new Map<string, number>();
	let best: string[] = [];
	let start = 0;
	for (const { communityId, ms } of sorted) {
		inWindow.set(communityId, (inWindow.get(communityId) ?? 0) + 1);
		for (let first = sorted[start]; first !== undefined && ms - first.ms > windowMs; first = sorted[start]) {
			forget(inWindow, first.communityId);
			start += 1;
		}
		if (inWindow.size > best.length) best = [...inWindow.keys()];
	}
	return best;
}

function forget(counts: Map<string, number>, communityId: string): void {
	const left = (counts.get(communityId) ?? 0) - 1;
	if (left > 0) counts.set(communityId, left);
	else counts.delete(communityId);
}

/**
 * Signs of somebody who joins to draw members away or to take gifts. Each community counts once.
 *
 * @param now what lies after it, or too long before it, does not count
 * @throws DomainError naming a field that is no instant
 */
export function poacherSignals(facts: PoacherFacts, settings: PoacherSettings, now: string): PoacherSignal[] {
	const nowMs = instantMs(now, 'now');
	const sinceMs = nowMs - settings.rememberDays * 24 * HOUR_MS;
	const counts = (ms: number) => ms >= sinceMs && ms <= nowMs;

	const joined = facts.communitiesJoined
		.map(({ communityId, at }) => ({ communityId, ms: instantMs(at, 'communitiesJoined.at') }))
		.filter(({ ms }) => counts(ms));
	const left = facts.leftAfterGift
		.map(({ communityId, at, giftAt }) => {
			const ms = instantMs(at, 'leftAfterGift.at');
			return { communityId, ms, sinceGiftMs: ms - instantMs(giftAt, 'leftAfterGift.giftAt') };
		})
		.filter(({ ms, sinceGiftMs }) => counts(ms) && sinceGiftMs >= 0)
		.filter(({ sinceGiftMs }) => sinceGiftMs <= settings.leaves.withinHours * HOUR_MS);

	const found: PoacherSignal[] = [
		signal('joined_many', densest(joined, settings.joins.withinHours * HOUR_MS), settings.joins),
		signal('left_after_gift', [...new Set(left.map(({ communityId }) => communityId))], settings.leaves),
	];
	return found.filter(({ count, atLeast }) => count >= atLeast);
}

function signal(
	name: PoacherSignal['name'],
	communityIds: string[],
	{ atLeast, withinHours }: PoacherSettings['joins'],
): PoacherSignal {
	return { name, count: communityIds.length, atLeast, withinHours, communityIds: communityIds.sort() };
}
