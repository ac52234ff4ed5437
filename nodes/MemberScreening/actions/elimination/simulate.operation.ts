import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { comparisonLines, mergePatch } from '../../../../community/elimination/advice';
import { compare } from '../../../../community/elimination/compare';
import type { Language } from '../../../../community/language';
import type { StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { asText, chosenLanguage, parameterReader, textReader } from '../../../shared/parameters';
import { jsonOf, policyReader } from './policy';
import { checkedPolicy, type GivenPolicy } from './policyCheck';
import { caseLanguageField, communityField, operatorsGroupField, policyFields } from './policyFields';
import { communityReader } from '../../../shared/community';
import { communityJson, inItsTimeZone, knownCommunity, rehearse, reportMessages } from './rehearsal';

export { communityReader } from '../../../shared/community';

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
		options: [
			caseLanguageField,
			{
				displayName: 'What If',
				name: 'whatIf',
				type: 'json',
				default: '{ "rules": { "points": { "below": 20 } } }',
				description:
					'Fields of the policy that a second simulation changes, to compare both; <code>null</code> takes a rule out',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['elimination'], operation: ['simulate'] } },
	properties,
);

interface Wanted {
	communityId: string;
	given: GivenPolicy;
	whatIf: GivenPolicy | undefined;
	groupId: string;
	language: Language;
}

/** Fields that simulating and notifying share. */
export function runReader(
	context: IExecuteFunctions,
): (index: number) => Pick<Wanted, 'communityId' | 'given' | 'groupId' | 'language'> {
	const community = communityReader(context);
	const policy = policyReader(context);
	const group = textReader(context, 'operatorsGroupId');
	const language = parameterReader(context, 'options.language', 'zh-CN', asText);
	return (index) => ({
		communityId: community(index),
		given: policy(index),
		groupId: group(index),
		language: chosenLanguage(language(index)),
	});
}

async function simulated(tx: StoreTransaction, wanted: Wanted, now: string): Promise<Routed> {
	const { communityId, given, whatIf, groupId, language } = wanted;
	const community = await knownCommunity(tx, communityId);
	const first = await rehearse(tx, community, inItsTimeZone(given, community), { language, now });
	const second =
		whatIf === undefined
			? undefined
			: await rehearse(tx, community, inItsTimeZone(whatIf, community), { language, now });
	const comparison = second === undefined ? undefined : compare(first.plan, second.plan);
	const lines = comparison === undefined ? [] : comparisonLines(comparison, first.voice);
	const report = [first.report, ...lines].join('\n');
	return {
		output: 0,
		json: toJson({
			community: communityJson(community),
			policy: first.policy,
			...first.plan,
			unknownMemberIds: first.unknownMemberIds,
			...(comparison === undefined || second === undefined
				? {}
				: { comparison: { policy: second.policy, counts: second.plan.counts, ...comparison } }),
			report,
			messages: reportMessages(community, report, groupId),
		}),
	};
}

/** Says who would go, and why, without changing anything. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const run = runReader(context);
	const whatIf = parameterReader(context, 'options.whatIf', '', (value) =>
		value === '' ? undefined : jsonOf(value, 'What If'),
	);
	const now = new Date().toISOString();
	return await runBatch<Wanted>(context, 1, {
		prepare(_item, index) {
			const wanted = run(index);
			const patch = whatIf(index);
			const { policy, hasOwnTimeZone } = wanted.given;
			// Without its own time zone the second policy takes the community's, like the first.
			const { timeZone, ...rest } = policy;
			const base = hasOwnTimeZone ? { ...rest, timeZone } : rest;
			return {
				...wanted,
				whatIf: patch === undefined ? undefined : checkedPolicy(mergePatch(base, patch), timeZone),
			};
		},
		apply: async (tx, wanted) => await simulated(tx, wanted, now),
	});
}
