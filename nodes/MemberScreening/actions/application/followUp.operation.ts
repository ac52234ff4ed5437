import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { ReviewPolicy } from '../../../../community/review/policy';
import type { ReviewedApplication, StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { chosenLanguage, optionsReader, parameterReader, textOption, textReader } from '../../../shared/parameters';
import { followUpFields } from './followUp.fields';
import { followUp, type Speaking } from './followUp';
import { readPolicy } from './policy';
import { readReviewers, type NamedReviewer } from './reviewers';
import { shareOut } from './shareOut';
import { readApplications } from './waiting';

export const description = updateDisplayOptions(
	{ show: { resource: ['application'], operation: ['followUp'] } },
	followUpFields,
);

interface Wanted {
	communityId: string;
	policy: ReviewPolicy;
	reviewers: NamedReviewer[];
	speaking: Speaking;
}

/** Reminds, hands on and decides by default what nobody has decided in time; shares new applications among reviewers. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const number = (name: string) => parameterReader(context, name, 0, Number);
	const [community, escalateTo, decision, group] = [
		text('communityId'),
		text('escalateTo'),
		text('defaultDecision'),
		text('reviewGroupId'),
	];
	const [remindAfter, escalateAfter, defaultAfter] = [
		number('remindAfterHours'),
		number('escalateAfterHours'),
		number('defaultAfterHours'),
	];
	const reviewers = parameterReader(context, 'reviewers.reviewer', [], readReviewers);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch<Wanted>(context, 3, {
		// Nobody is let in, or turned away, because a policy could not be read.
		errorOutput: 2,
		prepare(_item, index) {
			const chosen = options(index);
			const deskUrl = textOption(chosen, 'deskUrl');
			const policy = readPolicy({
				remindAfterHours: remindAfter(index),
				escalateAfterHours: escalateAfter(index),
				escalateTo: escalateTo(index),
				defaultDecision: decision(index),
				defaultAfterHours: defaultAfter(index),
				options: chosen,
			});
			const speaking: Speaking = {
				groupId: group(index) === '' ? undefined : group(index),
				language: chosenLanguage(chosen['language']),
				...(deskUrl === undefined ? {} : { deskUrl }),
			};
			return { communityId: community(index), policy, reviewers: reviewers(index), speaking };
		},
		apply: async (tx, wanted) => await followUpAll(tx, wanted, now),
	});
}

async function followUpAll(
	tx: StoreTransaction,
	{ communityId, policy, reviewers, speaking }: Wanted,
	now: string,
): Promise<Routed[]> {
	const open = await readApplications(tx, { status: 'review', ...(communityId === '' ? {} : { communityId }) });
	const routed: Routed[] = [];
	for (const [id, applications] of byCommunity(open)) {
		await tx.lockCommunity(id);
		const assigned =
			reviewers.length === 0
				? applications
				: await shareOut(tx, applications, reviewers, { communityId: id, by: 'policy', now });
		routed.push(...(await followUp(tx, { communityId: id, open: assigned, policy, reviewers, speaking, now })));
	}
	return routed;
}

/** In the order of their ids, in which every process locks them. */
function byCommunity(applications: readonly ReviewedApplication[]): [string, ReviewedApplication[]][] {
	const groups = new Map<string, ReviewedApplication[]>();
	for (const application of applications) {
		const group = groups.get(application.communityId) ?? [];
		group.push(application);
		groups.set(application.communityId, group);
	}
	return [...groups].sort(([left], [right]) => (left < right ? -1 : 1));
}
