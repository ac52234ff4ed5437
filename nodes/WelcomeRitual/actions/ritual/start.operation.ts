import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { COPY } from '../../../../community/copy';
import { stableId } from '../../../../community/digest';
import { closestLanguage, LANGUAGES, type Language } from '../../../../community/language';
import { ritualDefinitionSchema, type RitualDefinition } from '../../../../community/ritual/definition';
import { INTRODUCTION_WORDS } from '../../../../community/ritual/introduction';
import type { Subject } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { eventOf, slim, subjectOfItem } from '../../../shared/item';
import { communityIdOption, optionsReader, parameterReader, textOption, textReader } from '../../../shared/parameters';
import { startRitual } from './record';

const properties: INodeProperties[] = [
	{
		displayName:
			'Connect this node after an approval, or after Community Trigger for members who join without asking. Each member is welcomed once.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		options: [
			{
				name: "The Member's",
				value: 'member',
				description: 'Chinese for Chinese speakers, English for others, as the platform reports',
			},
			{ name: 'Chinese', value: 'zh-CN' },
			{ name: 'English', value: 'en' },
		],
		default: 'zh-CN',
	},
	{
		displayName: 'Greeting',
		name: 'greeting',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. 👋 Welcome @{name} to {community|our community}!',
		description:
			'The one greeting everybody gets. <code>{name}</code>, <code>{community}</code> and <code>{steps}</code> (what to do first) are filled in; <code>{community|our community}</code> gives words for when it is not known. Leave empty for the shipped greeting in the chosen language.',
	},
	{
		displayName: 'Steps',
		name: 'steps',
		type: 'multiOptions',
		options: [
			{ name: 'Accept the Rules', value: 'accept_rules', description: 'The member presses a button under the rules' },
			{ name: 'Introduce Yourself', value: 'introduce', description: 'The member writes a few words in the group' },
		],
		default: ['accept_rules', 'introduce'],
		description: 'What a newcomer is asked to do. The ritual is complete when all of it is done.',
	},
	{
		displayName: 'Group Rules',
		name: 'groupRules',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. No advertising. Be kind.',
		description: 'Shown under the greeting. Leave empty for the shipped rules in the chosen language.',
		displayOptions: { show: { steps: ['accept_rules'] } },
	},
	{
		displayName: 'Points on Completion',
		name: 'completionPoints',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 10,
		description: 'Booked in the points ledger when everything is done',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			communityIdOption,
			{
				displayName: 'Introduction Length',
				name: 'minimumLength',
				type: 'number',
				typeOptions: { minValue: 1, numberPrecision: 0 },
				default: 10,
				description: 'Characters that a self-introduction has at least; a Chinese character or an emoji counts as one',
			},
			{
				displayName: 'Introduction Words',
				name: 'introductionWords',
				type: 'string',
				default: '',
				placeholder: 'e.g. 我是, 大家好, my name',
				description:
					'Words of which a self-introduction uses at least one, separated by commas. Leave empty for the shipped words in Chinese and English; a single <code>*</code> takes any message that is long enough.',
			},
			{
				displayName: 'Not in These Groups',
				name: 'exceptGroupIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. -1001234567890',
				description: "Groups whose new members are not welcomed, separated by commas, e.g. the operators' group",
			},
			{
				displayName: 'Points per Step',
				name: 'stepPoints',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 0 },
				default: 0,
				description: 'Booked for each step, besides the points on completion',
			},
			{
				displayName: 'Ritual Name',
				name: 'ritualId',
				type: 'string',
				default: 'welcome',
				description: 'Tells rituals apart if a community has several. Each member does each of them once.',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['ritual'], operation: ['start'] } }, properties);

function wordsOf(text: string | undefined): string[] {
	if (text === undefined) return [...INTRODUCTION_WORDS];
	if (text === '*') return [];
	return text
		.split(/[,，、]/)
		.map((word) => word.trim())
		.filter((word) => word !== '');
}

function exceptGroups(options: Readonly<Record<string, unknown>>): string[] {
	return (textOption(options, 'exceptGroupIds') ?? '').split(/[,，、\s]+/);
}

/** Builds the definition, trying out its texts so that a misspelt variable is found before anybody is greeted. */
function defineRitual(fields: {
	language: Language;
	greeting: string;
	groupRules: string;
	steps: readonly string[];
	completionPoints: number;
	options: Readonly<Record<string, unknown>>;
}): RitualDefinition {
	const { language, options } = fields;
	const points = Number(options['stepPoints'] ?? 0);
	const parsed = ritualDefinitionSchema.safeParse({
		v: 1,
		language,
		greeting: fields.greeting === '' ? COPY[language].greeting : fields.greeting,
		rules: fields.groupRules === '' ? COPY[language].groupRules : fields.groupRules,
		steps: ['accept_rules', 'introduce']
			.filter((id) => fields.steps.includes(id))
			.map((id) =>
				id === 'introduce'
					? {
							id,
							points,
							minimumLength: Number(options['minimumLength'] ?? 10),
							words: wordsOf(textOption(options, 'introductionWords')),
						}
					: { id, points },
			),
		completionPoints: fields.completionPoints,
	});
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		throw new InputError(
			`The ritual is not valid: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
			'Points are whole numbers from 0 on, the introduction length a whole number from 1 to 1000.',
		);
	}
	for (const text of [parsed.data.greeting, parsed.data.rules]) fillText(text, { name: '', community: '', steps: '' });
	return parsed.data;
}

/** Who is to be welcomed: somebody approved, or somebody who has just joined. */
function newcomer(item: INodeExecutionData, communityId: string | undefined): Subject | undefined {
	const decision = item.json['decision'];
	if (decision !== undefined) return decision === 'approved' ? subjectOfItem(item, communityId) : undefined;
	const event = eventOf(item);
	if (event !== undefined && event.type !== 'joined') return undefined;
	const subject = subjectOfItem(item, communityId);
	if (subject !== undefined) return subject;
	throw new InputError(
		'The item names nobody to welcome',
		'Connect this node after an approval of Member Screening, or after Community Trigger.',
	);
}

/** Begins the ritual for every newcomer among the items, once each, and composes the greeting. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const [language, greeting, groupRules] = [text('language'), text('greeting'), text('groupRules')];
	const steps = parameterReader(context, 'steps', [], (value) => (Array.isArray(value) ? value.map(String) : []));
	const completionPoints = parameterReader(context, 'completionPoints', 10, Number);
	const options = optionsReader(context);
	const now = new Date().toISOString();

	return await runBatch(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const subject = newcomer(item, textOption(chosen, 'communityId'));
			if (subject === undefined || exceptGroups(chosen).includes(subject.community.groupId)) return undefined;
			const definition = defineRitual({
				language: LANGUAGES.find((one) => one === language(index)) ?? closestLanguage(subject.member.language, 'zh-CN'),
				greeting: greeting(index),
				groupRules: groupRules(index),
				steps: steps(index),
				completionPoints: completionPoints(index),
				options: chosen,
			});
			const ritualId = textOption(chosen, 'ritualId') ?? 'welcome';
			const { communityId } = subject.community;
			const progressId = stableId(
				'ritual',
				communityId,
				ritualId,
				subject.member.platform,
				subject.member.platformMemberId,
			);
			return { subject, definition, ritualId, progressId, event: eventOf(item) };
		},
		async apply(tx, { event, ...ritual }) {
			const { duplicate, result } = await startRitual(tx, { ...ritual, now });
			return {
				output: 0,
				json: { duplicate, ...result, ...(event === undefined ? {} : { event: slim(event) }) },
			};
		},
	});
}
