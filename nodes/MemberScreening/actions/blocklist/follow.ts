import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { textReader } from '../../../shared/parameters';
import { changeOnce, ledgerLine } from './change';
import { askedReader, byField, communityField, type Asked } from './fields';

/** Both operations have the same fields. */
export const followFields: INodeProperties[] = [
	{
		displayName: 'List of Community',
		name: 'ownerCommunityId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. -1009998887776',
		description: 'The community whose list is followed',
	},
	{
		...communityField,
		description: 'The community that follows. Leave empty to take the community of the item.',
	},
	byField('Done By'),
];

interface Following {
	asked: Asked;
	ownerCommunityId: string;
}

async function follow(tx: StoreTransaction, { asked, ownerCommunityId }: Following, follows: boolean, now: string) {
	const { communityId, by } = asked;
	const changed = follows
		? await tx.subscribeBlocklist({ communityId, ownerCommunityId, addedBy: by, addedAt: now })
		: await tx.unsubscribeBlocklist(communityId, ownerCommunityId);
	if (changed) {
		const change = follows ? 'subscribed' : 'unsubscribed';
		await tx.appendLedger([ledgerLine(asked, change, ownerCommunityId, now, { ownerCommunityId })]);
	}
	const lists = await tx.listBlocklistSubscriptions(communityId);
	return {
		changed,
		result: {
			communityId,
			listOwner: ownerCommunityId,
			follows,
			followedLists: lists.map((one) => one.ownerCommunityId),
		},
	};
}

/** Begins or ends following the list of another community. */
export async function followLists(context: IExecuteFunctions, follows: boolean): Promise<INodeExecutionData[][]> {
	const askedOf = askedReader(context);
	const owner = textReader(context, 'ownerCommunityId');
	const now = new Date().toISOString();
	return await runBatch<Following>(context, 1, {
		prepare(item, index) {
			const asked = askedOf(item, index);
			const ownerCommunityId = owner(index);
			if (ownerCommunityId === '') {
				throw new InputError('"List of Community" is empty', 'Fill in the ID of the community whose list is meant.');
			}
			if (ownerCommunityId === asked.communityId) {
				throw new InputError(
					'A community does not follow its own list',
					'"List of Community" must be another one than "Community ID": the own list always counts.',
				);
			}
			return { asked, ownerCommunityId };
		},
		async apply(tx, following) {
			const { asked, ownerCommunityId } = following;
			const name = `${follows ? 'subscribe' : 'unsubscribe'}:${ownerCommunityId}`;
			const { duplicate, result } = await changeOnce(tx, asked, name, now, () => follow(tx, following, follows, now));
			return { output: 0, json: { duplicate, ...result } };
		},
	});
}
