import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { screeningWarnings } from '../../../../community/screening/check';
import { rerun, type PastDecision } from '../../../../community/screening/rerun';
import { recordedSignals } from '../../../../community/screening/signals';
import { applicationKey } from '../../../../store';
import type { CommunityStore, ReviewedApplication } from '../../../../store/types';
import { InputError, nodeError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { readPages } from '../../../shared/paging';
import { parameterReader, textReader } from '../../../shared/parameters';
import { nodeStore } from '../../../shared/store';
import { keptCard, lookBack } from './past';
import { rulesFields } from './rules.properties';
import { panelReader, type Panel } from './rules';

const properties: INodeProperties[] = [
	{
		displayName:
			'Tries rules out on applications that were decided before. Nothing is changed, and nobody is told. Copy the rules of Evaluate to here and change them.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Only applications of this community. Leave empty for all communities.',
	},
	{
		displayName: 'Decided in the Last Days',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		description: 'How many days to look back',
	},
	...rulesFields,
];

export const description = updateDisplayOptions(
	{ show: { resource: ['application'], operation: ['rerun'] } },
	properties,
);

/** More than anybody reads, and few enough for the memory. */
const MOST = 10_000;

interface Window {
	communityId: string;
	since: string;
}

type Past = PastDecision & { row: ReviewedApplication };

/** A person's decision counts as one, unlike that of the rules or of a selection. */
function personalDecision({ status, decidedBy }: ReviewedApplication): 'approved' | 'rejected' | undefined {
	const byPerson = decidedBy !== null && decidedBy !== 'rules' && !decidedBy.startsWith('selection:');
	return byPerson && (status === 'approved' || status === 'rejected') ? status : undefined;
}

async function historyOf(store: CommunityStore, { communityId, since }: Window): Promise<Past[]> {
	const filter = { decidedSince: since, ...(communityId === '' ? {} : { communityId }) };
	// Read without keeping writers waiting; the rules are judged afterwards.
	const rows = await store.read((tx) =>
		readPages(MOST + 1, (page) => tx.listApplications(filter, page), applicationKey),
	);
	return rows.map((row) => ({
		applicationId: row.applicationId,
		evaluation: keptCard(row).evaluation,
		byPerson: personalDecision(row),
		row,
	}));
}

function reportOf(history: readonly Past[], window: Window, { rules, limits, judge }: Panel): IDataObject {
	const looked = history.slice(0, MOST);
	const report = rerun(looked, ({ row, evaluation }) => judge(lookBack(row), recordedSignals(evaluation)));
	const subjects = new Map(looked.map(({ applicationId, row }) => [applicationId, keptCard(row).subject]));
	return toJson({
		since: window.since,
		complete: history.length <= MOST,
		...report,
		changed: report.changed.map((change) => ({ ...change, ...subjects.get(change.applicationId) })),
		warnings: screeningWarnings(rules, limits).map(({ code, message, hint }) => ({ code, message, hint })),
	});
}

/** Shows what the rules of this panel would have decided about applications of the past. Writes nothing. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	const days = parameterReader(context, 'days', 30, Number);
	const panel = panelReader(context);
	const nowMs = Date.now();

	const report = async (index: number): Promise<IDataObject> => {
		const back = days(index);
		if (!(back > 0) || !Number.isFinite(back)) {
			throw new InputError(`"Decided in the Last Days" is ${back}`, 'Fill in a number above 0, e.g. 30.');
		}
		const window = { communityId: community(index), since: new Date(nowMs - back * 86_400_000).toISOString() };
		const mine = panel(index);
		return reportOf(await historyOf(await nodeStore(context), window), window, mine);
	};

	const items: INodeExecutionData[] = [];
	for (const index of context.getInputData().keys()) {
		try {
			items.push({ json: await report(index), pairedItem: { item: index } });
		} catch (error) {
			const shown = nodeError(context.getNode(), error, index);
			if (!context.continueOnFail()) throw shown;
			items.push({ json: { error: shown.message }, pairedItem: { item: index } });
		}
	}
	return [items];
}
