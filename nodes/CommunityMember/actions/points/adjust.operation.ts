import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import { POINTS_COPY } from '../../../../community/points/copy';
import { fillText } from '../../../../community/text';
import type { JsonObject } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import {
	chosenLanguage,
	languageField,
	optionsReader,
	parameterReader,
	textOption,
	textReader,
} from '../../../shared/parameters';
import { nameOf, requireStanding, standingJson, tell } from '../standing/person';
import { actorOf, operatorOption, requestIdOption, requestKey } from '../standing/request';
import { whoFields, whoReader } from '../who';

const properties: INodeProperties[] = [
	...whoFields,
	{
		displayName: 'Points',
		name: 'points',
		type: 'number',
		default: 10,
		description: 'Whole points to give, negative to take',
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 线下分享嘉宾',
		description: 'Kept in the ledger, and shown to the member if they are told',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			languageField('Of what the member is told'),
			{
				displayName: 'May Go Below Zero',
				name: 'mayGoBelowZero',
				type: 'boolean',
				default: false,
				description: 'Whether more may be taken than there is. Off: that is an error.',
			},
			operatorOption,
			requestIdOption,
			{
				displayName: 'Tell the Member',
				name: 'tell',
				type: 'boolean',
				default: false,
				description: 'Whether to write to the member',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['points'], operation: ['adjust'] } }, properties);

/** Gives or takes points by hand; the same request is booked once. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const who = whoReader(context);
	const points = parameterReader(context, 'points', 0, Number);
	const reason = textReader(context, 'reason');
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const amount = points(index);
			if (!Number.isInteger(amount) || amount === 0) {
				throw new InputError(`"Points" is ${amount}`, 'Fill in a whole number other than 0, e.g. 10 or -10.');
			}
			const because = reason(index);
			if (because === '') throw new InputError('"Reason" is empty', 'Say why, so that the member can be told.');
			const key = requestKey(context, item, index, textOption(chosen, 'requestId'));
			return { wanted: who(item, index), item, amount, because, key, chosen };
		},
		async apply(tx, { wanted, item, amount, because, key, chosen }) {
			const standing = await requireStanding(tx, wanted, item);
			const { communityId, memberId } = standing.row;
			const entryId = stableId('points-adjust', memberId, key, String(amount), because);
			const { duplicate, result } = await tx.once(communityId, `points.adjust:${entryId}`, now, async () => {
				const actorId = actorOf(item, textOption(chosen, 'operator'));
				const line = {
					communityId,
					entryId,
					memberId,
					amount,
					reason: because,
					at: now,
					actorId,
					kind: 'adjust' as const,
				};
				await tx.addPoints(line, { mayGoBelowZero: chosen['mayGoBelowZero'] === true });
				const balance = await tx.pointsBalance(communityId, memberId);
				const change = amount > 0 ? `+${amount}` : String(amount);
				const values = { name: nameOf(standing), reason: because, change, balance };
				const text = fillText(POINTS_COPY[chosenLanguage(chosen['language'])].adjusted, values);
				const messages = chosen['tell'] === true ? tell(standing, text, `points.adjust:${entryId}`) : [];
				return toJson({ entryId, amount, reason: because, balance, messages }) as JsonObject;
			});
			return { output: 0, json: toJson({ duplicate, ...result, ...standingJson(standing) }) };
		},
	});
}
