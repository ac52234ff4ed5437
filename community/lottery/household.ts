import { createHash } from 'node:crypto';

/** What two members of one household have in common. */
export interface Household {
	address?: string | undefined;
	phone?: string | undefined;
	/** The code or link that they were invited by. */
	invitation?: string | undefined;
}

const NORMAL: Record<keyof Household, (text: string) => string> = {
	// 深圳市 南山区 1-2 and 深圳市南山区1—2号 differ for a computer only in signs and 号.
	address: (text) => text.replace(/[\s\p{P}\p{S}号]/gu, ''),
	// +86 138… and 138… are one number: the last eleven digits tell.
	phone: (text) => text.replace(/\D/g, '').slice(-11),
	invitation: (text) => text.replace(/[\s\p{Dash}]/gu, ''),
};

/**
 * Digests of what a household has in common, for one lottery: equal ones meet, and nobody can read an address from them
 * without knowing it. What is empty gives none.
 */
export function householdKeys(communityId: string, lotteryId: string, household: Household): string[] {
	return (['address', 'phone', 'invitation'] as const).flatMap((kind) => {
		const text = NORMAL[kind]((household[kind] ?? '').normalize('NFKC').toLowerCase());
		if (text === '') return [];
		const digest = createHash('sha256').update([communityId, lotteryId, kind, text].join('\0'), 'utf8').digest('hex');
		return [`${kind}:${digest.slice(0, 40)}`];
	});
}

/** The kinds among keys that are known to be taken. */
export function kindOfKey(key: string): string {
	return key.slice(0, key.indexOf(':'));
}
