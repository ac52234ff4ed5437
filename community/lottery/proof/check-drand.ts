import { DomainError } from '../../domain-error';
import { isSigned } from '../draw/drand';
import { drandChain, roundTime, type DrandChain } from '../draw/drand-chains';
import type { ReadList } from '../draw/read-entrants';
import type { PublishedRules } from '../draw/rules';
import type { LotteryProof } from './proof';
import { failed, passed, skipped, type Check } from './report';

/** That the round is the one that the rules name, is signed, and was unknown when the list was closed. */
export function checkDrand({ draw }: PublishedRules, { closedAt }: ReadList, { drand }: LotteryProof): Check {
	const named = draw.drand;
	if (named === undefined) {
		return drand === undefined ? skipped('drand', 'drand.none') : failed('drand', 'drand.unexpected');
	}
	if (drand === undefined) return failed('drand', 'drand.missing', { round: named.round });
	const chain = knownChain(named.chainHash);
	if (chain === undefined || drand.chainHash !== named.chainHash || drand.round !== named.round) {
		return failed('drand', 'drand.other', { round: drand.round, named: named.round });
	}
	const time = roundTime(chain, drand.round);
	const values = { network: chain.name, round: drand.round, time, closedAt };
	if (!isSigned(drand, chain)) return failed('drand', 'drand.forged', values);
	return closedAt < time ? passed('drand', 'drand.ok', values) : failed('drand', 'drand.late', values);
}

function knownChain(chainHash: string): DrandChain | undefined {
	try {
		return drandChain(chainHash);
	} catch (error) {
		if (error instanceof DomainError) return undefined;
		throw error;
	}
}
