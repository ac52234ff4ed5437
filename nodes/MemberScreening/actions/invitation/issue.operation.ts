import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { invitationSettingsSchema, type InvitationSettings } from '../../../../community/admission/invitation';
import { readSettings } from '../../../../community/screening/settings';
import type { Subject } from '../../../../community/subject';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { eventOf, slim, subjectOfItem } from '../../../shared/item';
import {
	asText,
	chosenLanguage,
	communityIdOption,
	languageField,
	numberOption,
	optionsReader,
	parameterReader,
	textOption,
	textReader,
} from '../../../shared/parameters';
import { requirePerson } from '../admission/person';
import { isMember, issueCodes, type Occasion } from './issue';

const properties: INodeProperties[] = [
	{
		displayName: 'Inviter',
		name: 'inviter',
		type: 'options',
		options: [
			{ name: 'Member of the Item', value: 'item', description: 'Whoever the event, or the node before, is about' },
			{ name: 'Named Member', value: 'named' },
			{ name: 'The Community', value: 'community', description: 'Nobody is thanked for those who come with it' },
		],
		default: 'item',
	},
	{
		displayName: 'Platform',
		name: 'platform',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. telegram',
		description: 'Where the member is known by this ID, as <code>member.platform</code> of items shows it',
		displayOptions: { show: { inviter: ['named'] } },
	},
	{
		displayName: 'Member ID',
		name: 'memberId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 123456789',
		description: 'The member’s ID on that platform',
		displayOptions: { show: { inviter: ['named'] } },
	},
	{
		displayName: 'Codes',
		name: 'codes',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 1,
		description: 'How many codes to issue; fewer if the quota allows no more',
	},
	{
		displayName: 'Uses per Code',
		name: 'maxUses',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		description: 'How many people may redeem one code; 0 = any number',
	},
	{
		displayName: 'How Often',
		name: 'occasion',
		type: 'options',
		options: [
			{ name: 'Once for Each Event', value: 'event', description: 'The same event again gives the same codes' },
			{ name: 'Once for Each Member', value: 'member', description: 'A member who comes again gets the same codes' },
		],
		default: 'event',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			communityIdOption,
			{
				displayName: 'Issued By',
				name: 'issuedBy',
				type: 'string',
				default: '',
				placeholder: 'e.g. Li Lei',
				description: 'Who answers for it; kept in the ledger. Leave empty for the member of the event.',
			},
			languageField('Language of what is said by itself'),
			{
				displayName: 'Messages That Ask',
				name: 'words',
				type: 'string',
				default: '邀请码, /invite',
				description:
					'Messages of a chat that ask for a code, separated by commas. A message that says anything else is passed over.',
			},
			{
				displayName: 'Note',
				name: 'note',
				type: 'string',
				default: '',
				placeholder: 'e.g. June meeting',
				description: 'What the codes are for; kept with them',
			},
			{
				displayName: 'Only Members',
				name: 'onlyMembers',
				type: 'boolean',
				default: true,
				description: 'Whether to pass over whoever has neither joined nor been admitted',
			},
			{
				displayName: 'Quota per Inviter',
				name: 'perInviter',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 5,
				description: 'How many codes one member may have issued, ever or within the window; no limit if not added',
			},
			{
				displayName: 'Quota Window',
				name: 'windowDays',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 30,
				description: 'Days after which an issued code no longer counts for the quota; not added = it counts for ever',
			},
			{
				displayName: 'Send the Codes To',
				name: 'sendTo',
				type: 'options',
				options: [
					{ name: 'Nobody', value: 'nobody', description: 'Only as fields of the item' },
					{ name: 'The Group', value: 'group', description: 'Everybody can read and use them' },
					{ name: 'The Inviter', value: 'inviter', description: 'In private' },
				],
				default: 'inviter',
			},
			{
				displayName: 'Tier',
				name: 'tier',
				type: 'string',
				default: '',
				placeholder: 'e.g. founders',
				description: 'Tier of the quota that those who come with the codes belong to',
			},
			{
				displayName: 'Time Zone',
				name: 'timeZone',
				type: 'string',
				default: 'Asia/Shanghai',
				description: 'For the dates in messages',
			},
			{
				displayName: 'Valid Days',
				name: 'validDays',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 30,
				description: 'Days after which a code expires; not added = never',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['invitation'], operation: ['issue'] } },
	properties,
);

const plainWord = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/** Whether an item is for the node: a message that asks, a newcomer, or what another operation has worked on. */
function asks(item: INodeExecutionData, words: unknown): boolean {
	const event = eventOf(item);
	if (event === undefined || subjectIsCarried(item)) return true;
	if (event.type !== 'message') return event.type === 'joined';
	const wanted = (words === undefined ? '邀请码, /invite' : asText(words)).split(/[,，]/).map(plainWord);
	return wanted.includes(plainWord(event.text ?? '')) && plainWord(event.text ?? '') !== '';
}

/** Whether a node before has worked on the item, so that the event is no question any more. */
const subjectIsCarried = ({ json }: INodeExecutionData) =>
	typeof json['member'] === 'object' && typeof json['community'] === 'object';

function settingsOf(maxUses: number, options: Readonly<Record<string, unknown>>): InvitationSettings {
	const numbers = {
		validDays: numberOption(options, 'validDays'),
		perInviter: numberOption(options, 'perInviter'),
		windowDays: numberOption(options, 'windowDays'),
	};
	return readSettings(
		invitationSettingsSchema,
		{ maxUses: maxUses === 0 ? null : maxUses, ...numbers },
		'Uses per Code, Quota per Inviter, Quota Window, Valid Days',
	);
}

/** Issues invitation codes, within the quota of whoever invites. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string, fallback = '') => textReader(context, name, fallback);
	const inviter = text('inviter', 'item');
	const named = { platform: text('platform'), memberId: text('memberId') };
	const codes = parameterReader(context, 'codes', 1, Number);
	const maxUses = parameterReader(context, 'maxUses', 1, Number);
	const occasion = text('occasion', 'event');
	const options = optionsReader(context);
	const now = new Date().toISOString();

	function whoInvites(
		item: INodeExecutionData,
		index: number,
	): { community: Subject['community']; member?: Subject['member'] } {
		const chosen = textOption(options(index), 'communityId');
		if (inviter(index) === 'item') return requirePerson(item, chosen).subject;
		const communityId = chosen ?? subjectOfItem(item)?.community.communityId ?? eventOf(item)?.communityId;
		if (communityId === undefined) {
			throw new InputError('No community is named', 'Fill in the option "Community ID", e.g. the id of the group.');
		}
		const community = { communityId, groupId: subjectOfItem(item)?.community.groupId ?? communityId };
		if (inviter(index) === 'community') return { community };
		const [platform, platformMemberId] = [named.platform(index), named.memberId(index)];
		if (platform === '' || platformMemberId === '') {
			throw new InputError('The inviter is not named', 'Fill in "Platform" and "Member ID".');
		}
		return { community, member: { platform, platformMemberId } };
	}

	return await runBatch(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			if (inviter(index) === 'item' && !asks(item, chosen['words'])) return undefined;
			const wanted = codes(index);
			if (!Number.isInteger(wanted) || wanted < 1 || wanted > 100) {
				throw new InputError(`"Codes" is ${wanted}`, 'Fill in a whole number from 1 to 100.');
			}
			const event = eventOf(item);
			return {
				...whoInvites(item, index),
				event,
				codes: wanted,
				settings: settingsOf(maxUses(index), chosen),
				occasion: occasion(index) as Occasion,
				nodeId: context.getNode().id,
				run: `${context.getExecutionId()}:${index}`,
				tier: textOption(chosen, 'tier') ?? null,
				note: textOption(chosen, 'note') ?? null,
				onlyMembers: chosen['onlyMembers'] === true,
				issuedBy: textOption(chosen, 'issuedBy'),
				sendTo: textOption(chosen, 'sendTo') ?? 'inviter',
				timeZone: textOption(chosen, 'timeZone') ?? 'Asia/Shanghai',
				language: chosenLanguage(chosen['language']),
				now,
			};
		},
		async apply(tx, order) {
			if (order.onlyMembers && !(await isMember(tx, order))) return undefined;
			const { duplicate, result } = await issueCodes(tx, order);
			const { event } = order;
			return { output: 0, json: { duplicate, ...result, ...(event === undefined ? {} : { event: slim(event) }) } };
		},
	});
}
