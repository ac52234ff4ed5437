import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { describe } from '../../../../community/segments/describe';
import { segmentJudge, type Finding } from '../../../../community/segments/matches';
import type { SegmentCondition } from '../../../../community/segments/condition';
import type { Language } from '../../../../community/language';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { chosenLanguage, languageField, optionsReader, textReader } from '../../../shared/parameters';
import { timeZoneOption } from '../standing/community';
import { findStanding, standingJson } from '../standing/person';
import { whoFields, whoReader } from '../who';
import { queryOf, segmentJson } from './chosen';
import { conditionReader } from './condition';
import { givenCondition, nameField, statusesOption, unlessNamed } from './fields';

const properties: INodeProperties[] = [
	...whoFields,
	nameField('A saved segment. Leave empty to fill in conditions below.'),
	...unlessNamed(givenCondition),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [languageField('Of the reasons in words'), statusesOption, timeZoneOption],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['segment'], operation: ['testMember'] } },
	properties,
);

/** Tells whether one member belongs to a segment, condition by condition, with what was seen. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const who = whoReader(context);
	const name = textReader(context, 'segment');
	const condition = conditionReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		readOnly: true,
		prepare: (item, index) => ({
			wanted: who(item, index),
			item,
			name: name(index),
			condition: name(index) === '' ? condition(index) : undefined,
			options: options(index),
		}),
		async apply(tx, { wanted, item, ...asked }) {
			const standing = await findStanding(tx, wanted, item);
			if (standing === undefined) return { output: 0, json: { found: false } };
			const query = await queryOf(tx, { communityId: wanted.communityId, ...asked }, now);
			const facts = await tx.segmentFacts(query, standing.memberIds);
			const finding = segmentJudge(query.condition, now, query.timeZone)(facts);
			const isAsked = query.statuses.includes(standing.row.status);
			const why = reasons(query.condition, finding, chosenLanguage(asked.options['language']));
			const belongs = isAsked && finding.holds;
			const segment = segmentJson(asked.name, query.condition);
			const status = standing.row.status;
			return {
				output: 0,
				json: toJson({ found: true, belongs, segment, status, statusCounts: isAsked, why, ...standingJson(standing) }),
			};
		},
	});
}

interface Reason {
	condition: string;
	holds: boolean;
	saw: Finding['saw'];
}

/** Every condition that looks at one thing, in words, with what it saw. */
function reasons(condition: SegmentCondition, finding: Finding, language: Language): Reason[] {
	if (!('of' in condition)) {
		return [{ condition: describe({ condition }, language), holds: finding.holds, saw: finding.saw ?? null }];
	}
	const parts = Array.isArray(condition.of) ? condition.of : [condition.of];
	return parts.flatMap((part, index) => {
		const found = finding.of?.[index];
		return found === undefined ? [] : reasons(part, found, language);
	});
}
