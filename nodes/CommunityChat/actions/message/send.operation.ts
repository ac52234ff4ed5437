import { updateDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import { outboundMessageSchema, type OutboundMessage } from '../../../../community/message';
import { displayName } from '../../../../community/subject';
import { InputError } from '../../../shared/errors';
import { eventOf } from '../../../shared/item';
import { optionsProperty, runChat, type ChatTask } from '../../run';
import { asText, textOption } from '../../../shared/parameters';

const compose = { show: { messageSource: ['compose'] } };

const properties: INodeProperties[] = [
	{
		displayName: 'Message',
		name: 'messageSource',
		type: 'options',
		options: [
			{ name: 'From the Item', value: 'item', description: 'What the node before has composed, in its field messages' },
			{ name: 'Compose Here', value: 'compose', description: 'Write it in the fields below' },
		],
		default: 'item',
	},
	{
		displayName: 'To',
		name: 'toKind',
		type: 'options',
		options: [
			{ name: 'Group', value: 'group' },
			{
				name: 'Member',
				value: 'member',
				description: 'In private; the platform may refuse if the member never wrote to the bot',
			},
			{ name: 'Reply', value: 'reply', description: 'To what the event asks to be answered, while it can be' },
		],
		default: 'group',
		displayOptions: compose,
	},
	{
		displayName: 'Receiver ID',
		name: 'toId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Leave empty for the group or member of the event',
		displayOptions: { show: { messageSource: ['compose'], toKind: ['group', 'member'] } },
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. Good morning, everyone!',
		displayOptions: compose,
	},
	{
		displayName: 'Buttons',
		name: 'buttons',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Button',
		default: {},
		displayOptions: compose,
		options: [
			{
				displayName: 'Button',
				name: 'button',
				values: [
					{ displayName: 'Text', name: 'text', type: 'string', default: '', required: true },
					{
						displayName: 'URL',
						name: 'url',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://example.com',
						description: 'Opened when the button is pressed',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. interested',
						description: 'Comes back as a button event when it is pressed; not used if there is a URL',
					},
				],
			},
		],
	},
	{
		...optionsProperty([
			{
				displayName: 'Format',
				name: 'format',
				type: 'options',
				options: [
					{ name: 'Markdown', value: 'markdown' },
					{ name: 'Plain Text', value: 'plain' },
				],
				default: 'plain',
				description: 'Of a text composed here. What members wrote stays plain text unless you choose Markdown.',
			},
			{
				displayName: 'Image Binary Field',
				name: 'imageBinary',
				type: 'string',
				default: '',
				placeholder: 'e.g. data',
				description: 'Field of the item that holds the picture',
			},
			{
				displayName: 'Image URL',
				name: 'imageUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://example.com/poster.png',
			},
			{
				displayName: 'Mention the Member',
				name: 'mention',
				type: 'boolean',
				default: false,
				description: 'Whether to mention the member of the event in a text composed here',
			},
			{
				displayName: 'Once Key',
				name: 'dedupeKey',
				type: 'string',
				default: '',
				placeholder: 'e.g. newsletter-2026-06',
				description:
					'Two messages with the same key are sent once. Leave empty to send once to each receiver for each event that reaches this node.',
			},
			{
				displayName: 'Reply to the Message',
				name: 'replyToMessage',
				type: 'boolean',
				default: false,
				description: 'Whether to answer under the message of the event',
			},
		]),
	},
];

export const description = updateDisplayOptions({ show: { resource: ['message'], operation: ['send'] } }, properties);

/** @throws InputError if it is not a message, naming the field that is wrong */
export function checked(candidate: unknown): OutboundMessage {
	const parsed = outboundMessageSchema.safeParse(candidate);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw new InputError(
		`The message is not valid: ${issue?.path.join('.') || 'message'} ${issue?.message ?? 'is wrong'}`,
		'See docs/integrators/messages.md for the fields of a message.',
	);
}

function messagesOfItem({ item }: ChatTask): OutboundMessage[] {
	const messages = item.json['messages'];
	if (messages === undefined) {
		throw new InputError(
			'The item holds no messages',
			'Connect this node after one that composes messages (Member Screening, Welcome Ritual), or choose "Compose Here".',
		);
	}
	if (!Array.isArray(messages))
		throw new InputError('"messages" of the item is not a list', 'Give a list of messages.');
	return messages.map(checked);
}

function receiver(context: IExecuteFunctions, { item, index, subject }: ChatTask): OutboundMessage['to'] {
	const kind = context.getNodeParameter('toKind', index, 'group') as OutboundMessage['to']['kind'];
	const event = eventOf(item);
	if (kind === 'reply') {
		if (event?.replyHandle !== undefined) return { kind, id: event.replyHandle.token, handle: event.replyHandle.kind };
		throw new InputError('The event cannot be replied to', 'Send to the group or the member instead.');
	}
	const given = asText(context.getNodeParameter('toId', index, '')).trim();
	const own = kind === 'group' ? (subject?.community.groupId ?? event?.communityId) : subject?.member.platformMemberId;
	const id = given === '' ? own : given;
	if (id !== undefined) return { kind, id };
	throw new InputError('The message has no receiver', 'Fill in "Receiver ID": the item names no group or member.');
}

function composed(context: IExecuteFunctions, task: ChatTask): OutboundMessage[] {
	const { item, index, options, subject } = task;
	const event = eventOf(item);
	const buttons = context.getNodeParameter('buttons.button', index, []) as {
		text: string;
		url: string;
		value: string;
	}[];
	const text = asText(context.getNodeParameter('text', index, ''));
	const imageUrl = textOption(options, 'imageUrl');
	const imageBinary = textOption(options, 'imageBinary');
	const image =
		imageUrl === undefined ? (imageBinary === undefined ? undefined : { binary: imageBinary }) : { url: imageUrl };
	const to = receiver(context, task);
	const dedupeKey =
		textOption(options, 'dedupeKey') ??
		(event === undefined
			? undefined
			: `${context.getNode().id}:${stableId(event.platform, event.eventId, to.kind, to.id)}`);
	return [
		checked({
			to,
			format: options['format'] === 'markdown' ? 'markdown' : 'plain',
			...(text === '' ? {} : { text }),
			...(image === undefined ? {} : { image }),
			...(buttons.length === 0 ? {} : { buttons: buttons.map(button) }),
			...(options['mention'] === true && subject !== undefined
				? { mentions: [{ id: subject.member.platformMemberId, name: displayName(subject.member) }] }
				: {}),
			...(options['replyToMessage'] === true && event?.messageId !== undefined ? { replyTo: event.messageId } : {}),
			...(dedupeKey === undefined ? {} : { dedupeKey }),
		}),
	];
}

function button({ text, url, value }: { text: string; url: string; value: string }): object {
	return url.trim() === '' ? { text, value } : { text, url: url.trim() };
}

/** Sends what the items hold, or what is composed here; each message once. */
export const execute = async (context: IExecuteFunctions) =>
	await runChat(context, async (task) => {
		const source = context.getNodeParameter('messageSource', task.index, 'item');
		return { deliveries: await task.send(source === 'compose' ? composed(context, task) : messagesOfItem(task)) };
	});
