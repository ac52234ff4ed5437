import { canonicalEntrants, type CanonicalEntrants, type Entrant } from '../../../community/lottery/draw/entrants';
import { commitSeed } from '../../../community/lottery/draw/commitment';
import {
	publishRules,
	type DrawRules,
	type PublishedRules,
	type RulesText,
} from '../../../community/lottery/draw/rules';
import { QUICKNET } from '../../../community/lottery/draw/drand-chains';
import type { DrandBeacon } from '../../../community/lottery/draw/drand';
import { makeProof, type LotteryProof } from '../../../community/lottery/proof/proof';
import { finalSeed, type DrandRandomness } from '../../../community/lottery/draw/seed';
import { sha256Hex } from '../../../community/lottery/draw/sha256';

export const SECRET = '5e'.repeat(32);

export function drawRules(changes: Partial<DrawRules> = {}): DrawRules {
	return {
		tiers: [
			{ tierId: 'first', name: '一等奖 · 机械键盘', quantity: 1 },
			{ tierId: 'second', name: '二等奖 · 咖啡券', quantity: 3 },
		],
		alternates: 3,
		maxWeight: 5,
		maxPrizesPerPerson: 1,
		tooFewEntrants: 'refuse',
		...changes,
	};
}

export function rules(draw: DrawRules = drawRules(), changes: Partial<PublishedRules> = {}): PublishedRules {
	return {
		v: 1,
		communityId: '-1002000000001',
		lotteryId: 'spring-2026',
		title: '春日福利抽奖 🎁',
		opensAt: '2026-02-22T12:00:00.000Z',
		closesAt: '2026-03-01T12:00:00.000Z',
		draw,
		terms: { entry: { tags: ['老成员'] } },
		...changes,
	};
}

/** Entrants by number: the same for the same number. */
export function entrants(count: number, weightOf: (index: number) => number = () => 1): Entrant[] {
	return Array.from({ length: count }, (_, index) => ({
		entrant: sha256Hex(`entrant ${String(index)}`),
		weight: weightOf(index),
	}));
}

export interface Closed {
	readonly published: RulesText;
	readonly list: CanonicalEntrants;
	readonly seed: string;
}

/** A lottery closed with these entrants. */
export function closed(
	entries: readonly Entrant[],
	draw: DrawRules = drawRules(),
	{ secret = SECRET, drand }: { secret?: string; drand?: DrandRandomness } = {},
): Closed {
	const published = publishRules(rules(draw));
	const list = canonicalEntrants(entries, {
		rulesHash: published.hash,
		commitment: commitSeed(secret),
		closedAt: '2026-03-01T12:00:05+00:00',
	});
	return { published, list, seed: finalSeed({ secret, listHash: list.hash, drand }) };
}

/** Round 1000 of quicknet: see drand.test.ts. */
export const ROUND_1000: DrandBeacon = {
	chainHash: QUICKNET,
	round: 1000,
	signature: 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39',
};

/** The proof of a lottery with these entrants; with drand it is one of 2023, when round 1000 came. */
export async function aProof({
	entries = entrants(12),
	draw = drawRules(),
	drand = false,
	closedAt = drand ? '2023-08-23T15:00:00Z' : '2026-03-01T12:00:00Z',
	secret = SECRET,
}: {
	entries?: readonly Entrant[];
	draw?: DrawRules;
	drand?: boolean;
	closedAt?: string;
	secret?: string;
}): Promise<LotteryProof> {
	const waiting = drand ? { ...draw, drand: { chainHash: QUICKNET, round: 1000 } } : draw;
	const times = drand ? { opensAt: '2023-08-01T00:00:00.000Z', closesAt: '2023-08-23T15:00:00.000Z' } : {};
	const published = publishRules(rules(waiting, times));
	const list = canonicalEntrants(entries, { rulesHash: published.hash, commitment: commitSeed(secret), closedAt });
	return await makeProof({
		rules: published.text,
		list: list.text,
		secret,
		...(drand ? { drand: ROUND_1000 } : {}),
	});
}
