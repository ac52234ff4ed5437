import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { Evidence } from '../../../../community/identity/evidence';
import { mergePolicySchema } from '../../../../community/identity/evidence';
import { IDENTITY_COPY } from '../../../../community/identity/copy';
import type { Language } from '../../../../community/language';
import type { OutboundMessage } from '../../../../community/message';
import type { JsonObject, StoreTransaction } from '../../../../store/types';
import { ensurePerson, requirePerson, wordTo, type Person } from '../../../MemberScreening/actions/admission/person';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { causeOf, toJson } from '../../../shared/item';
import { chosenLanguage, optionsReader, parameterReader, textReader } from '../../../shared/parameters';
import { mergeMembers, type Merged } from '../merging';
import { operatorOf } from '../operator';
import { communityReader } from '../who';
import { properties } from './merge.fields';
import { tokenKeyIn } from './token';
import { subjectView } from './view';

export const description = updateDisplayOptions({ show: { resource: ['member'], operation: ['merge'] } }, properties);

const proposalSchema = z.object({
	communityId: z.string(),
	decision: z.enum(['automatic', 'review', 'blocked']),
	keep: z.object({ memberId: z.string() }),
	absorb: z.array(z.object({ memberId: z.string() })).min(1),
	because: z.array(z.object({ because: z.array(z.looseObject({ by: z.string(), confidence: z.number() })) })),
});

interface Order {
	communityId: string;
	by: string;
	keep: string;
	absorb: string[];
	because: Evidence[];
	despiteConflicts: boolean;
	/** Waits for a person. */
	review: boolean;
}

interface ByToken {
	communityId: string;
	by: string;
	person: Person;
	key: string | undefined;
	language: Language;
}

function proposalOf(item: INodeExecutionData): z.output<typeof proposalSchema> {
	const parsed = proposalSchema.safeParse(item.json);
	if (parsed.success) return parsed.data;
	throw new InputError(
		'The item is no proposal to merge',
		'Connect this node after Member: Propose Merges, or choose another way under "Merge".',
	);
}

const filled = (value: string, label: string): string => {
	if (value !== '') return value;
	throw new InputError(`"${label}" is empty`, `Fill in "${label}".`);
};

async function mergeAll(tx: StoreTransaction, order: Order, at: string): Promise<object> {
	const { communityId, keep, absorb, review, ...rest } = order;
	const outcomes: Merged[] = [];
	if (!review) {
		for (const one of absorb) outcomes.push(await mergeMembers(tx, { ...rest, communityId, keep, absorb: one, at }));
	}
	return await mergedView(tx, communityId, keep, outcomes, review ? 'review' : undefined);
}

/** What became of it; `blocked` if any was, since a person has to look then. */
async function mergedView(
	tx: StoreTransaction,
	communityId: string,
	keep: string,
	outcomes: readonly Merged[],
	outcome?: 'review' | 'refused',
): Promise<object> {
	const is = (wanted: Merged['outcome']): boolean => outcomes.some((one) => one.outcome === wanted);
	const [keptId = keep] = await tx.memberIdsOf(communityId, keep);
	const row = await tx.getMember(communityId, keptId);
	return {
		outcome: outcome ?? (is('blocked') ? 'blocked' : is('merged') ? 'merged' : 'already'),
		keptId,
		mergeIds: outcomes.flatMap((one) => (one.outcome === 'merged' ? [one.mergeId] : [])),
		absorbedIds: outcomes.flatMap((one) => (one.outcome === 'merged' ? [one.absorbedId] : [])),
		conflicts: [...new Set(outcomes.flatMap((one) => (one.outcome === 'blocked' ? one.conflicts : [])))],
		differing: outcomes.flatMap((one) => (one.outcome === 'merged' ? one.differing.map(({ field }) => field) : [])),
		...(row === undefined ? {} : await subjectView(tx, row)),
	};
}

/** The member of the item proves to be the one who got the token, whose member stays. */
async function mergeByToken(tx: StoreTransaction, { communityId, by, person, key, language }: ByToken, at: string) {
	const mine = await ensurePerson(tx, person.subject, at);
	const owner = key === undefined ? undefined : await tx.useToken(communityId, key, at);
	const copy = IDENTITY_COPY[language];
	const word = (text: string): OutboundMessage[] => wordTo(person, text, `member.token:${person.event?.eventId ?? at}`);
	if (owner === undefined) {
		const view = await mergedView(tx, communityId, mine.memberId, [], 'refused');
		return { ...view, messages: word(copy.tokenRefused) };
	}
	const { confidence } = mergePolicySchema.parse({});
	const because: Evidence[] = [{ by: 'token', confidence: confidence.token }];
	const order = { communityId, keep: owner.memberId, absorb: mine.memberId, because, despiteConflicts: false };
	const merged = await mergeMembers(tx, { ...order, by, at });
	const text = merged.outcome === 'blocked' ? copy.tokenBlocked : copy.tokenMerged;
	return { ...(await mergedView(tx, communityId, owner.memberId, [merged])), messages: word(text) };
}

/** Makes one person of several members, with what the merge will need to be taken back. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const how = parameterReader(context, 'how', 'proposal', String);
	const [keepId, absorbId, token] = ['keepId', 'absorbId', 'token'].map((name) => textReader(context, name));
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch<Order | ByToken>(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const by = operatorOf(chosen, item);
			const despiteConflicts = chosen['despiteConflicts'] === true;
			if (how(index) === 'token') {
				const communityId = community(item, index);
				const person = requirePerson(item, communityId);
				const text = token?.(index) || person.event?.text || '';
				const language = chosenLanguage(chosen['language']);
				return { communityId, by: 'token', person, key: tokenKeyIn(text), language };
			}
			if (how(index) === 'operator') {
				const because: Evidence[] = [{ by: 'operator', confidence: 1, operator: by }];
				const keep = filled(keepId?.(index) ?? '', 'Keep Member ID');
				const absorb = [filled(absorbId?.(index) ?? '', 'Absorb Member ID')];
				return { communityId: community(item, index), by, keep, absorb, because, despiteConflicts, review: false };
			}
			const { communityId, decision, keep, absorb, because } = proposalOf(item);
			return {
				...{ communityId, by, despiteConflicts, keep: keep.memberId },
				absorb: absorb.map(({ memberId }) => memberId),
				because: because.flatMap((link) => link.because as unknown as Evidence[]),
				review: decision !== 'automatic' && chosen['review'] !== true,
			};
		},
		async apply(tx, order) {
			if (!('person' in order))
				return { output: 0, json: toJson({ duplicate: false, ...(await mergeAll(tx, order, now)) }) };
			const { person, communityId } = order;
			const cause = person.event === undefined ? now : causeOf(person.event, communityId);
			const { duplicate, result } = await tx.once(
				communityId,
				`member.merge:${cause}`,
				now,
				async () => toJson(await mergeByToken(tx, order, now)) as JsonObject,
			);
			return { output: 0, json: toJson({ duplicate, ...result }) };
		},
	});
}
