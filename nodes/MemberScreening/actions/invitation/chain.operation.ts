import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { pathToRoot } from '../../../../community/admission/chain';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { communityIdOption, optionsReader, textOption } from '../../../shared/parameters';
import { ensurePerson, knownPerson, requirePerson } from '../admission/person';
import { inviterTree, type InviterTree } from './tree';

const properties: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [communityIdOption],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['invitation'], operation: ['chain'] } },
	properties,
);

/** Tells by whom the member of an item came, and whom they have brought. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const options = optionsReader(context);
	const now = new Date().toISOString();
	const trees = new Map<string, InviterTree>();
	return await runBatch(context, 1, {
		prepare: (item, index) => requirePerson(item, textOption(options(index), 'communityId')),
		async apply(tx, { subject }) {
			const { communityId } = subject.community;
			const { memberId } = await ensurePerson(tx, subject, now);
			const tree = trees.get(communityId) ?? (await inviterTree(tx, communityId));
			trees.set(communityId, tree);
			const path: object[] = [];
			for (const one of pathToRoot(memberId, tree.inviterOf)) {
				const inviter = await knownPerson(tx, communityId, one, subject.member.platform);
				if (inviter !== undefined) path.push(inviter);
			}
			const { direct, total } = tree.counts.get(memberId) ?? { direct: 0, total: 0 };
			return { output: 0, json: toJson({ ...subject, path, direct, total }) };
		},
	});
}
