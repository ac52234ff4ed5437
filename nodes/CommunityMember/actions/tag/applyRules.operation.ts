import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import type { PortraitField } from '../../../../community/identity/portrait';
import { parseTagRules, tagChanges, type TagChange, type TagRule } from '../../../../community/identity/tags';
import { requireZone } from '../../../../community/parse';
import type { SegmentCondition } from '../../../../community/segments/condition';
import type { SegmentFacts } from '../../../../community/segments/facts';
import type { MemberRow, StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { limitReader } from '../../../shared/paging';
import { asText, optionsReader, parameterReader, textOption } from '../../../shared/parameters';
import { writeLine } from '../line';
import { readJson, rowsOf } from '../rows';
import { subjectView } from '../member/view';
import { operatorOf } from '../operator';
import { portraitOf, readKept } from '../portrait';
import { communityReader } from '../who';
import { properties } from './rules.properties';

export const description = updateDisplayOptions({ show: { resource: ['tag'], operation: ['applyRules'] } }, properties);

function fromPanel(value: unknown): object[] {
	return rowsOf(value, 'rule').map((row) => {
		const kinds = asText(row['events'])
			.split(/[,，、;；\n]/)
			.map((one) => one.trim())
			.filter((one) => one !== '');
		const tag = asText(row['tag']).trim();
		const number = (name: string, fallback: number): number => Number(row[name] ?? fallback);
		const atMost = number('atMost', -1);
		const withinDays = number('withinDays', 7);
		const keepDays = number('keepDays', 0);
		const condition = {
			when: 'events',
			kinds,
			count: row['count'] === 'days' ? 'days' : 'events',
			atLeast: number('atLeast', 1),
			...(atMost < 0 ? {} : { atMost }),
			...(withinDays > 0 ? { withinDays } : {}),
		};
		return { ruleId: tag, tag, condition, ...(keepDays > 0 ? { keepDays } : {}) };
	});
}

function rulesOf(panel: object[], json: unknown): TagRule[] {
	const given = json === undefined ? [] : readJson(json);
	if (given === undefined) {
		throw new InputError('"Rules (JSON)" is no JSON', 'Write a list; the documentation shows an example.');
	}
	const isGiven = Array.isArray(given) && given.length > 0;
	const rules = parseTagRules(isGiven ? given : panel);
	if (rules.length > 0) return rules;
	throw new InputError('There are no rules', 'Add at least one row under "Rules".');
}

/** What the conditions of all rules look at, so that nothing else is read. */
function needsOf(rules: readonly TagRule[]): { kinds: string[]; active: boolean } {
	const kinds = new Set<string>();
	let active = false;
	const look = (condition: SegmentCondition): void => {
		if (condition.when === 'events') for (const kind of condition.kinds) kinds.add(kind);
		if (condition.when === 'lastActive') active = true;
		if ('of' in condition) for (const one of [condition.of].flat()) look(one);
	};
	for (const { condition } of rules) {
		look(condition);
	}
	return { kinds: [...kinds], active };
}

/** Members whose facts are read and judged together. */
const PAGE = 200;

interface Job {
	communityId: string;
	rules: TagRule[];
	timeZone: string | undefined;
	limit: number;
	by: string;
	now: string;
}

async function applyRules(tx: StoreTransaction, job: Job): Promise<Routed[]> {
	const { communityId, rules, now, limit } = job;
	const community = await tx.getCommunity(communityId);
	const timeZone = community?.timeZone ?? job.timeZone ?? 'Asia/Shanghai';
	requireZone(timeZone);
	const fields = await portraitOf(tx, communityId);
	const needs = needsOf(rules);
	const routed: Routed[] = [];
	for (let after: string | undefined; ;) {
		const members = await tx.listMembers({ communityId, now }, { limit: PAGE, after });
		const behaviour = await tx.behaviourOf(
			communityId,
			members.map(({ memberId }) => memberId),
			{ ...needs, now },
		);
		for (const row of members) {
			const facts = await factsOf(tx, row, fields, behaviour.get(row.memberId));
			const tags = (await tx.tagsOf(communityId, [row.memberId])).get(row.memberId) ?? [];
			const changes = tagChanges(rules, tags, facts, now, row.timeZone ?? timeZone);
			if (changes.length === 0) continue;
			await keep(tx, row, changes, job);
			if (routed.length < limit) routed.push({ output: 0, json: await changedView(tx, row, changes) });
		}
		after = members.at(-1)?.memberId;
		if (after === undefined || members.length < PAGE) return routed;
	}
}

async function factsOf(
	tx: StoreTransaction,
	{ communityId, memberId, joinedAt }: MemberRow,
	fields: readonly PortraitField[],
	behaviour: Pick<SegmentFacts, 'events' | 'lastActiveAt'> | undefined,
): Promise<Omit<SegmentFacts, 'tags'>> {
	const kept = (await tx.portraitsOf(communityId, [memberId])).get(memberId);
	// Sensitive values are encrypted, so that no rule can look at them.
	const open = fields.filter(({ sensitive }) => !sensitive);
	return {
		fields: readKept(open, kept, communityId, undefined),
		events: behaviour?.events ?? [],
		points: await tx.pointsBalance(communityId, memberId),
		tier: (await tx.admissionOf(communityId, memberId))?.tier ?? null,
		joinedAt,
		lastActiveAt: behaviour?.lastActiveAt ?? null,
	};
}

async function keep(
	tx: StoreTransaction,
	{ communityId, memberId }: MemberRow,
	changes: readonly TagChange[],
	{ now }: Job,
): Promise<void> {
	for (const { change, tag, ruleId } of changes) {
		if (change === 'end') await tx.takeTag(communityId, memberId, tag);
		else await tx.putTag(communityId, memberId, tag);
		await writeLine(tx, {
			communityId,
			eventId: `tag:${stableId(memberId, ruleId, change, now)}`,
			type: change === 'end' ? 'member.untagged' : 'member.tagged',
			memberId,
			by: `rule:${ruleId}`,
			at: now,
			data: { source: 'rule', ruleId, change, changed: [`tag:${tag.tag}`] },
		});
	}
}

async function changedView(tx: StoreTransaction, row: MemberRow, changes: readonly TagChange[]) {
	const named = (...kinds: TagChange['change'][]) =>
		changes.filter(({ change }) => kinds.includes(change)).map(({ tag }) => tag.tag);
	return toJson({
		...(await subjectView(tx, row)),
		added: named('add'),
		renewed: named('renew'),
		ended: named('end'),
		because: changes.map(({ ruleId, change, finding }) => ({
			...{ ruleId, change, when: finding.when, holds: finding.holds, saw: finding.saw ?? null },
		})),
	});
}

/** Gives and ends tags by rules over what members did; one item for each member whose tags changed. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const panel = parameterReader(context, 'rules', {}, fromPanel);
	const options = optionsReader(context);
	const limit = limitReader(context);
	const now = new Date().toISOString();
	return await runBatch<Job>(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			return {
				communityId: community(item, index),
				rules: rulesOf(panel(index), chosen['rulesJson']),
				timeZone: textOption(chosen, 'timeZone'),
				limit: limit(index),
				by: operatorOf(chosen, item),
				now,
			};
		},
		apply: applyRules,
	});
}
