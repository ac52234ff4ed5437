import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { runBatch } from '../../../shared/batch';
import { slim } from '../../../shared/item';
import { optionsReader, textOption } from '../../../shared/parameters';
import { definitionReader } from './definition';
import { definitionFields } from './definition.fields';
import { startOptions } from './definition.options';
import { newcomerOf } from './newcomer';
import { greetNow, start } from './start';
import type { Definitions } from './underWay';

const properties: INodeProperties[] = [
	{
		displayName:
			'Connect this node after an approval, or after Community Trigger for members who join without asking. Each member is welcomed once.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	...definitionFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: startOptions,
	},
];

export const description = updateDisplayOptions({ show: { resource: ['ritual'], operation: ['start'] } }, properties);

function exceptGroups(options: Readonly<Record<string, unknown>>): string[] {
	return (textOption(options, 'exceptGroupIds') ?? '').split(/[,，、\s]+/);
}

/** Begins the ritual for every newcomer among the items, once each, and composes the greetings. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const definitionFor = definitionReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	const known: Definitions = new Map();
	/** The last newcomer of each community who is greeted together with others: by then all are in. */
	const lastOf = new Map<string, number>();

	return await runBatch(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const newcomer = newcomerOf(item, textOption(chosen, 'communityId'));
			if (newcomer === undefined || exceptGroups(chosen).includes(newcomer.subject.community.groupId)) return undefined;
			const definition = definitionFor(index);
			const ritualId = textOption(chosen, 'ritualId') ?? 'welcome';
			if (definition.greetTogether.seconds > 0) lastOf.set(newcomer.subject.community.communityId, index);
			return { newcomer, definition, ritualId, onlyDirect: chosen['newcomers'] === 'direct' };
		},
		async apply(tx, { newcomer, ...wanted }, index) {
			const { communityId } = newcomer.subject.community;
			const started = await start(tx, { newcomer, ...wanted, now, known });
			const together = lastOf.get(communityId) === index ? await greetNow(tx, communityId, now, known) : [];
			if (started === undefined && together.length === 0) return undefined;
			const duplicate = started?.duplicate ?? false;
			const result: IDataObject = started?.result ?? { ...newcomer.subject };
			const messages = [...((result['messages'] ?? []) as IDataObject[]), ...together];
			const { event } = newcomer;
			return {
				output: 0,
				json: { duplicate, ...result, messages, ...(event === undefined ? {} : { event: slim(event) }) },
			};
		},
	});
}
