import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { ReviewedApplication, StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { subjectOfItem, toJson } from '../../../shared/item';
import { parameterReader, textReader } from '../../../shared/parameters';
import { readIds } from './fields';
import { readReviewers, reviewersField, type NamedReviewer } from './reviewers';
import { handOver, shareOut, type Handover } from './shareOut';
import { readApplications } from './waiting';

const properties: INodeProperties[] = [
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Leave empty to take the community of the item',
	},
	{
		displayName: 'Assign To',
		name: 'assignTo',
		type: 'options',
		options: [
			{ name: 'Nobody', value: 'nobody', description: 'The applications are free again' },
			{ name: 'One Reviewer', value: 'one', description: 'The applications below go to one person' },
			{ name: 'Reviewers, Fairly', value: 'fair', description: 'Whoever has the fewest open ones gets the next' },
		],
		default: 'fair',
	},
	{ ...reviewersField, displayOptions: { show: { assignTo: ['fair'] } } },
	{
		displayName: 'Reviewer ID',
		name: 'reviewerId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 123456789',
		description: 'Who looks at the applications from now on',
		displayOptions: { show: { assignTo: ['one'] } },
	},
	{
		displayName: 'Application ID',
		name: 'applicationId',
		type: 'string',
		default: '',
		placeholder: 'e.g. k3j5h2m7q4w6e2r5',
		description:
			'Which applications, separated by commas, whoever has them now. Leave empty for all that wait and are nobody’s.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Assigned By',
				name: 'operator',
				type: 'string',
				default: '',
				placeholder: 'e.g. Li Lei',
				description: 'Who answers for it; kept in the ledger',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['application'], operation: ['assign'] } },
	properties,
);

interface Wanted {
	communityId: string;
	applicationIds: string[];
	/** A reviewer's id, nobody, or whoever has the least to do. */
	to: string | null | NamedReviewer[];
	by: string;
}

/** Gives applications that wait to reviewers. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const [community, target, reviewer, operator] = [
		text('communityId'),
		text('assignTo'),
		text('reviewerId'),
		text('options.operator'),
	];
	const reviewers = parameterReader(context, 'reviewers.reviewer', [], readReviewers);
	const ids = parameterReader(context, 'applicationId', '', readIds);
	const now = new Date().toISOString();

	function targetOf(index: number): Wanted['to'] {
		if (target(index) === 'nobody') return null;
		if (target(index) === 'one') {
			const one = reviewer(index);
			if (one !== '') return one;
			throw new InputError('"Reviewer ID" is empty', 'Fill in who looks at the applications.');
		}
		const list = reviewers(index);
		if (list.length > 0) return list;
		throw new InputError('There are no reviewers', 'Add at least one in "Reviewers".');
	}

	return await runBatch<Wanted>(context, 1, {
		prepare(item, index) {
			const communityId = community(index) || subjectOfItem(item)?.community.communityId;
			if (communityId === undefined) {
				throw new InputError('No community is named', 'Fill in "Community ID", e.g. the id of the group.');
			}
			const to = targetOf(index);
			const applicationIds = ids(index);
			if (to === null && applicationIds.length === 0) {
				throw new InputError('"Application ID" is empty', 'Name the applications that shall be free again.');
			}
			return { communityId, applicationIds, to, by: operator(index) || 'rules' };
		},
		apply: async (tx, wanted) => await assignNow(tx, wanted, now),
	});
}

async function assignNow(tx: StoreTransaction, wanted: Wanted, now: string): Promise<Routed[]> {
	const { communityId, applicationIds, to, by } = wanted;
	await tx.lockCommunity(communityId);
	const open = await readApplications(tx, { communityId, status: 'review' });
	const isChosen = ({ applicationId, assignedTo }: ReviewedApplication) =>
		applicationIds.length === 0 ? assignedTo === null : applicationIds.includes(applicationId);
	const handover: Handover = { communityId, by, now };
	const after = Array.isArray(to)
		? await shareOut(
				tx,
				open.map((one) => (isChosen(one) ? { ...one, assignedTo: null } : one)),
				to,
				handover,
			)
		: await handAllOver(tx, open.filter(isChosen), to, handover);
	const before = new Map(open.map(({ applicationId, assignedTo }) => [applicationId, assignedTo]));
	// Whoever could be given to nobody stays where they are.
	return after
		.filter(({ assignedTo }) => to === null || assignedTo !== null)
		.filter(({ applicationId, assignedTo }) => before.get(applicationId) !== assignedTo)
		.map(assignedItem);
}

async function handAllOver(
	tx: StoreTransaction,
	chosen: readonly ReviewedApplication[],
	assignedTo: string | null,
	handover: Handover,
): Promise<ReviewedApplication[]> {
	const moving = chosen.filter((one) => one.assignedTo !== assignedTo).map(({ applicationId }) => applicationId);
	const done = await handOver(tx, moving, assignedTo, handover);
	return chosen.filter(({ applicationId }) => done.includes(applicationId)).map((one) => ({ ...one, assignedTo }));
}

function assignedItem({ applicationId, subject, score, createdAt, assignedTo }: ReviewedApplication): Routed {
	const { card: _card, ...about } = subject;
	return { output: 0, json: toJson({ applicationId, ...about, score, createdAt, assignedTo }) };
}
