import type { IExecuteFunctions } from 'n8n-workflow';
import { benefitsOf, type HeldBenefit } from '../../../../community/tiers/benefits';
import { parseIntimacy, type IntimacyPolicy } from '../../../../community/tiers/intimacy';
import { parseLadder, type Ladder } from '../../../../community/tiers/ladder';
import { measuresOf } from '../../../../community/tiers/measures';
import type { JsonObject, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { asText, parameterReader } from '../../../shared/parameters';
import { filledIn, givenReader, numberIn, rowsOf } from '../standing/given';

/** Under what the settings are kept that several operations need. */
export const LADDER = 'tiers';
export const INTIMACY = 'intimacy';

/** The ladder of the node, checked, also for what it measures. */
export function ladderReader(context: IExecuteFunctions): (index: number) => Ladder {
	const tiers = parameterReader(context, 'tiers', {}, (value) => rowsOf(value, 'tier').map(tierOfRow));
	const inherits = parameterReader(context, 'inherits', true, Boolean);
	return givenReader(context, 'ladder', (index) => ({ tiers: tiers(index), inherits: inherits(index) }), checked);
}

function checked(value: unknown): Ladder {
	const ladder = parseLadder(value);
	measuresOf(ladder);
	return ladder;
}

function tierOfRow(row: Record<string, unknown>): object {
	const marks = rowsOf(row['marks'], 'mark');
	const of = (part: string): object | undefined => {
		const entries = marks.flatMap((mark): [string, number][] => {
			const value = numberIn(mark[part], `Conditions → ${part}`);
			return value === undefined ? [] : [[asText(mark['measure']).trim(), value]];
		});
		return entries.length === 0 ? undefined : Object.fromEntries(entries);
	};
	return filledIn({
		tier: row['tier'],
		enter: of('enter'),
		keep: of('keep'),
		drop: of('drop'),
		graceDays: row['graceDays'],
		stayDays: row['stayDays'],
		paid: row['paid'],
		benefits: rowsOf(row['benefits'], 'benefit').map(({ text, benefitId, value }) =>
			filledIn({
				text,
				benefitId: benefitId === undefined || benefitId === '' ? text : benefitId,
				value: numberIn(value, 'Value'),
			}),
		),
	});
}

/** The ladder that Evaluate kept. */
export async function keptLadder(tx: StoreTransaction, communityId: string): Promise<Ladder> {
	const kept = await tx.getPolicy(communityId, LADDER);
	if (kept !== undefined) return parseLadder(kept);
	throw new InputError('The community has no tiers yet', 'Run "Tier: Evaluate" once, which keeps its ladder.');
}

/** Keeps the ladder for the operations that only read; false if it was kept before. */
export async function keepLadder(
	tx: StoreTransaction,
	communityId: string,
	ladder: Ladder,
	now: string,
): Promise<boolean> {
	return await tx.savePolicy(communityId, LADDER, toJson(ladder) as JsonObject, now);
}

/** How the score fades, as Score: Update kept it; the defaults where it never ran. */
export async function keptIntimacy(tx: StoreTransaction, communityId: string): Promise<IntimacyPolicy> {
	return parseIntimacy((await tx.getPolicy(communityId, INTIMACY)) ?? { weights: {} });
}

/** Benefits as items show them. */
export function benefitsJson(ladder: Ladder, tier: string): HeldBenefit[] {
	return benefitsOf(ladder, tier);
}
