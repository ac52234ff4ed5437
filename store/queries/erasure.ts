import { sql, type RawBuilder } from 'kysely';

import { mentions, withoutMentions, type Data, type DataObject } from '../../community/identity/erasure';
import { ACTOR_TABLES, MENTIONING, PERSONAL_TABLES, type PersonalTable, type Treatment } from '../personal-data';
import type { Scope } from '../schema';
import type { MemberTransaction } from '../types';
import { fromJson, toJson, utc } from '../values';
import { anyTable, IDS } from './personal-data';
import { pieces } from '../values';

type Erasure = Parameters<MemberTransaction['erasePerson']>[0];

/** What an erasure knows of the person while it runs. */
interface Person extends Erasure {
	/** Every member id and the pseudonym that takes its place. */
	names: ReadonlyMap<string, string>;
	/** The person's ids on platforms. */
	platformIds: readonly string[];
}

/**
 * See MemberTransaction.erasePerson. The row in `erasure` is opened first, which alone lets the ledgers be changed, and
 * closed at the end of the same transaction with what was done.
 */
export async function erasePerson(scope: Scope, erasure: Erasure): Promise<Record<string, number>> {
	const { communityId, erasureId, pseudonym, at } = erasure;
	const db = anyTable(scope);
	const started = { erasure_id: erasureId, pseudonym, asked_by: erasure.askedBy, reason: erasure.reason };
	await db
		.insertInto('erasure')
		.values({ community_id: communityId, ...started, started_at: utc(at) })
		.execute();
	const person = await personOf(scope, erasure);
	await addPseudonyms(scope, person);
	const counts = new Map<string, number>();
	const count = (table: string, rows: number): void => {
		if (rows > 0) counts.set(table, (counts.get(table) ?? 0) + rows);
	};
	// Rows that hang on others are found through them, so they come before those change hands.
	const tables = Object.entries(PERSONAL_TABLES).sort(
		([, a], [, b]) => Number(b.via !== undefined) - Number(a.via !== undefined),
	);
	for (const [name, table] of tables) count(name, await eraseFrom(scope, person, name, table));
	for (const [name, columns] of actorColumns()) await replaceActors(scope, person, name, columns);
	for (const name of Object.keys(MENTIONING)) count(name, await eraseMentions(scope, person, name));
	count('operation', await forgetOperations(scope, person));
	count('delivery', await eraseChannels(scope, person));
	await db
		.deleteFrom('member')
		.where('community_id', '=', communityId)
		.where('member_id', 'in', [...erasure.memberIds])
		.execute();
	const done = Object.fromEntries([...counts].sort());
	await db
		.updateTable('erasure')
		.set({ finished_at: utc(at), counts: toJson(done) })
		.where('community_id', '=', communityId)
		.where('erasure_id', '=', erasureId)
		.execute();
	return done;
}

async function personOf({ db }: Scope, erasure: Erasure): Promise<Person> {
	const identities = await db
		.selectFrom('identity')
		.select('platform_member_id')
		.where('community_id', '=', erasure.communityId)
		.where('member_id', 'in', [...erasure.memberIds])
		.execute();
	const names = erasure.memberIds.map((id, place): [string, string] => [
		id,
		place === 0 ? erasure.pseudonym : `${erasure.pseudonym}_${place}`,
	]);
	return { ...erasure, names: new Map(names), platformIds: identities.map((row) => row.platform_member_id) };
}

/** Members of their own for the pseudonyms, who have nothing but the time at which they became known. */
async function addPseudonyms({ db }: Scope, person: Person): Promise<void> {
	const { communityId, names, pseudonym, at } = person;
	for (const [memberId, name] of names) {
		const { created_at: createdAt, status } = await db
			.selectFrom('member')
			.select(['created_at', 'status'])
			.where('community_id', '=', communityId)
			.where('member_id', '=', memberId)
			.executeTakeFirstOrThrow();
		await db
			.insertInto('member')
			.values({
				community_id: communityId,
				member_id: name,
				status: status === 'removed' || status === 'rejected' ? status : 'left',
				created_at: createdAt,
				updated_at: utc(at),
				merged_into: name === pseudonym ? null : pseudonym,
			})
			.execute();
	}
}

async function eraseFrom(scope: Scope, person: Person, name: string, table: PersonalTable): Promise<number> {
	const db = anyTable(scope);
	const { communityId, memberIds, names } = person;
	let rows = 0;
	if (table.via !== undefined) rows += await eraseVia(scope, person, name, table);
	if (table.ends !== undefined) await end(scope, person, name, table);
	for (const column of table.members) {
		if (table.erase === 'delete') {
			const { numDeletedRows } = await db
				.deleteFrom(name)
				.where('community_id', '=', communityId)
				.where(column, 'in', [...memberIds])
				.executeTakeFirstOrThrow();
			rows += Number(numDeletedRows);
			continue;
		}
		if (Object.values(table.erase).includes('data')) rows += await eraseData(scope, person);
		else {
			for (const [memberId, pseudonym] of names) {
				const { numUpdatedRows } = await db
					.updateTable(name)
					.set({ [column]: pseudonym, ...changes(table.erase, pseudonym) })
					.where('community_id', '=', communityId)
					.where(column, '=', memberId)
					.executeTakeFirstOrThrow();
				rows += Number(numUpdatedRows);
			}
		}
	}
	return rows;
}

/** What still waits for the person is over: an application, a notice, a task, a ritual, a code of theirs. */
async function end(scope: Scope, person: Person, name: string, { ends, members }: PersonalTable): Promise<void> {
	const [owner] = members;
	if (ends === undefined || owner === undefined) return;
	let query = anyTable(scope)
		.updateTable(name)
		.set({ ...ends.set, [ends.while]: utc(person.at), ...(ends.by === undefined ? {} : { [ends.by]: 'erasure' }) })
		.where('community_id', '=', person.communityId)
		.where(owner, 'in', [...person.memberIds])
		.where(ends.while, 'is', null);
	if (ends.unless !== undefined) query = query.where(ends.unless, 'is', null);
	await query.execute();
}

const EMPTY: Readonly<Record<Exclude<Treatment, 'data' | 'subject'>, string | null>> = {
	null: null,
	text: '',
	object: '{}',
	list: '[]',
};

function changes(erase: Readonly<Record<string, Treatment>>, pseudonym: string): Record<string, unknown> {
	const changed = Object.entries(erase).map(([column, treatment]): [string, string | null | RawBuilder<unknown>] => [
		column,
		treatment === 'data' ? '{}' : treatment === 'subject' ? subjectOf(pseudonym) : EMPTY[treatment],
	]);
	return Object.fromEntries(changed);
}

/** Whoever reads a subject gets one, about nobody. */
function subjectOf(pseudonym: string): string {
	const member = { platform: 'erased', platformMemberId: pseudonym };
	return toJson({ community: { communityId: 'erased', groupId: 'erased' }, member });
}

async function eraseVia(scope: Scope, person: Person, name: string, { via, erase }: PersonalTable): Promise<number> {
	if (via === undefined || erase === 'delete') return 0;
	const { communityId, memberIds, pseudonym } = person;
	const db = anyTable(scope);
	const theirs = db
		.selectFrom(via.table)
		.select(via.column)
		.where('community_id', '=', communityId)
		.where('member_id', 'in', [...memberIds]);
	const { numUpdatedRows } = await db
		.updateTable(name)
		.set(changes(erase, pseudonym))
		.where('community_id', '=', communityId)
		.where(via.column, 'in', theirs)
		.executeTakeFirstOrThrow();
	return Number(numUpdatedRows);
}

/** Lines of the event ledger, page by page, since each keeps something else of its data. */
async function eraseData({ db }: Scope, person: Person): Promise<number> {
	let rows = 0;
	for (const [memberId, pseudonym] of person.names) {
		for (;;) {
			const lines = await db
				.selectFrom('event')
				.select(['source', 'event_id', 'data'])
				.where('community_id', '=', person.communityId)
				.where('member_id', '=', memberId)
				.limit(IDS)
				.execute();
			for (const { source, event_id: eventId, data } of lines) {
				await db
					.updateTable('event')
					.set({ member_id: pseudonym, data: toJson(person.withoutPerson(fromJson(data))) })
					.where('community_id', '=', person.communityId)
					.where('source', '=', source)
					.where('event_id', '=', eventId)
					.execute();
			}
			rows += lines.length;
			if (lines.length < IDS) break;
		}
	}
	return rows;
}

function actorColumns(): [string, readonly string[]][] {
	const personal = Object.entries(PERSONAL_TABLES).map(([name, { actors = [] }]): [string, readonly string[]] => [
		name,
		actors,
	]);
	return [...personal, ...Object.entries(ACTOR_TABLES)];
}

/** What the person did as an operator stays done, by the pseudonym. */
async function replaceActors(
	scope: Scope,
	{ communityId, platformIds, pseudonym }: Person,
	name: string,
	columns: readonly string[],
): Promise<void> {
	if (platformIds.length === 0) return;
	for (const column of columns) {
		await anyTable(scope)
			.updateTable(name)
			.set({ [column]: pseudonym })
			.where('community_id', '=', communityId)
			.where(column, 'in', [...platformIds])
			.execute();
	}
}

/** Every id that may stand for the person somewhere else. */
const idsOf = ({ memberIds, platformIds }: Person): Set<string> => new Set([...memberIds, ...platformIds]);

const quoted = (column: string, id: string): RawBuilder<boolean> =>
	sql<boolean>`${sql.ref(column)} like ${`%${JSON.stringify(id).replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`;

/** Others' rows in which the person is named: an inviter, a sender, an entry of a list. */
async function eraseMentions(scope: Scope, person: Person, name: string): Promise<number> {
	const db = anyTable(scope);
	const ids = idsOf(person);
	const { key, columns } = MENTIONING[name] ?? { key: [], columns: [] };
	let changed = 0;
	for (const column of columns) {
		const rows = await db
			.selectFrom(name)
			.select([...key, column])
			.where('community_id', '=', person.communityId)
			.where(({ or }) => or([...ids].map((id) => quoted(column, id))))
			.execute();
		for (const row of rows) {
			const data = fromJson<Data & object>(String(row[column]));
			if (!mentions(data, ids)) continue;
			let query = db
				.updateTable(name)
				.set({ [column]: toJson(withoutMentions(data, ids, person.pseudonym) as DataObject) })
				.where('community_id', '=', person.communityId);
			for (const part of key) query = query.where(part, '=', row[part]);
			await query.execute();
			changed += 1;
		}
	}
	return changed;
}

/** What operations answered about the person, and their keys; their events are receipted, so none runs again. */
async function forgetOperations(scope: Scope, person: Person): Promise<number> {
	const { db } = scope;
	const ids = idsOf(person);
	const rows = await db
		.selectFrom('operation')
		.select(['key', 'result'])
		.where('community_id', '=', person.communityId)
		.where(({ or }) => or([...ids].flatMap((id) => [quoted('result', id), sql<boolean>`key like ${`%${id}%`}`])))
		.execute();
	const theirs = rows.filter(
		({ key, result }) =>
			key.split(/[:|@]/).some((part) => ids.has(part)) ||
			(result !== null && mentions(fromJson<Data & object>(result), ids)),
	);
	for (const some of pieces(theirs, IDS)) {
		await db
			.deleteFrom('operation')
			.where('community_id', '=', person.communityId)
			.where(
				'key',
				'in',
				some.map(({ key }) => key),
			)
			.execute();
	}
	return theirs.length;
}

/** Messages that went to the person alone: that they were sent stays known, to whom does not. */
async function eraseChannels({ db }: Scope, person: Person): Promise<number> {
	if (person.platformIds.length === 0) return 0;
	const { numUpdatedRows } = await db
		.updateTable('delivery')
		.set({ channel: `member:${person.pseudonym}` })
		.where('community_id', '=', person.communityId)
		.where(
			'channel',
			'in',
			person.platformIds.flatMap((id) => [`member:${id}`, `reply:${id}`]),
		)
		.executeTakeFirstOrThrow();
	return Number(numUpdatedRows);
}
