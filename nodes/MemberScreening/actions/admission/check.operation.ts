import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { priceSchema, type Price } from '../../../../community/admission/payment';
import { admissionSettingsSchema } from '../../../../community/admission/ways';
import type { CommunityEvent } from '../../../../community/event';
import { readSettings } from '../../../../community/screening/settings';
import type { Subject } from '../../../../community/subject';
import type { StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { eventOf, slim } from '../../../shared/item';
import {
	asText,
	chosenLanguage,
	communityIdOption,
	languageField,
	optionsReader,
	parameterReader,
	textOption,
} from '../../../shared/parameters';
import { readTasks, taskNamesField } from '../task/fields';
import { checkAdmission, type CheckSettings } from './check';
import { ownerOfOrder, PAYMENT_TYPES } from './orders';
import { requirePerson, type Person } from './person';

const properties: INodeProperties[] = [
	{
		displayName:
			'Pass everything that may open the door through this node: payments, refunds, and the items of Evaluate, Decide, Redeem, Submit and Judge. Whatever comes last lets the person in, once.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Ways In',
		name: 'ways',
		type: 'multiOptions',
		options: [
			{ name: 'Application', value: 'application', description: 'The newest application is approved' },
			{ name: 'Invitation', value: 'invitation', description: 'A code was redeemed' },
			{ name: 'Payment', value: 'payment', description: 'An order was paid and not given back' },
			{ name: 'Selection', value: 'selection', description: 'Chosen from a batch' },
			{ name: 'Task', value: 'task', description: 'Every task is verified' },
		],
		default: ['application'],
		description: 'Which ways count; the first one that is open is kept as the way by which somebody came in',
	},
	{
		displayName: 'Needed',
		name: 'mode',
		type: 'options',
		options: [
			{ name: 'All of Them', value: 'all' },
			{ name: 'Any One', value: 'any' },
		],
		default: 'all',
	},
	{
		displayName: 'Takes Straight From the Trigger',
		name: 'events',
		type: 'multiOptions',
		options: [
			{ name: 'Forms', value: 'form', description: 'Where no other node of this kind looks at forms first' },
			{ name: 'Join Requests', value: 'joinRequest', description: 'Where no other node looks at them first' },
			{ name: 'Payments and Refunds', value: 'payment' },
		],
		default: ['payment'],
		description:
			'Which events count that no node before has worked on. What Evaluate, Redeem, Submit and others pass on always counts.',
	},
	{
		displayName: 'Price',
		name: 'amountMinor',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 9900,
		description: 'In the smallest unit of the currency, as a whole number: 9900 is ¥99.00',
		displayOptions: { show: { ways: ['payment'] } },
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: 'CNY',
		placeholder: 'e.g. CNY',
		description: 'Code of ISO 4217; a payment in another currency does not count',
		displayOptions: { show: { ways: ['payment'] } },
	},
	{
		...taskNamesField,
		description: 'The same IDs as in Submit',
		displayOptions: { show: { ways: ['task'] } },
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
				displayName: 'Invite Link',
				name: 'inviteLink',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://t.me/+AbCdEf',
				description: 'Where whoever is admitted can join; sent to them',
			},
			languageField('Language of what is said by itself'),
			{
				displayName: 'Order Field',
				name: 'orderField',
				type: 'string',
				default: 'answers.订单号',
				placeholder: 'e.g. answers.order',
				description:
					'The answer of a form that holds the number of the order, where payments do not say who paid. An order belongs to whoever names it first.',
			},
			{
				displayName: 'Tell Operators In',
				name: 'operatorsGroupId',
				type: 'string',
				default: '',
				placeholder: 'e.g. -1001234567890',
				description: 'Group that is told who is admitted, and whose admission is taken back',
			},
			{
				displayName: 'Tell the Applicant',
				name: 'tellApplicant',
				type: 'boolean',
				default: true,
				description: 'Whether to say what is still missing, to welcome, and to confirm a refund',
			},
			{
				displayName: 'Thank the Inviter',
				name: 'thankInviter',
				type: 'boolean',
				default: false,
				description: 'Whether to tell whoever invited the newcomer, with how many came by them',
			},
			{
				displayName: 'Welcome',
				name: 'welcome',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				placeholder: 'e.g. Welcome, {name}! Join here: {link}',
				description: 'Own words for whoever is admitted, with {name}, {community} and {link}',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['admission'], operation: ['check'] } },
	properties,
);

const OUTPUT: Readonly<Record<string, number>> = { admitted: 0, waiting: 1, refused: 2 };
const TYPES: Readonly<Record<string, readonly string[]>> = {
	form: ['form_submitted'],
	joinRequest: ['join_request'],
	payment: PAYMENT_TYPES,
};

/** Whether an item is for the check: one that another operation has worked on, or an event that may open the door. */
function concerns({ json }: INodeExecutionData, event: CommunityEvent | undefined, taken: readonly string[]): boolean {
	const isCarried = typeof json['member'] === 'object' && typeof json['community'] === 'object';
	return isCarried || event === undefined || taken.some((one) => TYPES[one]?.includes(event.type));
}

/** The person of an item; of a payment that names nobody, whoever has named its order. */
async function resolve(
	tx: StoreTransaction,
	{ person, event, communityId }: { person: Person | undefined; event: CommunityEvent; communityId: string },
): Promise<Person | undefined> {
	if (person !== undefined || event.payment === undefined) return person;
	const owner: Subject | undefined = await ownerOfOrder(tx, communityId, event.payment.orderId);
	return owner === undefined ? undefined : { subject: { community: owner.community, member: owner.member }, event };
}

/** Lets people in by the ways that the panel names, whichever of them is completed last. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const mode = parameterReader(context, 'mode', 'all', asText);
	const ways = parameterReader<unknown>(context, 'ways', ['application'], (value) => value);
	const events = parameterReader(context, 'events', ['payment'], (value) =>
		Array.isArray(value) ? value.map(asText) : [],
	);
	const amountMinor = parameterReader(context, 'amountMinor', 9900, Number);
	const currency = parameterReader(context, 'currency', 'CNY', (value) => asText(value).trim().toUpperCase());
	const tasks = parameterReader(context, 'tasks.task', [], readTasks);
	const options = optionsReader(context);
	const now = new Date().toISOString();

	function settingsFor(index: number): CheckSettings {
		const chosen = options(index);
		const admission = readSettings(admissionSettingsSchema, { mode: mode(index), ways: ways(index) }, 'Ways In');
		const price = (): Price =>
			readSettings(priceSchema, { amountMinor: amountMinor(index), currency: currency(index) }, 'Price');
		return {
			...admission,
			price: admission.ways.includes('payment') ? price() : undefined,
			tasks: admission.ways.includes('task') ? tasks(index) : [],
			orderField: textOption(chosen, 'orderField'),
			language: chosenLanguage(chosen['language']),
			tellApplicant: chosen['tellApplicant'] !== false,
			thankInviter: chosen['thankInviter'] === true,
			operatorsGroupId: textOption(chosen, 'operatorsGroupId'),
			inviteLink: textOption(chosen, 'inviteLink'),
			welcome: textOption(chosen, 'welcome'),
		};
	}

	return await runBatch(context, 3, {
		// Nobody is let in because of an error.
		errorOutput: 1,
		prepare(item, index) {
			const event = eventOf(item);
			if (!concerns(item, event, events(index))) return undefined;
			const communityId = textOption(options(index), 'communityId');
			const settings = settingsFor(index);
			const isNameless = event?.payment !== undefined && event.memberId === undefined;
			if (isNameless) {
				return { event, settings, person: undefined, communityId: communityId ?? event.communityId };
			}
			const person = requirePerson(item, communityId);
			return { event, settings, person, communityId: person.subject.community.communityId };
		},
		async apply(tx, { event, settings, person, communityId }) {
			const found = event === undefined ? person : await resolve(tx, { person, event, communityId });
			if (found === undefined) return undefined;
			const { duplicate, result } = await checkAdmission(tx, found, settings, now);
			return {
				output: OUTPUT[asText(result['decision'])] ?? 1,
				json: { duplicate, ...result, ...(event === undefined ? {} : { event: slim(event) }) },
			};
		},
	});
}
