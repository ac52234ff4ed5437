import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { findCode, typedCode } from '../../../../community/admission/find-code';
import type { CommunityEvent } from '../../../../community/event';
import { fieldValue, readAnswers } from '../../../../community/screening/answers';
import { runBatch } from '../../../shared/batch';
import { requireEvent, slim } from '../../../shared/item';
import {
	asText,
	chosenLanguage,
	communityIdOption,
	languageField,
	optionsReader,
	parameterReader,
	textOption,
	textReader,
} from '../../../shared/parameters';
import { requirePerson } from '../admission/person';
import { redeemCode } from './redeem';

const properties: INodeProperties[] = [
	{
		displayName:
			'Connect this node after Community Trigger. It looks for a code in forms, join requests and messages, and passes over everything else.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Code Comes From',
		name: 'codeSources',
		type: 'multiOptions',
		options: [
			{ name: 'Form Answer', value: 'form' },
			{
				name: 'Message Text',
				value: 'text',
				description: 'Of a message or a join request; messages without anything like a code are passed over',
			},
			{ name: 'Name of the Invite Link', value: 'invite', description: 'The link has the code for its name' },
		],
		default: ['form', 'invite', 'text'],
	},
	{
		displayName: 'Field',
		name: 'codeField',
		type: 'string',
		default: 'answers.邀请码',
		placeholder: 'e.g. answers.code',
		description: 'The answer of the form that holds the code: <code>answers.</code> followed by the question',
		displayOptions: { show: { codeSources: ['form'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			communityIdOption,
			languageField('Language of what is said by itself'),
			{
				displayName: 'Tell the Applicant',
				name: 'tellApplicant',
				type: 'boolean',
				default: true,
				description: 'Whether to say why a code was not taken, and to thank for one in a message',
			},
			{
				displayName: 'Without a Code',
				name: 'withoutCode',
				type: 'options',
				options: [
					{ name: 'Pass Over', value: 'passOver', description: 'There are other ways in' },
					{ name: 'Refuse', value: 'refuse', description: 'Only who has a code comes in' },
				],
				default: 'refuse',
				description: 'What becomes of a form or a join request that brings no code',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['invitation'], operation: ['redeem'] } },
	properties,
);

/** What an event brings for a code; `undefined` if it is none of the kinds that are looked at. */
function broughtCode(
	event: CommunityEvent,
	sources: readonly string[],
	field: string,
): { typed: string | undefined } | undefined {
	const [form, invite, text] = ['form', 'invite', 'text'].map((one) => sources.includes(one));
	const inText = text === true ? findCode(event.text ?? '') : undefined;
	switch (event.type) {
		case 'form_submitted':
			return form === true ? { typed: typedCode(fieldValue(readAnswers(event), field)) } : undefined;
		case 'join_request': {
			const inName = invite === true ? findCode(event.invite?.name ?? '') : undefined;
			return invite === true || text === true ? { typed: inName ?? inText } : undefined;
		}
		case 'message':
			return inText === undefined ? undefined : { typed: inText };
		default:
			return undefined;
	}
}

/** Books the use of invitation codes, each exactly as often as it may be used. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const sources = parameterReader(context, 'codeSources', ['form', 'invite', 'text'], (value) =>
		Array.isArray(value) ? value.map(asText) : [],
	);
	const field = textReader(context, 'codeField', 'answers.邀请码');
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 2, {
		// An item that could not be read must not pass for redeemed.
		errorOutput: 1,
		prepare(item, index) {
			const event = requireEvent(item);
			const brought = broughtCode(event, sources(index), field(index));
			const chosen = options(index);
			if (brought === undefined) return undefined;
			if (brought.typed === undefined && chosen['withoutCode'] === 'passOver') return undefined;
			const { subject } = requirePerson({ json: slim(event) }, textOption(chosen, 'communityId'));
			return {
				event,
				subject,
				typed: brought.typed ?? '',
				language: chosenLanguage(chosen['language']),
				tellApplicant: chosen['tellApplicant'] !== false,
				now,
			};
		},
		async apply(tx, use) {
			const { duplicate, result } = await redeemCode(tx, use);
			return { output: result['redeemed'] === true ? 0 : 1, json: { duplicate, ...result, event: slim(use.event) } };
		},
	});
}
