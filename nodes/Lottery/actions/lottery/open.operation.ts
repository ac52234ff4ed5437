import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { causeOf, communityOfItem, eventOf } from '../../../shared/item';
import {
	asText,
	chosenLanguage,
	languageField,
	optionsReader,
	textOption,
	textReader,
} from '../../../shared/parameters';
import { communityField } from './fields';
import { occasionFields, occasionReader } from './occasion';
import { openLottery } from './open';
import { rulesFields, rulesOptions } from './rules.fields';
import { rulesReader } from './rules';

const properties: INodeProperties[] = [
	communityField,
	...occasionFields,
	...rulesFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Announce',
				name: 'announce',
				type: 'boolean',
				default: true,
				description: 'Whether to say it in the group, with a button to enter',
			},
			...rulesOptions.slice(0, 1),
			{
				displayName: 'Group ID',
				name: 'groupId',
				type: 'string',
				default: '',
				placeholder: 'e.g. -1001234567890',
				description: 'Where it is announced. Leave empty for the group of the community.',
			},
			languageField('Language of all messages of this lottery'),
			{
				displayName: 'Lottery ID',
				name: 'lotteryId',
				type: 'string',
				default: '',
				placeholder: 'e.g. spring-2026',
				description:
					'A name of your own: letters, digits, "-" and "_", up to 24. Leave empty for one made of title and closing time.',
			},
			{
				displayName: 'Opened By',
				name: 'operator',
				type: 'string',
				default: '',
				placeholder: 'e.g. Li Lei',
				description: 'Who answers for it; kept in the ledger',
			},
			...rulesOptions.slice(1, 2),
			{
				displayName: 'Platform',
				name: 'platform',
				type: 'string',
				default: '',
				placeholder: 'e.g. telegram',
				description: 'Where the group is. Leave empty for the platform of the community or of the event.',
			},
			...rulesOptions.slice(2),
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['lottery'], operation: ['open'] } }, properties);

/** Short enough for the value of a button on every platform. */
const OWN_ID = /^[A-Za-z0-9_-]{1,24}$/;

function ownId(options: Readonly<Record<string, unknown>>): string | undefined {
	const id = textOption(options, 'lotteryId');
	if (id === undefined || OWN_ID.test(id)) return id;
	throw new InputError(`"${id}" cannot be the ID of a lottery`, 'Use up to 24 of A–Z, a–z, 0–9, "-" and "_".');
}

/** Publishes lotteries: rules with their hash, and the commitment to a seed that nobody can change any more. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	const options = optionsReader(context);
	const now = new Date().toISOString();
	const rulesOf = rulesReader(context, options, now);
	const occasionOf = occasionReader(context);
	return await runBatch(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const communityId = community(index) || communityOfItem(item);
			if (communityId === undefined) {
				throw new InputError('No community is named', 'Fill in "Community ID", e.g. the id of the group.');
			}
			const event = eventOf(item);
			const given = rulesOf(index);
			const cause = event === undefined ? context.getExecutionId() : causeOf(event, communityId);
			return {
				communityId,
				given,
				occasion: occasionOf(index),
				lotteryId: ownId(chosen),
				idOf: (occasion: string | undefined) =>
					stableId(
						'lottery',
						communityId,
						asText(given.rules['title']).trim(),
						occasion ?? (given.closesByClock ? asText(given.rules['closesAt']) : cause),
					),
				groupId: textOption(chosen, 'groupId'),
				platform: textOption(chosen, 'platform') ?? event?.platform,
				openedBy: textOption(chosen, 'operator') ?? event?.actorId ?? event?.memberId ?? 'workflow',
				language: chosenLanguage(chosen['language']),
				announce: chosen['announce'] !== false,
				now,
			};
		},
		async apply(tx, opening) {
			const json = await openLottery(tx, opening);
			return json === undefined ? undefined : { output: 0, json };
		},
	});
}
