import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import { dayAfter } from '../../../../community/days';
import type { Language } from '../../../../community/language';
import { stepTitle } from '../../../../community/ritual/messages';
import { grouped, reportText, stepWithRate, withRates } from '../../../../community/ritual/report';
import { requireZone } from '../../../../community/parse';
import type { RitualCount, StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { chosenLanguage, languageField, optionsReader, textOption, textReader } from '../../../shared/parameters';
import { communityField, communityReader } from './community';
import { definitionOf } from './underWay';

const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'Operators’ Group',
		name: 'operatorsGroupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Group that gets the report as a message. Leave empty for the figures alone.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Days',
				name: 'days',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 3650, numberPrecision: 0 },
				default: 56,
				description: 'Whoever began on one of so many days before today, or today. Eight weeks if it is not added.',
			},
			languageField('Language of the message'),
			{
				displayName: 'Ritual Name',
				name: 'ritualId',
				type: 'string',
				default: 'welcome',
				placeholder: 'e.g. welcome',
			},
			{
				displayName: 'Time Zone',
				name: 'timeZone',
				type: 'string',
				default: '',
				placeholder: 'e.g. Asia/Shanghai',
				description: 'Clocks that the days go by. Leave empty for those of the community, else Asia/Shanghai.',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['ritual'], operation: ['report'] } }, properties);

interface Wanted {
	communityId: string;
	ritualId: string;
	days: number;
	groupId: string;
	language: Language;
	timeZone: string | undefined;
}

/** Names of inviters; those who are no members keep their id. */
async function named(tx: StoreTransaction, communityId: string, counts: readonly RitualCount[]) {
	const names = new Map<string, string>();
	for (const { key } of counts) {
		const member = key === null ? undefined : await tx.getMember(communityId, key);
		if (key !== null) names.set(key, member?.name ?? key);
	}
	return names;
}

async function report(tx: StoreTransaction, wanted: Wanted, now: string): Promise<Routed> {
	const { communityId, ritualId, days, groupId, language } = wanted;
	const community = await tx.getCommunity(communityId);
	const timeZone = wanted.timeZone ?? community?.timeZone ?? 'Asia/Shanghai';
	requireZone(timeZone);
	const since = dayAfter(now, -days, timeZone);
	const filter = { communityId, ritualId, since };
	const [total = { key: null, started: 0, completed: 0, left: 0, meanHours: null }] = await tx.countRituals(filter);
	const steps = await tx.countRitualSteps(filter);
	const by = {
		cohort: await tx.countRituals(filter, 'cohort'),
		inviter: await tx.countRituals(filter, 'inviter'),
		segment: await tx.countRituals(filter, 'segment'),
	};
	const names = await named(tx, communityId, by.inviter);
	const titles = await titlesOf(tx, communityId, ritualId, language);
	const text = reportText(
		{
			ritualId,
			total,
			steps: steps.map((step) => ({ ...step, title: titles.get(step.stepId) ?? step.stepId })),
			cohorts: by.cohort,
			segments: by.segment,
			inviters: by.inviter.map((count) => ({ ...count, key: count.key && (names.get(count.key) ?? null) })),
		},
		language,
	);
	const inviters = grouped('inviter', by.inviter, await tx.countRitualSteps(filter, 'inviter'));
	return {
		output: 0,
		json: toJson({
			community: { communityId, groupId: community?.groupId ?? communityId, name: community?.name ?? undefined },
			ritualId,
			since,
			until: now,
			total: withRates(total),
			steps: steps.map(stepWithRate),
			cohorts: grouped('cohort', by.cohort, await tx.countRitualSteps(filter, 'cohort')),
			inviters: inviters.map((one, index) => {
				const key = by.inviter[index]?.key ?? null;
				return { ...one, name: key === null ? null : (names.get(key) ?? key) };
			}),
			segments: grouped('segment', by.segment, await tx.countRitualSteps(filter, 'segment')),
			report: text,
			messages:
				groupId === ''
					? []
					: [
							{
								to: { kind: 'group', id: groupId },
								format: 'plain',
								text,
								// The same figures on the same day are one report.
								dedupeKey: `ritual:report:${stableId(ritualId, groupId, now.slice(0, 10), text)}`,
							},
						],
		}),
	};
}

/** Titles of the newest version's steps, and of older ones where only those have the step. */
async function titlesOf(tx: StoreTransaction, communityId: string, ritualId: string, language: Language) {
	const titles = new Map<string, string>();
	for (let version = 1; ; version += 1) {
		const definition = await definitionOf(tx, { communityId, ritualId, version }, new Map());
		if (definition === undefined) return titles;
		for (const step of definition.steps) titles.set(step.id, stepTitle(step, language));
	}
}

/** Says how many newcomers complete the ritual, by step, week, inviter and segment. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const group = textReader(context, 'operatorsGroupId');
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch<Wanted>(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const days = Number(chosen['days'] ?? 56);
			if (!Number.isInteger(days) || days < 1) {
				throw new InputError(`"Days" is ${days}`, 'Fill in a whole number from 1 on.');
			}
			return {
				communityId: community(item, index),
				ritualId: textOption(chosen, 'ritualId') ?? 'welcome',
				days,
				groupId: group(index),
				language: chosenLanguage(chosen['language']),
				timeZone: textOption(chosen, 'timeZone'),
			};
		},
		apply: async (tx, wanted) => await report(tx, wanted, now),
	});
}
