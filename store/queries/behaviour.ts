import { ACTIVE_TYPES } from '../../community/segments/active';
import type { Scope } from '../schema';
import type { Behaviour } from '../types';
import { pieces, utc } from '../values';

const IDS = 500;

/** Which person each member is; whoever was merged counts for the kept one. */
export async function personsOf(
	{ db }: Scope,
	communityId: string,
	keptIds: readonly string[],
): Promise<Map<string, string>> {
	const persons = new Map(keptIds.map((memberId) => [memberId, memberId]));
	for (const some of pieces(keptIds, IDS)) {
		const merged = await db
			.selectFrom('member')
			.select(['member_id', 'merged_into'])
			.where('community_id', '=', communityId)
			.where('merged_into', 'in', some)
			.execute();
		for (const row of merged) if (row.merged_into !== null) persons.set(row.member_id, row.merged_into);
	}
	return persons;
}

/** See MemberTransaction.behaviourOf. */
export async function behaviourOf(
	scope: Scope,
	communityId: string,
	keptIds: readonly string[],
	asked: { kinds: readonly string[]; active: boolean; now: string },
): Promise<Map<string, Behaviour>> {
	const { db } = scope;
	const persons = await personsOf(scope, communityId, keptIds);
	const found = new Map<string, Behaviour>();
	const of = (memberId: string | null): Behaviour => {
		const person = persons.get(memberId ?? '') ?? '';
		const behaviour = found.get(person) ?? { events: [], lastActiveAt: null };
		found.set(person, behaviour);
		return behaviour;
	};
	for (const some of pieces([...persons.keys()], IDS)) {
		const lines = db
			.selectFrom('event')
			.where('community_id', '=', communityId)
			.where('member_id', 'in', some)
			.where('occurred_at', '<=', utc(asked.now));
		if (asked.kinds.length > 0) {
			const rows = await lines.select(['member_id', 'type', 'occurred_at']).where('type', 'in', asked.kinds).execute();
			for (const row of rows) of(row.member_id).events.push({ kind: row.type, at: row.occurred_at });
		}
		if (!asked.active) continue;
		const last = await lines
			.select(({ fn }) => ['member_id', fn.max('occurred_at').as('at')])
			.where('type', 'in', ACTIVE_TYPES)
			.groupBy('member_id')
			.execute();
		for (const { member_id: memberId, at } of last) {
			const behaviour = of(memberId);
			if (behaviour.lastActiveAt === null || at > behaviour.lastActiveAt) behaviour.lastActiveAt = at;
		}
	}
	return found;
}
