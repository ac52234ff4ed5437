import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { CommunityEvent } from '../../../../community/event';
import { subjectOf } from '../../../../community/subject';
import type { StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { nodeError } from '../../../shared/errors';
import { requireEvent, slim } from '../../../shared/item';
import { chosenLanguage, optionsReader, textOption, textReader } from '../../../shared/parameters';
import { judgeOnce, type Suspect } from './judge';
import { lookUp, type Lookup } from './lookups';
import { ScanMemory } from './memory';
import { entriesOf, EXEMPT, ladderReader, scannerReader } from './policy';
import { properties } from './scan.properties';

export const description = updateDisplayOptions({ show: { resource: ['message'], operation: ['scan'] } }, properties);

const CLEAN = 0;
const FLAGGED = 1;

/** Judges every message among the items, and says what flagged ones bring upon their members. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operatorsGroup = textReader(context, 'reviewGroupId');
	const options = optionsReader(context);
	const scanner = scannerReader(context, options);
	const ladder = ladderReader(context, options);
	const exempt = membersReader(options);
	const lookups = await beforehand(context, options);
	const now = new Date().toISOString();
	// The store may repeat the transaction: what was read the first time is not true the second.
	let memory: { tx: StoreTransaction; of: ScanMemory } | undefined;

	return await runBatch<Suspect>(context, 2, {
		// A message that could not be judged must not be deleted, nor its author muted.
		errorOutput: CLEAN,
		prepare(item, index) {
			const event = requireEvent(item);
			const chosen = options(index);
			const operatorsGroupId = operatorsGroup(index);
			const subject = event.type === 'message' ? subjectOf(event, textOption(chosen, 'communityId')) : undefined;
			if (subject === undefined || event.communityId === operatorsGroupId) return undefined;
			const isExempt = exempt(index).has(subject.member.platformMemberId) || isTheGroupItself(event);
			return {
				event,
				subject,
				scanner: scanner(index),
				ladder: ladder(index),
				roles: [...entriesOf(item.json['roles'] ?? []), ...(isExempt ? [EXEMPT] : [])],
				lookup: lookups[index] ?? {},
				language: chosenLanguage(chosen['language']),
				operatorsGroupId: operatorsGroupId === '' ? undefined : operatorsGroupId,
				tellIn: placeOf(chosen['tellMember']),
			};
		},
		async apply(tx, suspect) {
			if (memory?.tx !== tx) memory = { tx, of: new ScanMemory(tx, now) };
			const { duplicate, result } = await judgeOnce(tx, memory.of, suspect, now);
			return {
				output: result['outcome'] === 'flagged' ? FLAGGED : CLEAN,
				json: { duplicate, ...result, event: slim(suspect.event) },
			};
		},
	});
}

type Options = (index: number) => Readonly<Record<string, unknown>>;

async function beforehand(context: IExecuteFunctions, options: Options): Promise<Lookup[]> {
	try {
		return await lookUp(context, options);
	} catch (error) {
		throw nodeError(context.getNode(), error);
	}
}

/** The members whom the panel exempts; the same options are read once. */
function membersReader(options: Options): (index: number) => ReadonlySet<string> {
	let last: { from: object; members: ReadonlySet<string> } | undefined;
	return (index) => {
		const from = options(index);
		if (last?.from !== from) last = { from, members: new Set(entriesOf(from['exemptMembers'])) };
		return last.members;
	};
}

/** Anonymous administrators write as their group; no bot can act on them. */
function isTheGroupItself({ memberId, communityId }: CommunityEvent): boolean {
	return memberId === communityId;
}

function placeOf(value: unknown): Suspect['tellIn'] {
	if (value === 'nobody') return undefined;
	return value === 'member' ? 'member' : 'group';
}
