import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { signPass } from '../../../../community/checkin/door';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { parameterReader, textReader } from '../../../shared/parameters';
import { communityField, memberField, scopeReader, trackerIdField } from '../shared/fields';
import { memberReader } from '../shared/members';
import { linkWith, passKeys } from '../shared/passKeys';

const properties: INodeProperties[] = [
	{
		displayName: 'The link is personal: whoever has it checks in for the member. Send it to that member only.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	communityField,
	trackerIdField,
	memberField,
	{
		displayName: 'Page URL',
		name: 'pageUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/door',
		description: 'Production URL of the Webhook node before Door Page',
	},
	{
		displayName: 'Valid for Days',
		name: 'validDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 366, numberPrecision: 0 },
		default: 30,
		description: 'After that the link opens nothing any more',
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['checkIn'], operation: ['memberLink'] } },
	properties,
);

/** Makes personal links. Nothing is kept: what is valid is told by the signature alone. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const [scope, member] = [scopeReader(context), memberReader(context)];
	const page = textReader(context, 'pageUrl');
	const days = parameterReader(context, 'validDays', 30, Number);
	const [key] = await passKeys(context);
	const now = Date.now();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const valid = days(index);
			if (valid >= 1 && valid <= 366)
				return { find: member(item, index, scope(item, index)), pageUrl: page(index), valid };
			throw new InputError(`"Valid for Days" is ${valid}`, 'Fill in a number from 1 to 366.');
		},
		async apply(tx, { find, pageUrl, valid }) {
			const { person, subject } = await find(tx);
			const { communityId, trackerId, rules } = person.tracker;
			const expiresAt = new Date(now + Math.floor(valid) * 86_400_000).toISOString();
			const token = signPass({ kind: 'member', communityId, trackerId, expiresAt, ...subject.member }, key);
			return {
				output: 0,
				json: toJson({ trackerId, title: rules.title, link: linkWith(pageUrl, 'me', token), expiresAt, ...subject }),
			};
		},
	});
}
