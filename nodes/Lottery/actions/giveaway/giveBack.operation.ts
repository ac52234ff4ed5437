import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { GIVEAWAY_COPY } from '../../../../community/giveaway/copy';
import type { Giveaway } from '../../../../community/giveaway/definition';
import { fillText } from '../../../../community/text';
import type { JsonObject } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { causeOf, eventOf, slim, toJson } from '../../../shared/item';
import { ensurePerson, requirePerson, wordTo } from '../../../shared/person';
import { textReader } from '../../../shared/parameters';
import { communityField, giveawayField, giveawayOfItem, requireText } from './fields';
import { giveawayJson, giveawayLine, noGiveaway, takeJson } from './giveaways';

export const giveBackFields = [communityField, giveawayField];

/** Takes the ticket of a member back, so that somebody else can have it. */
export async function giveBackOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	const giveaway = textReader(context, 'giveawayId');
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const event = eventOf(item);
			const { subject } = requirePerson(item, community(index) || undefined);
			const giveawayId = requireText(giveawayOfItem(giveaway(index), item), 'Giveaway ID');
			return { giveawayId, subject, event, requestId: `execution:${context.getExecutionId()}:${index}` };
		},
		async apply(tx, { giveawayId, subject, event, requestId }) {
			const { communityId } = subject.community;
			const row = await tx.lockGiveaway(communityId, giveawayId);
			if (row === undefined || row.kind !== 'tickets') throw noGiveaway(communityId, giveawayId);
			const key = `giveaway.back:${giveawayId}:${event === undefined ? requestId : causeOf(event, communityId)}`;
			const { duplicate, result } = await tx.once(communityId, key, now, async () => {
				const { memberId } = await ensurePerson(tx, subject, now);
				const takes = await tx.takesOf(communityId, giveawayId, await tx.memberIdsOf(communityId, memberId));
				const held = row.status === 'open' ? takes.find(({ status }) => status === 'held') : undefined;
				if (held !== undefined) {
					await tx.giveBackTake(communityId, giveawayId, held.take, now);
					const line = { what: `take:${held.take}:back`, type: 'giveaway.given_back', memberId, at: now };
					await tx.appendLedger([giveawayLine(row, line)]);
				}
				const copy = GIVEAWAY_COPY[(row.definition as unknown as Giveaway).language];
				const word =
					held === undefined ? copy.nothingToGiveBack : fillText(copy.givenBack, { ticket: held.thing ?? '' });
				return toJson({
					verdict: held === undefined ? 'nothing' : 'given_back',
					take: held === undefined ? null : takeJson({ ...held, status: 'given_back', endedAt: now }),
					...giveawayJson(held === undefined ? row : { ...row, held: row.held - 1 }),
					...subject,
					messages: wordTo({ subject, event }, word, `giveaway:${giveawayId}:back:${event?.eventId ?? requestId}`),
				}) as JsonObject;
			});
			return { output: 0, json: { duplicate, ...result, ...(event === undefined ? {} : { event: slim(event) }) } };
		},
	});
}
