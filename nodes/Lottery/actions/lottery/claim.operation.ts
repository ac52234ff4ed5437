import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { readCode } from '../../../../community/admission/code';
import { decodeButton } from '../../../../community/button';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { eventOf } from '../../../shared/item';
import { requirePerson } from '../../../shared/person';
import { optionsReader, textOption, textReader } from '../../../shared/parameters';
import { answersOf, codeIn } from './answers';
import { claimByButton, claimByCode } from './claim';
import { communityField, operatorsGroupOption, placeReader } from './fields';

const properties: INodeProperties[] = [
	{
		displayName:
			'Takes presses of the buttons under the winners, and claim forms: a form of the platform, or items of n8n’s Form Trigger that hold a question for the claim code.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	communityField,
	{
		displayName: 'Claim Code',
		name: 'claimCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. 7K2QX-9MD4A',
		description: 'Leave empty to take the answer to “Claim Code” or “领奖码” of the form',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [operatorsGroupOption],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['lottery'], operation: ['claim'] } }, properties);

function requireCode(typed: string): string {
	const read = readCode(typed);
	if (read.ok) return read.code;
	throw new InputError(
		typed === '' ? 'The item holds no claim code' : `"${typed}" is no claim code`,
		'Copy the code once more, from the message that the winner got after pressing "Claim".',
	);
}

/** Claims prizes, or leaves them to an alternate. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const place = placeReader(context);
	const code = textReader(context, 'claimCode');
	const options = optionsReader(context);
	const now = new Date().toISOString();
	const timeZone = context.getTimezone();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const event = eventOf(item);
			const how = { timeZone, operatorsGroupId: textOption(options(index), 'operatorsGroupId'), now };
			if (event?.type === 'button') {
				const button = decodeButton(event.button?.value ?? '');
				if (button?.action !== 'lot.claim' && button?.action !== 'lot.decline') return undefined;
				const { communityId, id } = button;
				const { subject } = requirePerson(item, communityId);
				const declines = button.action === 'lot.decline';
				return { kind: 'button' as const, pressed: { communityId, lotteryId: id, subject, event, declines, ...how } };
			}
			if (event !== undefined && event.type !== 'form_submitted') return undefined;
			const answers = answersOf(event, item);
			const claimId = requireCode(code(index) || codeIn(answers));
			return { kind: 'code' as const, form: { ...place(item, index), claimId, answers, event, ...how } };
		},
		async apply(tx, ready) {
			const json = ready.kind === 'button' ? await claimByButton(tx, ready.pressed) : await claimByCode(tx, ready.form);
			return { output: 0, json };
		},
	});
}
