import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { toJson } from '../../../shared/item';
import { optionsReader } from '../../../shared/parameters';
import { communityField, communityReader } from '../standing/community';
import { standingJson, standingOf } from '../standing/person';
import { runSweep } from '../standing/sweep';
import { keptPonds } from './policy';
import { bitesSince, proposalJson, routeOptions, routePerson } from './route';

const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: routeOptions,
	},
];

export const description = updateDisplayOptions({ show: { resource: ['pond'], operation: ['routeDue'] } }, properties);

const PEOPLE = 200;

/** Looks at everybody who has bitten or is in a pond; puts out one item for each who is led somewhere. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runSweep(
		context,
		(item, index) => ({ communityId: community(item, index), chosen: options(index) }),
		async (tx, { communityId, chosen }, after) => {
			const policy = await keptPonds(tx, communityId);
			const people = await tx.pondMembers(communityId, bitesSince(policy, now), { limit: PEOPLE, after });
			const items: IDataObject[] = [];
			for (const memberId of people) {
				await tx.lockMember(communityId, memberId);
				const row = await tx.getMember(communityId, memberId);
				if (row?.status !== 'member' && row?.status !== 'applicant') continue;
				const standing = await standingOf(tx, row);
				for (const { proposal, messages } of await routePerson(tx, policy, standing, chosen, now)) {
					items.push(toJson({ ...proposalJson(policy, proposal), ...standingJson(standing), messages }));
				}
			}
			return { items, after: people.length === PEOPLE ? people.at(-1) : undefined };
		},
	);
}
