import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import { POINTS_COPY } from '../../../../community/points/copy';
import type { PointsPolicy } from '../../../../community/points/rules';
import type { Subject } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type { JsonObject, StoreTransaction } from '../../../../store/types';
import { ensurePerson } from '../../../MemberScreening/actions/admission/person';
import { runBatch, type Routed } from '../../../shared/batch';
import { eventOf, slim, subjectOfItem, toJson } from '../../../shared/item';
import { chosenLanguage, optionsReader, textOption } from '../../../shared/parameters';
import { zoneOf } from '../standing/community';
import { nameOf, standingJson, standingOf, tell } from '../standing/person';
import { requestKey } from '../standing/request';
import { awardFields } from './award.fields';
import { policyReader } from './award.policy';
import { book } from './book';
import { happeningOf, type Happening } from './happening';

export const description = updateDisplayOptions({ show: { resource: ['points'], operation: ['award'] } }, awardFields);

interface Prepared {
	subject: Subject;
	policy: PointsPolicy;
	happening: Happening;
	item: INodeExecutionData;
	options: Record<string, unknown>;
}

/** Gives what the rules have for an event; events that no rule is for are passed over. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const policyOf = policyReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch<Prepared>(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const subject = subjectOfItem(item, textOption(chosen, 'communityId'));
			if (subject === undefined) return undefined;
			const policy = policyOf(index);
			const happening = whatHappened(context, item, index, { subject, chosen, now });
			if (happening === undefined) return undefined;
			const isFor = policy.rules.some(({ kinds }) => kinds.some((kind) => happening.kinds.includes(kind)));
			return isFor ? { subject, policy, happening, item, options: chosen } : undefined;
		},
		apply: async (tx, prepared) => await awardOnce(tx, prepared, now),
	});
}

function whatHappened(
	context: IExecuteFunctions,
	item: INodeExecutionData,
	index: number,
	{ subject, chosen, now }: { subject: Subject; chosen: Record<string, unknown>; now: string },
): Happening | undefined {
	const { communityId } = subject.community;
	const event = eventOf(item);
	const kind = textOption(chosen, 'kind');
	if (kind === undefined) return event && happeningOf(event, item, communityId);
	return {
		...(event === undefined ? { occurredAt: now, data: {} } : happeningOf(event, item, communityId)),
		kinds: [kind],
		source: kind,
		eventId: requestKey(context, item, index, textOption(chosen, 'eventId')),
	};
}

async function awardOnce(tx: StoreTransaction, prepared: Prepared, now: string): Promise<Routed> {
	const { subject, policy, happening, item, options } = prepared;
	const { communityId } = subject.community;
	const rules = policy.rules.map(({ ruleId }) => ruleId).sort();
	const key = stableId(happening.source, happening.eventId, subject.member.platformMemberId, ...rules);
	const { duplicate, result } = await tx.once(communityId, `points.award:${key}`, now, async () => {
		const row = await ensurePerson(tx, subject, now);
		const timeZone = zoneOf(await tx.getCommunity(communityId), options['timeZone']);
		const standing = await standingOf(tx, row, eventOf(item));
		const booked = await book(tx, standing, { policy: { ...policy, timeZone }, happening }, options);
		const copy = POINTS_COPY[chosenLanguage(options['language'])];
		const values = { name: nameOf(standing), points: Math.abs(booked.awarded), balance: booked.balance };
		const text = fillText(booked.awarded > 0 ? copy.given : copy.taken, values);
		const messages =
			options['tell'] === true && booked.awarded !== 0 ? tell(standing, text, `points.award:${key}`) : [];
		const { member, community } = standingJson(standing) as { member: object; community: object };
		return toJson({ ...booked, community, member: { ...member, ...subject.member }, messages }) as JsonObject;
	});
	const event = eventOf(item);
	return { output: 0, json: toJson({ duplicate, ...result, ...(event === undefined ? {} : { event: slim(event) }) }) };
}
