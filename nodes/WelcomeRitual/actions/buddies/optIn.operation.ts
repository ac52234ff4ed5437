import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { readSignUp, SIGN_UP_WORDS, tagsIn, wishesSchema, type Wishes } from '../../../../community/buddies/signup';
import { decodeButton } from '../../../../community/button';
import { parseWith } from '../../../../community/parse';
import type { Subject } from '../../../../community/subject';
import type { StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { listOf } from '../../../shared/fields';
import { eventOf, requireEvent, slim, subjectOfItem } from '../../../shared/item';
import {
	asText,
	chosenLanguage,
	communityIdOption,
	numberOption,
	optionsReader,
	parameterReader,
	textOption,
	textReader,
} from '../../../shared/parameters';
import { buddyLanguage, wishesField, wordOptions } from './fields';
import { signUp, type SigningUp } from './signUp';

const byFields = { show: { signUpSource: ['fields'] } };

const properties: INodeProperties[] = [
	{
		displayName: 'Sign-Up Comes From',
		name: 'signUpSource',
		type: 'options',
		options: [
			{
				name: 'Message or Button',
				value: 'event',
				description:
					'A message such as “结伴 想要：设计 提供：跑步”, or a button of Invite; everything else is passed over',
			},
			{ name: 'Fields Below', value: 'fields', description: 'A form or another system signs somebody up' },
		],
		default: 'event',
	},
	{
		displayName: 'Takes Part',
		name: 'takesPart',
		type: 'boolean',
		default: true,
		description: 'Whether the member takes part from the next round on, or no longer',
		displayOptions: byFields,
	},
	{
		displayName: 'Member ID',
		name: 'memberId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 123456789',
		description: 'ID of the member on the platform. Leave empty to take the person of the item.',
		displayOptions: byFields,
	},
	{
		displayName: 'Platform of the Member',
		name: 'memberPlatform',
		type: 'string',
		default: 'telegram',
		placeholder: 'e.g. telegram',
		description: 'Where the Member ID comes from; used only with a Member ID',
		displayOptions: byFields,
	},
	{ ...wishesField, displayOptions: byFields },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			communityIdOption,
			buddyLanguage,
			{
				displayName: 'Tell the Member',
				name: 'tellMember',
				type: 'boolean',
				default: true,
				description: 'Whether to confirm what was noted',
			},
			...wordOptions,
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['buddies'], operation: ['optIn'] } }, properties);

function wishesOf(fields: IDataObject): Partial<Wishes> {
	const from = numberOption(fields, 'hoursFrom');
	const to = numberOption(fields, 'hoursTo');
	if ((from === undefined) !== (to === undefined) || (from !== undefined && from === to)) {
		throw new InputError('The hours are not complete', 'Fill in both Hours From and Hours To, and not the same hour.');
	}
	const lists = Object.fromEntries(
		(['topics', 'wants', 'offers'] as const)
			.filter((name) => fields[name] !== undefined && fields[name] !== '')
			.map((name) => [name, tagsIn(listOf(fields[name]).join('\n'))]),
	);
	const said = {
		...lists,
		city: textOption(fields, 'city'),
		note: textOption(fields, 'note'),
		...(from === undefined || to === undefined ? {} : { hours: { from, to } }),
	};
	const { topics, wants, offers, ...others } = parseWith(wishesSchema, said, 'wishes');
	return {
		...Object.fromEntries(Object.entries({ topics, wants, offers }).filter(([name]) => name in lists)),
		...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined)),
	};
}

/** A button names a community; it must be the group it was pressed in, or one that knows the presser. */
async function isHere(tx: StoreTransaction, { subject, event }: SigningUp): Promise<boolean> {
	if (event?.type !== 'button') return true;
	const { communityId } = subject.community;
	if (communityId === event.communityId) return true;
	const community = await tx.getCommunity(communityId);
	if (community?.groupId === event.communityId) return true;
	return (await tx.findMember(communityId, subject.member)) !== undefined;
}

/** Lets members take part in buddy matching, or no longer. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const source = textReader(context, 'signUpSource', 'event');
	const takesPart = parameterReader(context, 'takesPart', true, Boolean);
	const memberId = textReader(context, 'memberId');
	const platform = textReader(context, 'memberPlatform', 'telegram');
	const wishes = parameterReader(context, 'wishes', {}, (value) => (value ?? {}) as IDataObject);
	const options = optionsReader(context);
	const now = new Date().toISOString();

	const wordsOf = (chosen: Readonly<Record<string, unknown>>) => ({
		in: 'inWords' in chosen ? listOf(chosen['inWords']) : SIGN_UP_WORDS.in,
		out: 'outWords' in chosen ? listOf(chosen['outWords']) : SIGN_UP_WORDS.out,
	});

	function named(item: INodeExecutionData, index: number): Subject {
		const communityId = textOption(options(index), 'communityId');
		const id = memberId(index);
		const carried = subjectOfItem(item, communityId);
		if (id === '' && carried !== undefined) return carried;
		const community = communityId ?? carried?.community.communityId;
		if (id === '' || community === undefined) {
			throw new InputError(
				'The item names nobody to sign up',
				'Fill in Member ID and Options → Community ID, or connect this node after Community Trigger.',
			);
		}
		return {
			community: carried?.community ?? { communityId: community, groupId: community },
			member: { platform: platform(index), platformMemberId: id },
		};
	}

	return await runBatch<SigningUp>(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const words = wordsOf(chosen);
			const shared = {
				language: chosenLanguage(chosen['language']),
				outWord: words.out[0] ?? '',
				tellMember: chosen['tellMember'] !== false,
				now,
			};
			if (source(index) === 'fields') {
				const action = takesPart(index) ? 'in' : 'out';
				const event = eventOf(item);
				return { ...shared, subject: named(item, index), action, wishes: wishesOf(wishes(index)), event };
			}
			const event = requireEvent(item);
			const read = readEvent(event, words);
			const communityId = read?.communityId ?? textOption(chosen, 'communityId');
			const subject = subjectOfItem({ json: slim(event) }, communityId);
			if (read === undefined || subject === undefined) return undefined;
			return { ...shared, subject, action: read.action, wishes: read.wishes, event };
		},
		async apply(tx, signing) {
			if (!(await isHere(tx, signing))) return undefined;
			const { duplicate, result } = await signUp(tx, signing);
			const { event } = signing;
			return { output: 0, json: { duplicate, ...result, ...(event === undefined ? {} : { event: slim(event) }) } };
		},
	});
}

type Read = Pick<SigningUp, 'action' | 'wishes'> & { communityId?: string };

function readEvent(event: NonNullable<SigningUp['event']>, words: Parameters<typeof readSignUp>[1]): Read | undefined {
	if (event.type === 'message') return readSignUp(asText(event.text), words);
	const button = event.type === 'button' && event.button !== undefined ? decodeButton(event.button.value) : undefined;
	if (button?.action !== 'bud.in' && button?.action !== 'bud.out') return undefined;
	return { action: button.action === 'bud.in' ? 'in' : 'out', wishes: {}, communityId: button.communityId };
}
