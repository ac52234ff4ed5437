import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { fieldValue, readAnswers } from '../../../../community/screening/answers';
import { subjectOf } from '../../../../community/subject';
import { answerCallers, answerOf } from '../../../shared/answer';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { requireEvent, slim } from '../../../shared/item';
import { chosenLanguage, optionsReader, textOption, textReader } from '../../../shared/parameters';
import { examined } from './applicant';
import { properties } from './evaluate.properties';
import type { RecordedApplication, ScreeningOutcome } from './evaluated';
import { recordApplication } from './record';
import { panelReader } from './rules';
import { checksReader, pointsOf } from './settings';

export const description = updateDisplayOptions(
	{ show: { resource: ['application'], operation: ['evaluate'] } },
	properties,
);

/** Output of each decision. */
const OUTPUT: Record<ScreeningOutcome, number> = { approved: 0, review: 1, rejected: 2, waitlisted: 3 };

/** Decides every application among the items, keeps the decision, and composes what has to be said. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const reviewGroup = textReader(context, 'reviewGroupId');
	const options = optionsReader(context);
	const checksOf = checksReader(options);
	const panel = panelReader(context, (index) => pointsOf(checksOf(index)));
	const now = new Date().toISOString();

	const outputs = await runBatch(context, 4, {
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
			const answers = readAnswers(event);
			const look = (field: string) => fieldValue(answers, field);
			const checks = checksOf(index);
			const evaluation = panel(index).judge(look);
			const collects = chosen['collect'] === true;
			// Whoever is chosen later needs nobody to decide now.
			const reviewGroupId = collects ? '' : reviewGroup(index);
			return {
				event,
				subject,
				evaluation,
				examined: checks === undefined ? undefined : examined(event, subject, look, checks),
				language: chosenLanguage(chosen['language']),
				reviewGroupId: reviewGroupId === '' ? undefined : reviewGroupId,
				collects,
				tellApplicant: chosen['tellApplicant'] !== false,
				screeningId: textOption(chosen, 'screeningId'),
			};
		},
		async apply(tx, application) {
			const { duplicate, result } = await recordApplication(tx, { ...application, now });
			const recorded = result as unknown as RecordedApplication;
			return { output: OUTPUT[recorded.decision], json: { duplicate, ...result, event: slim(application.event) } };
		},
	});
	if (options(0)['answerCaller'] === true) {
		const answers = outputs.flat().map((item) => answerOf(context, item));
		await answerCallers(context, 'decisions', answers);
	}
	// The waiting list is there only for a quota: without one, everything leaves as it always has.
	return outputs[OUTPUT.waitlisted]?.length === 0 ? outputs.slice(0, OUTPUT.waitlisted) : outputs;
}
