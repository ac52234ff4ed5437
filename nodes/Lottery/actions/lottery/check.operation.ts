import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { checkRules, isError, type Problem } from '../../../../community/lottery/check';
import { problemInWords } from '../../../../community/lottery/words';
import type { Language } from '../../../../community/language';
import { runPlain } from '../../../shared/plain';
import { toJson } from '../../../shared/item';
import { chosenLanguage, languageField, optionsReader } from '../../../shared/parameters';
import { rulesFields, rulesOptions } from './rules.fields';
import { rulesReader } from './rules';

const properties: INodeProperties[] = [
	...rulesFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [rulesOptions, languageField('Language of what the linter says')].flat(),
	},
];

export const description = updateDisplayOptions({ show: { resource: ['lottery'], operation: ['check'] } }, properties);

/** What the linter found, as items show it. */
export function problemJson(problem: Problem, language: Language): object {
	return { ...problem, message: problemInWords(problem, language) };
}

/** Looks for what would make a lottery unfair, unlawful or impossible. Writes nothing. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const options = optionsReader(context);
	const now = new Date().toISOString();
	const rulesOf = rulesReader(context, options, now);
	return runPlain(context, (_item, index) => {
		const language = chosenLanguage(options(index)['language']);
		const { rules: given, settings } = rulesOf(index);
		const { rules, problems } = checkRules(given, { ...settings, now });
		return toJson({
			publishable: !problems.some(isError),
			problems: problems.map((problem) => problemJson(problem, language)),
			rules: rules ?? null,
		});
	});
}
