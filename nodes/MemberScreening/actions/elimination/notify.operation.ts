import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import { ANSWER_COPY } from '../../../../community/elimination/answer-copy';
import { openingMessage } from '../../../../community/elimination/cards';
import { localDate } from '../../../../community/days';
import { openCase, type EliminationCase } from '../../../../community/elimination/lifecycle';
import type { PlannedMember } from '../../../../community/elimination/simulate';
import type { EliminationCaseRow, JsonObject, StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { scheduledAt } from '../../../shared/schedule';
import { caseJson, ledgerLine, newRow } from './cases';
import { caseLanguageField, communityField, operatorsGroupField, policyFields } from './policyFields';
import { communityJson, inItsTimeZone, knownCommunity, rehearse, reportMessages, type Rehearsal } from './rehearsal';
import { runReader } from './simulate.operation';
import { closeRunIfDone, RULES, RUN_OPEN } from './steps';

const properties: INodeProperties[] = [
	communityField,
	...policyFields,
	operatorsGroupField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [caseLanguageField],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['elimination'], operation: ['notify'] } },
	properties,
);

type Kind = EliminationCaseRow['kind'];
type Wanted = ReturnType<ReturnType<typeof runReader>> & { scheduledAt: string };

/** Opens the cases that can be opened, with their ledger lines; gives those that were. */
async function open(
	tx: StoreTransaction,
	{ community, plan, policy }: Rehearsal,
	runId: string,
	at: string,
): Promise<[Kind, EliminationCase][]> {
	const { communityId } = community;
	const planned = (kind: Kind, members: readonly PlannedMember[]): [Kind, EliminationCase][] =>
		members.map((of) => [kind, openCase(kind, of, policy, { communityId, at, by: RULES })]);
	const cases = [...planned('removal', plan.going), ...planned('talk', plan.talks)];
	const ids = new Set(await tx.insertCases(cases.map(([kind, of]) => newRow(of, runId, kind))));
	const opened = cases.filter(([, { caseId }]) => ids.has(caseId));
	await tx.appendLedger(opened.map(([, of]) => ledgerLine(of)));
	return opened;
}

async function notify(tx: StoreTransaction, wanted: Wanted, now: string): Promise<Routed[]> {
	const { communityId, given, groupId, language } = wanted;
	const community = await knownCommunity(tx, communityId);
	const policy = inItsTimeZone(given, community);
	const day = localDate(wanted.scheduledAt, policy.timeZone);
	const runId = stableId('elimination', 'run', communityId, day, JSON.stringify(policy));
	const { duplicate, result } = await tx.once(communityId, `screening.notify:${runId}`, now, async () => {
		// Two policies at the same moment share one cap.
		await tx.lockCommunity(communityId);
		const rehearsal = await rehearse(tx, community, policy, { language, now });
		await tx.insertRun({
			communityId,
			runId,
			policy: toJson(policy) as JsonObject,
			status: RUN_OPEN,
			facts: toJson({ day, language, operatorsGroupId: groupId, counts: rehearsal.plan.counts }) as JsonObject,
			startedBy: RULES.id,
			startedAt: now,
		});
		const opened = await open(tx, rehearsal, runId, now);
		if (opened.length === 0) await closeRunIfDone(tx, { communityId, runId }, now);
		return toJson({ items: [reportItem(rehearsal, runId, groupId), ...opened.map(caseItem(rehearsal, runId))] }) as {
			items: JsonObject[];
		};
	});
	return result.items.map((item) => ({ output: 0, json: { duplicate, ...item } }));
}

function reportItem(
	{ community, plan, unknownMemberIds, voice, report: rehearsed }: Rehearsal,
	runId: string,
	groupId: string,
): object {
	const report = `${ANSWER_COPY[voice.language].notified}\n${rehearsed}`;
	return {
		kind: 'report',
		runId,
		community: communityJson(community),
		counts: plan.counts,
		cap: plan.cap,
		quotaUnmet: plan.quotaUnmet,
		unknownMemberIds,
		report,
		messages: reportMessages(community, report, groupId),
	};
}

function caseItem({ community, voice }: Rehearsal, runId: string) {
	return ([kind, of]: [Kind, EliminationCase]): object => ({
		...caseJson({ ...newRow(of, runId, kind), outcome: null, closedAt: null, updatedAt: of.openedAt }, community),
		messages: [openingMessage(of, voice)],
	});
}

/** Simulates with the facts of now, opens a case for everybody who goes or is asked for a talk, and tells them. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const run = runReader(context);
	const now = new Date().toISOString();
	return await runBatch<Wanted>(context, 1, {
		prepare: (item, index) => ({ ...run(index), scheduledAt: scheduledAt(item, now) }),
		apply: async (tx, wanted) => await notify(tx, wanted, now),
	});
}
