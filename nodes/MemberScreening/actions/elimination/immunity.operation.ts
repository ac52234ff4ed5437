import { DateTime } from 'luxon';
import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { CommunityRow, ImmunityRow, JsonObject, MemberRow, StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';
import { communityField } from './policyFields';
import { communityJson, knownCommunity } from './rehearsal';
import { communityReader } from './simulate.operation';

const memberField: INodeProperties = {
	displayName: 'Member ID',
	name: 'memberId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 123456789',
	description: "The member's ID on the platform, or the <code>memberId</code> of a case",
};

const operatorField: INodeProperties = {
	displayName: 'Granted By',
	name: 'operator',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Li Lei',
	description: 'Who answers for it; kept in the ledger',
};

const grantProperties: INodeProperties[] = [
	communityField,
	memberField,
	{
		displayName: 'Until',
		name: 'until',
		type: 'dateTime',
		default: '',
		description: 'How long the member is protected. Leave empty for good.',
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		placeholder: 'e.g. On maternity leave',
		description: 'Why; kept with the protection',
	},
	operatorField,
];

const liftProperties: INodeProperties[] = [communityField, memberField, { ...operatorField, displayName: 'Lifted By' }];

const show = (operation: string, properties: INodeProperties[]) =>
	updateDisplayOptions({ show: { resource: ['elimination'], operation: [operation] } }, properties);

export const description: INodeProperties[] = [
	...show('grantImmunity', grantProperties),
	...show('liftImmunity', liftProperties),
];

interface Wanted {
	communityId: string;
	memberId: string;
	operator: string;
	until: string | null;
	reason: string;
}

/** A time without an offset is by the workflow's clocks. @throws InputError if "Until" is no time */
function instantOf(value: string, timeZone: string): string | null {
	if (value === '') return null;
	const instant = DateTime.fromISO(value, { zone: timeZone });
	if (instant.isValid) return new Date(instant.toMillis()).toISOString();
	throw new InputError(`"Until" is no time: ${value}`, 'Fill in a date and time, e.g. 2026-12-31T00:00:00Z.');
}

async function memberOf(tx: StoreTransaction, community: CommunityRow, id: string): Promise<MemberRow> {
	const { communityId, platform } = community;
	const member =
		(await tx.getMember(communityId, id)) ?? (await tx.findMember(communityId, { platform, platformMemberId: id }));
	if (member !== undefined) return member;
	throw new InputError(
		`The community ${communityId} has no member ${id}`,
		`Fill in "Member ID" with the ID of the member on ${platform}.`,
	);
}

async function keepLine(
	tx: StoreTransaction,
	{ communityId, memberId }: MemberRow,
	type: string,
	{ operator, now }: { operator: string; now: string },
	data: object,
): Promise<void> {
	await tx.appendLedger([
		{
			communityId,
			source: 'elimination',
			eventId: `${memberId}:${type}:${now}`,
			type: `elimination.${type}`,
			memberId,
			actorId: operator,
			occurredAt: now,
			recordedAt: now,
			data: toJson(data) as JsonObject,
		},
	]);
}

function item(duplicate: boolean, community: CommunityRow, member: MemberRow, rest: object): Routed {
	return {
		output: 0,
		json: toJson({
			duplicate,
			...rest,
			memberId: member.memberId,
			memberName: member.name,
			community: communityJson(community),
		}),
	};
}

async function grantOne(tx: StoreTransaction, wanted: Wanted, now: string): Promise<Routed> {
	const { communityId, until, reason, operator } = wanted;
	const community = await knownCommunity(tx, communityId);
	const member = await memberOf(tx, community, wanted.memberId);
	const standing = await tx.getImmunity(communityId, member.memberId);
	const duplicate = standing !== undefined && standing.until === until && standing.reason === reason;
	if (!duplicate) {
		const { memberId } = member;
		await tx.setImmunity({ communityId, memberId, until, reason, grantedBy: operator, grantedAt: now });
		await keepLine(tx, member, 'immune', { operator, now }, { until, reason });
	}
	const { grantedBy, grantedAt }: Pick<ImmunityRow, 'grantedBy' | 'grantedAt'> = duplicate
		? standing
		: { grantedBy: operator, grantedAt: now };
	return item(duplicate, community, member, { immune: true, until, reason, grantedBy, grantedAt });
}

async function liftOne(
	tx: StoreTransaction,
	{ communityId, operator, ...wanted }: Wanted,
	now: string,
): Promise<Routed> {
	const community = await knownCommunity(tx, communityId);
	const member = await memberOf(tx, community, wanted.memberId);
	const lifted = await tx.liftImmunity(communityId, member.memberId);
	if (lifted) await keepLine(tx, member, 'not_immune', { operator, now }, {});
	return item(!lifted, community, member, { immune: false });
}

function operation(apply: (tx: StoreTransaction, wanted: Wanted, now: string) => Promise<Routed>) {
	return async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> => {
		const text = (name: string) => textReader(context, name);
		const community = communityReader(context);
		const fields = { memberId: text('memberId'), operator: text('operator'), reason: text('reason') };
		const until = text('until');
		const now = new Date().toISOString();
		return await runBatch<Wanted>(context, 1, {
			prepare(_item, index) {
				const [memberId, operator] = [fields.memberId(index), fields.operator(index)];
				if (memberId === '' || operator === '') {
					throw new InputError('A field is empty', 'Fill in "Member ID", and who answers for it.');
				}
				return {
					communityId: community(index),
					memberId,
					operator,
					reason: fields.reason(index),
					until: instantOf(until(index), context.getTimezone()),
				};
			},
			apply: async (tx, wanted) => await apply(tx, wanted, now),
		});
	};
}

/** Protects a member from elimination, for a while or for good. */
export const grant = operation(grantOne);
/** Takes a member's protection away. */
export const lift = operation(liftOne);
