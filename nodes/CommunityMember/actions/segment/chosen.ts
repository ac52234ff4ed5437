import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { SegmentCondition } from '../../../../community/segments/condition';
import { conditionId } from '../../../../community/segments/normal';
import type { MemberRow, SegmentQuery, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { optionsReader, textReader } from '../../../shared/parameters';
import { fadingOf } from '../score/fading';
import { communityReader, zoneOf } from '../standing/community';
import { keptIntimacy } from '../tier/ladder';
import { conditionReader } from './condition';

/** Which segment an item asks for: a saved one, or conditions of the node. */
export interface Chosen {
	communityId: string;
	name: string;
	/** Absent where the segment is saved. */
	condition: SegmentCondition | undefined;
	options: Record<string, unknown>;
}

/** Reads which segment is meant; conditions are read only where no saved one is named. */
export function chosenReader(context: IExecuteFunctions): (item: INodeExecutionData, index: number) => Chosen {
	const community = communityReader(context);
	const name = textReader(context, 'segment');
	const condition = conditionReader(context);
	const options = optionsReader(context);
	return (item, index) => ({
		communityId: community(item, index),
		name: name(index),
		condition: name(index) === '' ? condition(index) : undefined,
		options: options(index),
	});
}

const STATUSES: readonly MemberRow['status'][] = ['applicant', 'member', 'left', 'removed', 'rejected'];

/** The statuses of the Options; those who are here if none is chosen. */
export function statusesOf({ statuses }: Readonly<Record<string, unknown>>): MemberRow['status'][] {
	const chosen = STATUSES.filter((status) => Array.isArray(statuses) && statuses.includes(status));
	return chosen.length === 0 ? ['member'] : chosen;
}

/** The question to the store. */
export async function queryOf(
	tx: StoreTransaction,
	{ communityId, name, condition, options }: Chosen,
	now: string,
): Promise<SegmentQuery> {
	const saved = condition === undefined ? await tx.getSegment(communityId, name) : undefined;
	const wanted = condition ?? saved?.condition;
	if (wanted === undefined) {
		throw new InputError(
			`There is no segment "${name}"`,
			'Save it with "Segment: Save", or leave "Segment" empty and fill in conditions.',
		);
	}
	return {
		communityId,
		condition: wanted,
		statuses: saved?.statuses ?? statusesOf(options),
		now,
		timeZone: zoneOf(await tx.getCommunity(communityId), options['timeZone']),
		fading: fadingOf(await keptIntimacy(tx, communityId)),
	};
}

/** The segment as items show it. */
export function segmentJson(name: string, condition: SegmentCondition): object {
	return { name: name === '' ? null : name, conditionId: conditionId(condition) };
}
