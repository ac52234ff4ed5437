import {
	executeFilter,
	FilterError,
	updateDisplayOptions,
	type FilterValue,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { LANGUAGES } from '../../../../community/language';
import { fieldValue, readAnswers } from '../../../../community/screening/answers';
import {
	checkThresholds,
	evaluate,
	type ScreeningDecision,
	type ScreeningRule,
	type Thresholds,
} from '../../../../community/screening/evaluate';
import { subjectOf } from '../../../../community/subject';
import { answerCallers, type EventAnswer } from '../../../shared/answer';
import { runBatch } from '../../../shared/batch';
import { inOneLine, InputError, nodeError } from '../../../shared/errors';
import { requireEvent, slim } from '../../../shared/item';
import { asText, communityIdOption, optionsReader, parameterReader, textOption } from '../../../shared/parameters';
import { recordApplication, type RecordedApplication } from './record';

const properties: INodeProperties[] = [
	{
		displayName:
			'Connect this node after Community Trigger. It looks at join requests and filled-in forms and passes over everything else.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Rules',
		name: 'rules',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Rule',
		default: {},
		description: 'Each rule that holds adds its points to the score',
		options: [
			{
				displayName: 'Rule',
				name: 'rule',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. Lives in Shenzhen',
						description: 'What operators read when they ask why somebody was let in or not',
					},
					{
						displayName: 'Field',
						name: 'field',
						type: 'string',
						default: 'text',
						required: true,
						placeholder: 'e.g. answers.city',
						description:
							'What the rule looks at: <code>text</code> (the note of a request; on Telegram the applicant’s bio), <code>memberName</code>, <code>memberHandle</code>, <code>memberLanguage</code>, <code>invite.name</code>, or <code>answers.</code> followed by the question of a form',
					},
					{
						displayName: 'Condition',
						name: 'condition',
						type: 'filter',
						default: {},
						typeOptions: {
							filter: { version: 2, caseSensitive: false, typeValidation: 'loose', leftValue: '=field' },
						},
						description: 'When the rule holds for that field. Upper and lower case are the same.',
					},
					{
						displayName: 'Points',
						name: 'weight',
						type: 'number',
						default: 10,
						description: 'Added to the score if the condition holds; negative to take points away',
					},
				],
			},
		],
	},
	{
		displayName: 'Approve From',
		name: 'approveFrom',
		type: 'number',
		default: 60,
		required: true,
		description: 'Whoever reaches this score is approved',
	},
	{
		displayName: 'Reject Below',
		name: 'rejectBelow',
		type: 'number',
		default: 0,
		required: true,
		description: 'Whoever stays below this score is rejected. A person decides about everybody in between.',
	},
	{
		displayName: "Operators' Group ID",
		name: 'reviewGroupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description:
			'Group where operators decide the doubtful cases. Clicks from any other group are refused. Leave empty if operators decide elsewhere.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Answer the Caller',
				name: 'answerCaller',
				type: 'boolean',
				default: false,
				description:
					'Whether to answer the waiting webhook call with the decisions as JSON, at once. Use it on the last node of a workflow that an integrator calls.',
			},
			communityIdOption,
			{
				displayName: 'Language',
				name: 'language',
				type: 'options',
				options: [
					{ name: 'Chinese', value: 'zh-CN' },
					{ name: 'English', value: 'en' },
				],
				default: 'zh-CN',
				description: 'Language of the card that operators get and of the words to the applicant',
			},
			{
				displayName: 'Tell the Applicant',
				name: 'tellApplicant',
				type: 'boolean',
				default: true,
				description:
					'Whether to send the applicant a private word while waiting and when rejected by the rules, where the platform can',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['application'], operation: ['evaluate'] } },
	properties,
);

/** Output of each decision. */
const OUTPUT: Record<ScreeningDecision, number> = { approved: 0, review: 1, rejected: 2 };

interface RuleField extends ScreeningRule {
	condition: FilterValue;
}

function readRules(value: unknown): RuleField[] {
	const rows = Array.isArray(value) ? (value as Partial<RuleField>[]) : [];
	return rows.map((row, index) => {
		const field = asText(row.field).trim();
		if (field === '') {
			throw new InputError(
				`Rule ${index + 1} names no field`,
				'Fill in "Field" with what the rule looks at, e.g. answers.city.',
			);
		}
		if (typeof row.weight !== 'number' || !Number.isFinite(row.weight)) {
			throw new InputError(`The points of rule ${index + 1} are not a number`, 'Fill in "Points" with a number.');
		}
		if (row.condition?.conditions === undefined || row.condition.conditions.length === 0) {
			throw new InputError(`Rule ${index + 1} has no condition`, 'Choose in "Condition" when the rule holds.');
		}
		const name = asText(row.name).trim();
		return { name: name === '' ? field : name, field, weight: row.weight, condition: row.condition };
	});
}

type Condition = FilterValue['conditions'][number];

/** A condition with the value that it judges. n8n would take an empty answer for the number 0, or for a list. */
function about(condition: Condition, value: unknown): Condition {
	const isNothing = value === null || (value === '' && condition.operator.type !== 'string');
	return { ...condition, leftValue: (isNothing ? undefined : value) as Condition['leftValue'] };
}

/**
 * n8n's own filter, looking at the rule's field. A value that cannot be compared does not hold.
 *
 * @throws NodeOperationError if the condition itself is at fault, e.g. a regular expression that is wrong or takes too long
 */
function holds(context: IExecuteFunctions, { name, condition }: RuleField, value: unknown, itemIndex: number): boolean {
	try {
		return executeFilter(
			{ ...condition, conditions: condition.conditions.map((one) => about(one, value)) },
			{ itemIndex },
		);
	} catch (error) {
		if (error instanceof FilterError) return false;
		const fault = new InputError(
			`The condition of the rule "${name}" could not be judged: ${inOneLine(error)}`,
			'Correct the regular expression of the condition, or make it simpler, e.g. without one repetition inside another.',
		);
		throw nodeError(context.getNode(), fault, itemIndex);
	}
}

/** Decides every application among the items, keeps the decision, and composes what has to be said. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const rules = parameterReader(context, 'rules.rule', [], readRules);
	const approveFrom = parameterReader(context, 'approveFrom', 60, Number);
	const rejectBelow = parameterReader(context, 'rejectBelow', 0, Number);
	const reviewGroup = parameterReader(context, 'reviewGroupId', '', (value) => asText(value).trim());
	const options = optionsReader(context);
	const now = new Date().toISOString();

	const outputs = await runBatch(context, 3, {
		// Nobody is let in, or turned away, because a rule could not be judged.
		errorOutput: OUTPUT.review,
		prepare(item, index) {
			const event = requireEvent(item);
			if (event.type !== 'join_request' && event.type !== 'form_submitted') return undefined;
			const chosen = options(index);
			const subject = subjectOf(event, textOption(chosen, 'communityId'));
			if (subject === undefined) {
				throw new InputError(
					'The application names no applicant: memberId is missing',
					'Send memberId with the event, e.g. the form’s hidden field that holds the member’s id.',
				);
			}
			const limits: Thresholds = { approveFrom: approveFrom(index), rejectBelow: rejectBelow(index) };
			checkThresholds(limits);
			const answers = readAnswers(event);
			const mine = rules(index);
			const evaluation = evaluate(
				mine,
				limits,
				(field) => fieldValue(answers, field),
				(rule, value) => holds(context, mine[rule] as RuleField, value, index),
			);
			const language = LANGUAGES.find((one) => one === chosen['language']) ?? 'zh-CN';
			const reviewGroupId = reviewGroup(index);
			return {
				event,
				subject,
				evaluation,
				language,
				reviewGroupId: reviewGroupId === '' ? undefined : reviewGroupId,
				tellApplicant: chosen['tellApplicant'] !== false,
			};
		},
		async apply(tx, application) {
			const { duplicate, result } = await recordApplication(tx, { ...application, now });
			const recorded = result as unknown as RecordedApplication;
			return { output: OUTPUT[recorded.decision], json: { duplicate, ...result, event: slim(application.event) } };
		},
	});
	if (options(0)['answerCaller'] === true) {
		const answers = outputs.flat().map((item) => answerFor(context, item));
		await answerCallers(context, 'decisions', answers);
	}
	return outputs;
}

/** What the waiting call is told of an item: the decision without what only later nodes need, or why there is none. */
function answerFor(context: IExecuteFunctions, { json, pairedItem }: INodeExecutionData): EventAnswer {
	const { event: _event, messages: _messages, ...decision } = json;
	const { item } = pairedItem as { item: number };
	return { ...decision, eventId: requireEvent(context.getInputData()[item] ?? { json }).eventId };
}
