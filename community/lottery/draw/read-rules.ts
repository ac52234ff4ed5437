import { DomainError } from '../../domain-error';
import type { PlainJson } from './canonical-json';
import { isHex } from './hex';
import { LIMITS } from './limits';
import { choice, exact, instant, list, record, text, whole, type Fields } from './reader';
import type { DrandRound, DrawRules, PrizeTier, PublishedRules } from './rules';

const TIER_ID = /^[A-Za-z0-9_-]{1,32}$/;

/**
 * Written out by hand, not with zod: the verifying page carries this file, and zod is larger than all else
 * in it.
 *
 * @throws DomainError naming the path of the first thing that is wrong
 */
export function readPublishedRules(value: unknown): PublishedRules {
	const rules = record(value, 'rules', [
		'v',
		'communityId',
		'lotteryId',
		'title',
		'opensAt',
		'closesAt',
		'draw',
		'terms',
	]);
	const read: PublishedRules = {
		v: exact(rules, 'v', 1),
		communityId: text(rules, 'communityId', 1, 256),
		lotteryId: text(rules, 'lotteryId', 1, 128),
		title: text(rules, 'title', 1, 256),
		opensAt: instant(rules, 'opensAt'),
		closesAt: instant(rules, 'closesAt'),
		draw: readDrawRules(rules.of.draw, 'draw'),
		// Hashed as it stands and shown as data; nothing reads it.
		terms: rules.of.terms as PlainJson,
	};
	if (read.opensAt < read.closesAt) return read;
	throw new DomainError('The lottery would close before it opens', 'Let it close after it opens.', 'closesAt');
}

/** @throws DomainError naming the path of the first thing that is wrong */
export function readDrawRules(value: unknown, path = 'draw'): DrawRules {
	const draw = record(
		value,
		path,
		['tiers', 'alternates', 'maxWeight', 'maxPrizesPerPerson', 'tooFewEntrants'],
		['drand'],
	);
	const tiers = list(draw, 'tiers', 1, LIMITS.tiers).map((tier, index) =>
		readTier(tier, `${path}.tiers.${String(index)}`),
	);
	requireTiersApart(tiers, path);
	return {
		tiers,
		alternates: whole(draw, 'alternates', 0, LIMITS.alternates),
		maxWeight: whole(draw, 'maxWeight', 1, LIMITS.weight),
		maxPrizesPerPerson: whole(draw, 'maxPrizesPerPerson', 1, LIMITS.prizesPerPerson),
		tooFewEntrants: choice(draw, 'tooFewEntrants', ['refuse', 'leavePrizes']),
		...(draw.of.drand === undefined ? {} : { drand: readDrand(draw.of.drand, `${path}.drand`) }),
	};
}

function readTier(value: unknown, path: string): PrizeTier {
	const tier = record(value, path, ['tierId', 'name', 'quantity']);
	return {
		tierId: tierIdOf(tier),
		name: text(tier, 'name', 1, 256),
		quantity: whole(tier, 'quantity', 1, LIMITS.prizes),
	};
}

function tierIdOf(tier: Fields): string {
	const tierId = text(tier, 'tierId', 1, 32);
	if (TIER_ID.test(tierId)) return tierId;
	throw new DomainError(
		`"${tierId}" cannot be the id of a prize tier`,
		'Use 1 to 32 of A-Z, a-z, 0-9, "-" and "_"; the name of the prize may be in any script.',
		`${tier.path}.tierId`,
	);
}

function requireTiersApart(tiers: readonly PrizeTier[], path: string): void {
	const ids = new Set(tiers.map(({ tierId }) => tierId));
	if (ids.size < tiers.length) {
		throw new DomainError('Two prize tiers have the same id', 'Give every tier an id of its own.', `${path}.tiers`);
	}
	const prizes = tiers.reduce((sum, { quantity }) => sum + quantity, 0);
	if (prizes > LIMITS.prizes) {
		throw new DomainError(
			`A lottery gives at most ${String(LIMITS.prizes)} prizes, but these are ${String(prizes)}`,
			'Lower the quantities, or hold several lotteries.',
			`${path}.tiers`,
		);
	}
}

function readDrand(value: unknown, path: string): DrandRound {
	const drand = record(value, path, ['chainHash', 'round']);
	if (!isHex(drand.of.chainHash, 32)) {
		throw new DomainError(
			'The network of drand is named by the hash of its chain, 64 characters of 0-9 and a-f',
			'Take the hash of quicknet unless you know that you want another.',
			`${path}.chainHash`,
		);
	}
	return { chainHash: drand.of.chainHash, round: whole(drand, 'round', 1, Number.MAX_SAFE_INTEGER) };
}
