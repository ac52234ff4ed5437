import type { MemberContact, MemberRecord, MemberStatus } from '../../community/identity/record';
import { maybeText, maybeUtc } from '../nullable';
import type { Scope } from '../schema';
import type { KeptValue } from '../types';
import { pieces, utc } from '../values';
import { listIdentities, lockMember } from './members';
import { putTag, tagsOf } from './member-tags';
import { putTrait, traitsOf } from './member-traits';
import { portraitsOf, putPortrait } from './portraits';

/** A member's row is taken for the transaction, since what is read is about to be changed. */
export async function recordOf(scope: Scope, communityId: string, memberId: string): Promise<MemberRecord> {
	const { name, language, timeZone, status, joinedAt } = await lockMember(scope, communityId, memberId);
	const ids = [memberId];
	const traits = await traitsOf(scope, communityId, ids);
	const fields = (await portraitsOf(scope, communityId, ids)).get(memberId) ?? new Map<string, KeptValue[]>();
	return {
		memberId,
		name,
		language,
		timeZone,
		status,
		joinedAt,
		identities: await listIdentities(scope, communityId, memberId),
		traits: traits.map(({ kind, scope: within, key, sealed, verified, at }) => ({
			...{ kind, scope: within, key, value: sealed, verified, at },
		})),
		fields: Object.fromEntries([...fields].map(([field, values]) => [field, fieldOf(values)])),
		tags: (await tagsOf(scope, communityId, ids)).get(memberId) ?? [],
		contacts: await contactsOf(scope, communityId, memberId),
	};
}

/** The values of one field as rules know them: one, or a list where there are several or the first is listed. */
function fieldOf(values: readonly KeptValue[]): MemberRecord['fields'][string] {
	const [first] = values;
	if (first === undefined) return [];
	if (first.sealed !== null) return { sealed: first.sealed };
	if (first.number !== null) return first.number;
	return values.length === 1 ? (first.text ?? '') : values.map(({ text }) => text ?? '');
}

function valuesOf(field: MemberRecord['fields'][string]): KeptValue[] {
	const none = { text: null, number: null, sealed: null };
	if (typeof field === 'number') return [{ ...none, number: field }];
	if (typeof field === 'string') return [{ ...none, text: field }];
	return Array.isArray(field) ? field.map((text) => ({ ...none, text })) : [{ ...none, sealed: field.sealed }];
}

async function contactsOf({ db }: Scope, communityId: string, memberId: string): Promise<MemberContact[]> {
	return await db
		.selectFrom('contact')
		.select(['kind', 'value_key as key', 'value', 'at'])
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.orderBy('kind')
		.orderBy('value_key')
		.execute();
}

export async function saveRecords(
	scope: Scope,
	communityId: string,
	records: readonly MemberRecord[],
	at: string,
): Promise<void> {
	const ids = records.map(({ memberId }) => memberId);
	for (const table of ['portrait_value', 'member_tag', 'member_trait', 'contact'] as const) {
		await scope.db.deleteFrom(table).where('community_id', '=', communityId).where('member_id', 'in', ids).execute();
	}
	for (const record of records) await saveRecord(scope, communityId, record, at);
}

async function saveRecord(scope: Scope, communityId: string, record: MemberRecord, at: string): Promise<void> {
	const { memberId, name, language, timeZone, status, joinedAt } = record;
	await scope.db
		.updateTable('member')
		.set({
			name: maybeText(name),
			language: maybeText(language),
			time_zone: maybeText(timeZone),
			status: status satisfies MemberStatus,
			joined_at: maybeUtc(joinedAt),
			updated_at: utc(at),
		})
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.execute();
	for (const { platform, platformMemberId } of record.identities) {
		await scope.db
			.updateTable('identity')
			.set({ member_id: memberId })
			.where('community_id', '=', communityId)
			.where('platform', '=', platform)
			.where('platform_member_id', '=', platformMemberId)
			.execute();
	}
	for (const { kind, scope: within = '', key, value, verified = false, at: since = at } of record.traits) {
		await putTrait(scope, communityId, {
			...{ memberId, kind, scope: within, key: key ?? value, sealed: value, verified, at: since },
		});
	}
	for (const [field, value] of Object.entries(record.fields)) {
		await putPortrait(scope, communityId, memberId, field, valuesOf(value), at);
	}
	for (const tag of record.tags) await putTag(scope, communityId, memberId, tag);
	for (const some of pieces(record.contacts, 100)) {
		await scope.db
			.insertInto('contact')
			.values(
				some.map(({ key, ...rest }) => ({ community_id: communityId, member_id: memberId, value_key: key, ...rest })),
			)
			.execute();
	}
}
