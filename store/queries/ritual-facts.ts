import type { Selectable } from 'kysely';

import { maybeText, maybeUtc } from '../nullable';
import type { Scope } from '../schema';
import type { RitualProgressTable } from '../schema/rituals';
import type { RitualFacts, RitualProgressRow, RitualStepRow } from '../types';
import { withSteps } from './rituals';

export async function ritualsOf(
	scope: Scope,
	communityId: string,
	memberIds: readonly string[],
	ritualId?: string,
): Promise<(RitualProgressRow & { steps: RitualStepRow[] })[]> {
	let query = scope.db
		.selectFrom('ritual_progress')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', 'in', [...memberIds]);
	if (ritualId !== undefined) query = query.where('ritual_id', '=', ritualId);
	const rows = await query.orderBy('started_at', 'desc').orderBy('progress_id', 'desc').execute();
	return withSteps(scope, communityId, rows);
}

export async function getRitualFacts(
	{ db }: Scope,
	communityId: string,
	progressId: string,
): Promise<RitualFacts | undefined> {
	const row = await db
		.selectFrom('ritual_progress')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('progress_id', '=', progressId)
		.executeTakeFirst();
	return row && toFacts(row);
}

export async function setRitualFacts(
	{ db }: Scope,
	communityId: string,
	progressId: string,
	facts: Partial<RitualFacts>,
): Promise<void> {
	const changes = {
		...(facts.language === undefined ? {} : { language: facts.language }),
		...(facts.segment === undefined ? {} : { segment: maybeText(facts.segment) }),
		...(facts.inviter === undefined ? {} : { inviter: maybeText(facts.inviter) }),
		...(facts.cohort === undefined ? {} : { cohort: facts.cohort }),
		...(facts.timeZone === undefined ? {} : { time_zone: facts.timeZone }),
		...(facts.rootId === undefined ? {} : { root_id: facts.rootId }),
		...(facts.returnedBy === undefined ? {} : { returned_by: maybeText(facts.returnedBy) }),
		...(facts.greetedAt === undefined ? {} : { greeted_at: maybeUtc(facts.greetedAt) }),
		...(facts.endedAt === undefined ? {} : { ended_at: maybeUtc(facts.endedAt) }),
		...(facts.endedWhy === undefined ? {} : { ended_why: facts.endedWhy }),
	};
	if (Object.keys(changes).length === 0) return;
	await db
		.updateTable('ritual_progress')
		.set(changes)
		.where('community_id', '=', communityId)
		.where('progress_id', '=', progressId)
		.execute();
}

function toFacts(row: Selectable<RitualProgressTable>): RitualFacts {
	return {
		language: row.language,
		segment: row.segment,
		inviter: row.inviter,
		cohort: row.cohort,
		timeZone: row.time_zone,
		rootId: row.root_id,
		returnedBy: row.returned_by,
		greetedAt: row.greeted_at,
		endedAt: row.ended_at,
		endedWhy: row.ended_why,
	};
}
