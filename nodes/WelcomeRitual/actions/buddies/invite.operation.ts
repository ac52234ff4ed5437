import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { SIGN_UP_WORDS } from '../../../../community/buddies/signup';
import { invitationMessage } from '../../../../community/buddies/signup-messages';
import { stableId } from '../../../../community/digest';
import { runBatch } from '../../../shared/batch';
import { communityJson, communityReader } from '../../../shared/community';
import { listOf } from '../../../shared/fields';
import { toJson } from '../../../shared/item';
import { chosenLanguage, optionsReader, textOption, textReader } from '../../../shared/parameters';
import { scheduledAt } from '../../../shared/schedule';
import { buddyLanguage, communityField, groupOption, wordOptions } from './fields';

const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'Invitation',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. 🤝 Would you like a buddy in {community|our community}?',
		description:
			'<code>{community}</code> is filled in. Leave empty for the shipped invitation. How to sign up is added by itself.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [groupOption, buddyLanguage, ...wordOptions.filter(({ name }) => name === 'inWords')],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['buddies'], operation: ['invite'] } }, properties);

/** Composes the invitation to take part, with its two buttons. Writes nothing. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const text = textReader(context, 'text');
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const words = 'inWords' in chosen ? listOf(chosen['inWords']) : SIGN_UP_WORDS.in;
			return {
				communityId: community(index),
				text: text(index),
				chosen,
				inWord: words[0] ?? '',
				at: scheduledAt(item, now),
			};
		},
		async apply(tx, { communityId, text: typed, chosen, inWord, at }) {
			const known = await tx.getCommunity(communityId);
			const groupId = textOption(chosen, 'groupId') ?? known?.groupId ?? communityId;
			const message = invitationMessage(
				{ communityId, groupId, name: known?.name ?? undefined, inWord },
				{
					text: typed,
					language: chosenLanguage(chosen['language']),
					dedupeKey: `buddies:invite:${stableId(communityId, groupId, at)}`,
				},
			);
			const shown = known === undefined ? { communityId, groupId } : communityJson(known);
			return { output: 0, json: toJson({ community: shown, messages: [message] }) };
		},
	});
}
