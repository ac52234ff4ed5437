import type { IExecuteFunctions } from 'n8n-workflow';
import { DomainError } from '../../../../community/domain-error';
import { verifyBeacon, type VerifiedBeacon } from '../../../../community/lottery/draw/drand';
import type { DrandRound } from '../../../../community/lottery/draw/rules';

export type FindBeacon = (round: DrandRound) => Promise<VerifiedBeacon>;

const TIMEOUT_MS = 20_000;
const DEFAULT_API = 'https://api.drand.sh';

/** Takes the round from what was given, else from drand's HTTP API, and verifies its signature in either case. */
export function beaconFinder(context: IExecuteFunctions, given: unknown, api = DEFAULT_API): FindBeacon {
	return async (wanted) => {
		if (given !== undefined) return verifyBeacon(given, wanted);
		const url = `${api.replace(/\/+$/, '')}/${wanted.chainHash}/public/${wanted.round}`;
		return verifyBeacon(await fetched(context, url), wanted);
	};
}

async function fetched(context: IExecuteFunctions, url: string): Promise<unknown> {
	const asked = context.helpers.httpRequest({ method: 'GET', url, json: true, timeout: TIMEOUT_MS });
	return await asked.then(
		(answer: unknown) => answer,
		(error: unknown): never => {
			const reason = error instanceof Error ? error.message : String(error);
			throw new DomainError(
				`The random beacon did not give its round: ${reason}`,
				`Draw again later: the round is published about an hour after closing. Without internet open ${url} elsewhere and give its answer under Options → Answer of Drand.`,
				'beacon',
			);
		},
	);
}
