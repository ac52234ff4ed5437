import { updateDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';
import type { DeliveryResult } from '../../../../community/message';
import { sentenceSchema, type Sentence } from '../../../../community/scan/incident';
import type { MemberAction, MessagePlace, Target } from '../../../../platforms/platform';
import { InputError } from '../../../shared/errors';
import { persist } from '../../courier';
import type { Delivery } from '../../outcome';
import { done, optionsProperty, runChat, type ChatTask } from '../../run';
import { checked } from '../message/send.operation';
import { personOf, personProperties } from '../person';

const properties: INodeProperties[] = [
	...personProperties,
	{
		displayName: 'Delete the Message',
		name: 'deleteMessage',
		type: 'boolean',
		default: true,
		description: 'Whether to take the flagged message out of the group, if the item carries a penalty',
	},
	{
		displayName: 'May Come Back',
		name: 'mayReturn',
		type: 'boolean',
		default: false,
		description: 'Whether a member who is removed may ask to join again',
	},
	{
		displayName: 'Send the Messages of the Item',
		name: 'sendMessages',
		type: 'boolean',
		default: true,
		description: 'Whether to also send what the node before has composed: the warning, and the card for operators',
	},
	optionsProperty(),
];

export const description = updateDisplayOptions(
	{ show: { resource: ['member'], operation: ['penalize'] } },
	properties,
);

/** Does what the item's penalty says: deletes the message, mutes, removes or restores, and sends the item's messages. */
export const execute = async (context: IExecuteFunctions) =>
	await runChat(context, async (task) => {
		const parameter = (name: string) => context.getNodeParameter(name, task.index) === true;
		const sentence = sentenceOf(task);
		const acts = [
			...(parameter('deleteMessage') ? await deleted(task, sentence) : []),
			...(await carriedOut(context, task, sentence, parameter('mayReturn'))),
		];
		const composed = task.item.json['messages'];
		const messages = parameter('sendMessages') && Array.isArray(composed) ? composed.map(checked) : [];
		const told = await task.send(messages);
		// Where nothing but words was asked for, the words decide the output.
		return { deliveries: [...acts, ...told], ...(acts.length === 0 ? {} : { deciding: acts.length }) };
	});

function sentenceOf({ item }: ChatTask): Sentence {
	const parsed = sentenceSchema.safeParse(item.json['penalty']);
	if (parsed.success) return parsed.data;
	throw new InputError(
		'The item carries no penalty',
		'Connect this node after Member Screening: the output Flagged of Scan, or Undo.',
	);
}

const isPunishing = ({ kind }: Sentence): boolean => kind === 'warn' || kind === 'mute' || kind === 'remove';

/** The flagged message of an item; what an undo passes on has none. */
async function deleted({ item, courier }: ChatTask, sentence: Sentence): Promise<Delivery[]> {
	if (item.json['outcome'] !== 'flagged' || !isPunishing(sentence)) return [];
	const place = item.json['message'] as Partial<MessagePlace> | undefined;
	const { groupId, messageId } = place ?? {};
	if (typeof groupId !== 'string' || typeof messageId !== 'string') {
		const result = byHand('The event names no message, so it cannot be deleted: please delete it by hand.');
		return [done('message.delete', 'message:unknown', result)];
	}
	const result = await persist(courier, () => courier.chat.deleteMessage({ groupId, messageId }));
	return [done('message.delete', `message:${messageId}`, forPerson(result))];
}

async function carriedOut(
	context: IExecuteFunctions,
	task: ChatTask,
	sentence: Sentence,
	mayReturn: boolean,
): Promise<Delivery[]> {
	const action = actionOf(sentence, mayReturn, task.courier.now());
	if (action === undefined) return [];
	const target: Target = personOf(context, task);
	const result = await persist(task.courier, () => task.courier.chat.member(action, target));
	return [done(`member.${action.kind}`, `member:${target.platformMemberId}`, forPerson(result))];
}

function actionOf({ kind, minutes, until }: Sentence, mayReturn: boolean, now: number): MemberAction | undefined {
	switch (kind) {
		case 'mute': {
			const end = until ?? (minutes === undefined ? undefined : new Date(now + minutes * 60_000).toISOString());
			if (end === undefined) return { kind };
			// An event that is delivered again long after it, when the mute is over.
			return Date.parse(end) > now ? { kind, until: end } : undefined;
		}
		case 'remove':
			return { kind, mayReturn };
		case 'restore':
			return { kind };
		case 'none':
		case 'warn':
			return undefined;
	}
}

function byHand(reason: string): DeliveryResult {
	return { status: 'pending_confirmation', degraded: [], reason };
}

/** Spam that the platform does not let the bot deal with is a person's to deal with. */
function forPerson(result: DeliveryResult): DeliveryResult {
	return result.status === 'failed' ? { ...result, status: 'pending_confirmation' } : result;
}
