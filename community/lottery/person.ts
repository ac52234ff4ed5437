import type { Subject } from '../subject';

/** How an entrant is known to the proof: what the member can say of themselves, e.g. `telegram:5550100`. */
export function entrantSubject({ platform, platformMemberId }: Subject['member']): string {
	return `${platform}:${platformMemberId}`;
}
