import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Language } from '../../community/language';
import type { DeliveryResult, OutboundMessage } from '../../community/message';
import type { Subject } from '../../community/subject';
import { InputError, nodeError } from '../shared/errors';
import { communityOfItem, subjectOfItem } from '../shared/item';
import { chosenLanguage, communityIdOption, optionsReader, textOption } from '../shared/parameters';
import { nodeStore } from '../shared/store';
import { deliver, type Courier } from './courier';
import { deliveredItem, OUTPUT, outputOf, taskMessage, type Delivery } from './outcome';
import { chosenPlatform } from './platform';

/** Options that every operation of Community Chat has. */
export const commonOptions: INodeProperties[] = [
	communityIdOption,
	{
		displayName: 'Longest Wait',
		name: 'maxWaitSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 240 },
		default: 120,
		description:
			"Seconds to wait for the platform's limits before the item leaves by Failed; it may be tried again later",
	},
	{
		displayName: 'Messages per Minute',
		name: 'messagesPerMinute',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1000 },
		default: 20,
		description:
			'How many messages may go to one group at once, and how many a minute after that, counted over all workflows',
	},
	{
		displayName: 'Task Language',
		name: 'taskLanguage',
		type: 'options',
		options: [
			{ name: 'Chinese', value: 'zh-CN' },
			{ name: 'English', value: 'en' },
		],
		default: 'zh-CN',
		description: 'Language of what operators are told when a person is needed',
	},
	{
		displayName: 'Tell Operators In',
		name: 'operatorsGroupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Group that is told when a person is needed. Leave empty to handle the second output yourself.',
	},
];

/** Optional fields of an operation, its own and the common ones, in alphabetical order. */
export function optionsProperty(own: readonly INodeProperties[] = []): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...own, ...commonOptions].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/** What an operation may do for one item. */
export interface ChatTask {
	item: INodeExecutionData;
	index: number;
	options: Readonly<Record<string, unknown>>;
	courier: Courier;
	/** The community and person the item is about, where it says so. */
	subject: Subject | undefined;
	communityId: string;
	/** Sends messages one after the other, each once. */
	send: (messages: readonly OutboundMessage[]) => Promise<Delivery[]>;
}

/**
 * Does one item's work. The first `deciding` deliveries choose the output that the item leaves by
 * (default: all of them), so that a word to somebody that fails does not hold up an approval.
 */
export type ChatOperation = (task: ChatTask) => Promise<{ deliveries: Delivery[]; deciding?: number }>;

/** Runs an operation for each item and sorts the items by what became of them. */
export async function runChat(context: IExecuteFunctions, operation: ChatOperation): Promise<INodeExecutionData[][]> {
	const outputs: INodeExecutionData[][] = [[], [], []];
	const options = optionsReader(context);
	for (const [index, item] of context.getInputData().entries()) {
		try {
			const task = await prepare(context, item, index, options(index));
			const { deliveries, deciding } = await operation(task);
			await tellOperators(task, deliveries);
			const output = outputOf(deliveries.slice(0, deciding));
			outputs[output]?.push(deliveredItem(item, index, deliveries, output));
		} catch (error) {
			const shown = nodeError(context.getNode(), error, index);
			if (!context.continueOnFail()) throw shown;
			outputs[OUTPUT.failed]?.push({ json: { error: shown.message }, pairedItem: { item: index } });
		}
	}
	return outputs;
}

async function prepare(
	context: IExecuteFunctions,
	item: INodeExecutionData,
	index: number,
	options: Readonly<Record<string, unknown>>,
): Promise<ChatTask> {
	const messagesPerMinute = numberFrom(1, 'Messages per Minute', options['messagesPerMinute'] ?? 20);
	const maxWaitSeconds = numberFrom(0, 'Longest Wait', options['maxWaitSeconds'] ?? 120);
	const store = await nodeStore(context);
	const courier: Courier = {
		...(await chosenPlatform(context, messagesPerMinute)),
		store,
		maxWaitMs: maxWaitSeconds * 1000,
		now: () => Date.now(),
		sleep: async (milliseconds) => {
			if (milliseconds > 0) await sleep(milliseconds);
		},
	};
	const subject = subjectOfItem(item, textOption(options, 'communityId'));
	const communityId = textOption(options, 'communityId') ?? communityOfItem(item) ?? 'unknown';
	const send = async (messages: readonly OutboundMessage[]): Promise<Delivery[]> => {
		const deliveries: Delivery[] = [];
		for (const message of messages) {
			const dedupeKey = message.dedupeKey ?? `once:${randomUUID()}`;
			const files = async (name: string) => await binaryFile(context, index, name);
			const delivered = await deliver(courier, { communityId, dedupeKey, message, files });
			deliveries.push({ action: 'message.send', to: `${message.to.kind}:${message.to.id}`, dedupeKey, ...delivered });
		}
		return deliveries;
	};
	return { item, index, options, courier, subject, communityId, send };
}

/** @throws InputError if an option, e.g. by its expression, is no number or a smaller one */
function numberFrom(least: number, name: string, value: unknown): number {
	const number = Number(value);
	if (Number.isFinite(number) && number >= least) return number;
	throw new InputError(`"${name}" is ${number}`, `Fill in a number from ${least} on.`);
}

async function binaryFile(context: IExecuteFunctions, index: number, name: string) {
	const { fileName, mimeType } = context.helpers.assertBinaryData(index, name);
	const data = await context.helpers.getBinaryDataBuffer(index, name);
	return { data: new Uint8Array(data), fileName: fileName ?? 'image', mimeType };
}

async function tellOperators(
	{ options, subject, item, send }: ChatTask,
	deliveries: readonly Delivery[],
): Promise<void> {
	const groupId = textOption(options, 'operatorsGroupId');
	if (groupId === undefined) return;
	const language: Language = chosenLanguage(options['taskLanguage']);
	const messages = Array.isArray(item.json['messages']) ? (item.json['messages'] as unknown as OutboundMessage[]) : [];
	// Answers to a button expire within seconds: by the time a person looks, there is nothing to do. And a group that
	// cannot be written to cannot be told so.
	const needed = deliveries.filter(
		({ status, to }) => status !== 'sent' && !to.startsWith('reply:') && to !== `group:${groupId}`,
	);
	await send(
		needed.map((delivery) => {
			const text = messages.find(({ dedupeKey }) => dedupeKey === delivery.dedupeKey)?.text;
			return taskMessage(delivery, text, subject, { groupId, language, occasion: occasionOf(item) });
		}),
	);
}

/** What an item came out of, so that operators are told once of each occasion: its event, or its application. */
function occasionOf({ json }: INodeExecutionData): string | undefined {
	const { event, eventId, applicationId } = json;
	const carried = typeof event === 'object' && event !== null && 'eventId' in event ? event.eventId : undefined;
	return [carried, eventId, applicationId].find((id) => typeof id === 'string');
}

/** A result of something that may be repeated without harm, as a delivery. */
export function done(action: string, to: string, result: DeliveryResult): Delivery {
	return { action, to, ...result, duplicate: false };
}
