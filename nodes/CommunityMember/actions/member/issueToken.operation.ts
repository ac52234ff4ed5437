import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { IDENTITY_COPY } from '../../../../community/identity/copy';
import { fillText } from '../../../../community/text';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { causeOf, eventOf, toJson } from '../../../shared/item';
import { chosenLanguage, languageField, numberOption, optionsReader } from '../../../shared/parameters';
import { findWho, whoFields, whoReader } from '../who';
import { newToken } from './token';
import { subjectView } from './view';

const MINUTES = 30;

const properties: INodeProperties[] = [
	...whoFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			languageField('Language of the message'),
			{
				displayName: 'Minutes',
				name: 'minutes',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 10080 },
				default: MINUTES,
				description: 'How long the token is valid',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['member'], operation: ['issueToken'] } },
	properties,
);

/** Gives a member a token to prove on another platform who they are; only its hash is kept. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const wanted = whoReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const minutes = numberOption(chosen, 'minutes') ?? MINUTES;
			if (!(minutes >= 1 && minutes <= 10_080)) {
				throw new InputError(`"Minutes" is ${minutes}`, 'Give 1 to 10080 minutes, which is a week.');
			}
			const event = eventOf(item);
			return { asked: wanted(item, index), minutes, language: chosenLanguage(chosen['language']), event };
		},
		async apply(tx, { asked, minutes, language, event }) {
			const row = await findWho(tx, asked);
			if (row === undefined) {
				throw new InputError('Nobody is known so', 'Make the member known first, e.g. with Member: Create or Update.');
			}
			// The token is kept nowhere, so that the event that comes again gets none.
			const cause = event === undefined ? undefined : `member.token:${causeOf(event, row.communityId)}`;
			const once = cause === undefined ? undefined : await tx.once(row.communityId, cause, now, async () => ({}));
			const subject = await subjectView(tx, row);
			if (once?.duplicate === true) {
				return { output: 0, json: toJson({ duplicate: true, token: null, expiresAt: null, ...subject, messages: [] }) };
			}
			const { token, key } = newToken();
			const expiresAt = new Date(Date.parse(now) + minutes * 60_000).toISOString();
			await tx.addToken(row.communityId, { key, memberId: row.memberId, createdAt: now, expiresAt });
			const [identity] = await tx.listIdentities(row.communityId, row.memberId);
			const id = identity?.platformMemberId ?? row.memberId;
			const text = fillText(IDENTITY_COPY[language].tokenIssued, { token, minutes });
			const messages = [
				{ to: { kind: 'member', id }, text, format: 'plain', dedupeKey: `member.token:${key.slice(0, 24)}` },
			];
			return { output: 0, json: toJson({ duplicate: false, token, expiresAt, ...subject, messages }) };
		},
	});
}
