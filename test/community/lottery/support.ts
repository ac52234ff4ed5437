import { canonicalEntrants, type CanonicalEntrants, type Entrant } from '../../../community/lottery/draw/entrants';
import { commitSeed } from '../../../community/lottery/draw/commitment';
import {
	publishRules,
	type DrawRules,
	type PublishedRules,
	type RulesText,
} from '../../../community/lottery/draw/rules';
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
