import type { EliminationCase, CaseStep } from '../../../../community/elimination/lifecycle';
import type { CaseMember } from '../../../../community/elimination/member';
import type { EliminationReason } from '../../../../community/elimination/reasons';
import type { EliminationPolicy } from '../../../../community/elimination/rules';
import type { Voice } from '../../../../community/elimination/words';
import type { Language } from '../../../../community/language';
import { pageKey } from '../../../../store';
import type {
	CaseFilter,
	CommunityRow,
	EliminationCaseRow,
	EliminationRunRow,
	JsonObject,
	LedgerEntry,
	StoreTransaction,
} from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { readPages } from '../../../shared/paging';
import { communityJson, knownCommunity, voiceOf } from './rehearsal';

/** By what a case was opened: its policy counts until its end, whatever the panel says by then. */
export interface Terms {
	community: CommunityRow;
	policy: EliminationPolicy;
	voice: Voice;
	/** Where operators decide; '' if they do not. */
	operatorsGroupId: string;
}

/** What a case keeps beside its columns. */
interface KeptFacts {
	member: CaseMember;
	history: CaseStep[];
	immuneUntil?: string;
}

/** A case of the store, as the rules know it. */
export function caseOf(row: EliminationCaseRow): EliminationCase {
	const { member, history, immuneUntil } = row.facts as unknown as KeptFacts;
	return {
		caseId: row.caseId,
		communityId: row.communityId,
		member,
		status: row.status,
		reasons: row.reasons as unknown as EliminationReason[],
		openedAt: row.noticedAt,
		appealUntil: row.appealUntil ?? row.noticedAt,
		dueAt: row.dueAt ?? row.noticedAt,
		...(immuneUntil === undefined ? {} : { immuneUntil }),
		history,
	};
}

export function keptFacts({ member, history, immuneUntil }: EliminationCase): JsonObject {
	return toJson({ member, history, immuneUntil }) as JsonObject;
}

/** A case that was just opened, as the store keeps it. */
export function newRow(
	of: EliminationCase,
	runId: string,
	kind: EliminationCaseRow['kind'],
): Omit<EliminationCaseRow, 'outcome' | 'closedAt' | 'updatedAt'> {
	return {
		communityId: of.communityId,
		caseId: of.caseId,
		runId,
		memberId: of.member.memberId,
		kind,
		status: of.status,
		rule: of.reasons[0]?.rule ?? '',
		reasons: of.reasons,
		facts: keptFacts(of),
		noticedAt: of.openedAt,
		appealUntil: of.appealUntil,
		dueAt: of.dueAt,
	};
}

/** A case as items show it; `community` and `member` are what Community Chat acts on. */
export function caseJson(row: EliminationCaseRow, community: CommunityRow): object {
	const { member } = row.facts as unknown as KeptFacts;
	const { platform, platformMemberId, name } = member;
	return {
		caseId: row.caseId,
		runId: row.runId,
		kind: row.kind,
		status: row.status,
		reasons: row.reasons,
		noticedAt: row.noticedAt,
		appealUntil: row.appealUntil,
		dueAt: row.dueAt,
		outcome: row.outcome,
		memberId: row.memberId,
		community: communityJson(community),
		member: { platform, platformMemberId, ...(name === undefined ? {} : { name }) },
	};
}

/** The ledger line of a case's last step. */
export function ledgerLine(of: EliminationCase): LedgerEntry {
	const step = of.history.at(-1);
	if (step === undefined) throw new Error(`The case ${of.caseId} has no history`);
	const { action, status, at, by, why } = step;
	return {
		communityId: of.communityId,
		source: 'elimination',
		eventId: `${of.caseId}:${of.history.length}:${action}`,
		type: `elimination.${action}`,
		memberId: of.member.memberId,
		actorId: by.id,
		occurredAt: at,
		recordedAt: at,
		data: toJson({ caseId: of.caseId, status, by: by.kind, why }) as JsonObject,
	};
}

/**
 * @param otherGroupId where operators decide now, if not where they did at the time of the notice
 * @throws InputError if the run of a case is gone
 */
export async function termsOf(
	tx: StoreTransaction,
	communityId: string,
	runId: string,
	otherGroupId?: string,
): Promise<Terms> {
	const run = await tx.getRun(communityId, runId);
	if (run === undefined) {
		throw new InputError(
			`There is no run ${runId} in community ${communityId}`,
			'Restore the Community Store from a whole backup: the case is there without its run.',
		);
	}
	const terms = termsOfRun(run, await knownCommunity(tx, communityId));
	return otherGroupId === undefined ? terms : { ...terms, operatorsGroupId: otherGroupId };
}

function termsOfRun(run: EliminationRunRow, community: CommunityRow): Terms {
	const policy = run.policy as unknown as EliminationPolicy;
	const { language, operatorsGroupId } = run.facts as unknown as { language: Language; operatorsGroupId: string };
	return { community, policy, voice: voiceOf(community, policy, language), operatorsGroupId };
}

/** @throws InputError if there is no such case */
export async function knownCase(
	tx: StoreTransaction,
	communityId: string,
	caseId: string,
): Promise<EliminationCaseRow> {
	const row = await tx.getCase(communityId, caseId);
	if (row !== undefined) return row;
	throw new InputError(
		`There is no case ${caseId} in community ${communityId}`,
		'Take both identifiers from the item that Notify, Execute or List Cases gave.',
	);
}

/** Cases from the oldest on. */
export async function casesOf(
	tx: StoreTransaction,
	filter: CaseFilter,
	limit = Number.POSITIVE_INFINITY,
): Promise<EliminationCaseRow[]> {
	return await readPages(
		limit,
		async (page) => await tx.listCases(filter, page),
		({ noticedAt, caseId }) => pageKey(noticedAt, caseId),
	);
}
