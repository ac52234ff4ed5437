import { updateDisplayOptions, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { Ladder } from '../../../../community/tiers/ladder';
import type { StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { chosenLanguage, numberOption, optionsReader, parameterReader } from '../../../shared/parameters';
import { communityReader, zoneOf } from '../standing/community';
import { requireStanding, standingJson, standingOf, type Standing } from '../standing/person';
import { runSweep, type SweptPage } from '../standing/sweep';
import { whoReader, type Wanted } from '../who';
import { court, decide, factsFor, verdictJson, type Court, type Verdict } from './decide';
import { evaluateFields } from './evaluate.fields';
import { keepLadder, keptIntimacy, ladderReader } from './ladder';
import { changeInWords } from './words';

export const description = updateDisplayOptions(
	{ show: { resource: ['tier'], operation: ['evaluate'] } },
	evaluateFields,
);

/** Members of one transaction: few enough that others who write do not wait long. */
const PEOPLE = 2000;

interface Prepared {
	communityId: string;
	one: Wanted | undefined;
	ladder: Ladder;
	item: INodeExecutionData;
	options: Record<string, unknown>;
}

/** Decides which tier members are in. One member gives an item whatever was decided, everybody one for each change. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const whom = parameterReader(context, 'whom', 'one', String);
	const who = whoReader(context);
	const community = communityReader(context);
	const ladder = ladderReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runSweep<Prepared>(
		context,
		(item, index) => {
			const one = whom(index) === 'everybody' ? undefined : who(item, index);
			const communityId = one?.communityId ?? community(item, index);
			return { communityId, one, ladder: ladder(index), item, options: options(index) };
		},
		async (tx, prepared, after, soFar) =>
			prepared.one === undefined
				? await aPage(tx, prepared, { now, after, soFar })
				: { items: [await oneMember(tx, { ...prepared, one: prepared.one }, now)] },
	);
}

async function sit(
	tx: StoreTransaction,
	{ communityId, ladder, options }: Prepared,
	now: string,
	zone?: string | null,
): Promise<Court> {
	await keepLadder(tx, communityId, ladder, now);
	const timeZone = zone ?? zoneOf(await tx.getCommunity(communityId), options['timeZone']);
	return court({ communityId, ladder, intimacy: await keptIntimacy(tx, communityId), now, timeZone });
}

async function oneMember(
	tx: StoreTransaction,
	prepared: Prepared & { one: Wanted },
	now: string,
): Promise<IDataObject> {
	const standing = await requireStanding(tx, prepared.one, prepared.item);
	await tx.lockMember(prepared.communityId, standing.row.memberId);
	const of = await sit(tx, prepared, now, standing.row.timeZone);
	const facts = await factsFor(tx, of, { memberIds: [standing.row.memberId] });
	const [verdict] = await decide(tx, of, facts);
	if (verdict === undefined) throw new Error('a member who was just found is not there');
	return itemOf(of, verdict, standing, prepared.options);
}

async function aPage(
	tx: StoreTransaction,
	prepared: Prepared,
	{ now, after, soFar }: { now: string; after: string | undefined; soFar: number },
): Promise<SweptPage> {
	const of = await sit(tx, prepared, now);
	const facts = await factsFor(tx, of, { after, limit: PEOPLE });
	const verdicts = await decide(tx, of, facts);
	const items: IDataObject[] = [];
	for (const verdict of verdicts) {
		if (verdict.decision.change === 'none') continue;
		const row = await tx.getMember(of.communityId, verdict.facts.memberId);
		if (row === undefined) continue;
		items.push(itemOf(of, verdict, await standingOf(tx, row), prepared.options));
	}
	const most = numberOption(prepared.options, 'mostChanges') ?? Number.POSITIVE_INFINITY;
	const isLast = facts.length < PEOPLE || soFar + items.length >= most;
	return { items, after: isLast ? undefined : facts.at(-1)?.memberId };
}

function itemOf(
	of: Court,
	verdict: Verdict,
	standing: Standing,
	options: Readonly<Record<string, unknown>>,
): IDataObject {
	const told = { tellIn: options['tellIn'] ?? 'member', language: chosenLanguage(options['language']) };
	return toJson({
		...verdictJson(of, verdict),
		...standingJson(standing),
		messages: changeInWords(standing, of.ladder, verdict, told),
	});
}
