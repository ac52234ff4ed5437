import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { requireCode, unknownCode } from '../../../../community/admission/code';
import type { JsonObject } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { subjectOfItem, toJson } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';
import { screeningLine } from '../admission/person';
import { invitationJson } from './view';

const properties: INodeProperties[] = [
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Leave empty to take the community of the item',
	},
	{
		displayName: 'Code',
		name: 'code',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 7K2QX-9MD4A',
		description: 'The code that nobody shall redeem any more; those who have come with it stay',
	},
	{
		displayName: 'Revoked By',
		name: 'operator',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Li Lei',
		description: 'Who answers for it; kept in the ledger',
	},
	{
		displayName: 'Note',
		name: 'note',
		type: 'string',
		default: '',
		placeholder: 'e.g. Posted in public',
		description: 'Why; kept in the ledger',
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['invitation'], operation: ['revoke'] } },
	properties,
);

/** Takes codes back, so that nobody redeems them any more. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const fields = {
		communityId: text('communityId'),
		code: text('code'),
		operator: text('operator'),
		note: text('note'),
	};
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const communityId = fields.communityId(index) || subjectOfItem(item)?.community.communityId;
			const by = fields.operator(index);
			if (communityId === undefined) {
				throw new InputError('No community is named', 'Fill in "Community ID", e.g. the id of the group.');
			}
			if (by === '') throw new InputError('Nobody answers for it', 'Fill in "Revoked By".');
			return { communityId, code: requireCode(fields.code(index)), by, note: fields.note(index) };
		},
		async apply(tx, { communityId, code, by, note }) {
			const known = await tx.getInvitation(communityId, code);
			if (known === undefined) throw unknownCode(code);
			const { duplicate, result } = await tx.once(communityId, `screening.revoke:${code}`, now, async () => {
				const revoked = await tx.revokeInvitation(communityId, code, { at: now, by });
				await tx.appendLedger([
					screeningLine({
						communityId,
						eventId: `${code}:revoked`,
						type: 'invitation.revoked',
						memberId: known.inviterMemberId ?? undefined,
						actorId: by,
						now,
						data: { code, note },
					}),
				]);
				return toJson({ communityId, invitation: invitationJson(revoked ?? known, now) }) as JsonObject;
			});
			return { output: 0, json: { duplicate, ...result } };
		},
	});
}
