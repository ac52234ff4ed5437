import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { decodeButton } from '../../../../community/button';
import type { GiveawayKind } from '../../../../community/giveaway/definition';
import type { CommunityEvent } from '../../../../community/event';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { eventOf, slim } from '../../../shared/item';
import { requirePerson } from '../../../shared/person';
import { textReader } from '../../../shared/parameters';
import { communityField, giveawayField, giveawayOfItem } from './fields';
import { take, type Asking } from './take';

export const takeFields: INodeProperties[] = [
	{
		...communityField,
		description:
			'The ID of the group, or the name that the other nodes were given. Leave empty to take it from the item.',
	},
	{
		...giveawayField,
		description:
			'Leave empty for buttons, which know their giveaway; forms and other items take from the one that is named here',
	},
];

/** The giveaway that an item asks for; `undefined` for what is not for this operation: other buttons, chatter. */
function askedFor(
	event: CommunityEvent | undefined,
	given: string,
): { giveawayId: string; communityId?: string } | undefined {
	if (event?.type === 'button') {
		const button = event.button === undefined ? undefined : decodeButton(event.button.value);
		if (button?.action !== 'give.take') return undefined;
		return { giveawayId: button.id, communityId: button.communityId };
	}
	if (event?.type === 'message') return undefined;
	if (given !== '') return { giveawayId: given };
	throw new InputError('No giveaway is named', 'Fill in "Giveaway ID"; List shows those of a community.');
}

/** Gives members their share, ticket or luck; a giveaway of another kind is passed over, its own node takes it. */
export async function takeOperation(context: IExecuteFunctions, kind: GiveawayKind): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	const giveaway = textReader(context, 'giveawayId');
	const timeZone = context.getTimezone();
	const now = new Date().toISOString();
	return await runBatch<Asking>(context, 1, {
		prepare(item, index) {
			const event = eventOf(item);
			const asked = askedFor(event, giveawayOfItem(giveaway(index), item));
			if (asked === undefined) return undefined;
			const { subject } = requirePerson(item, community(index) || asked.communityId);
			const { communityId } = subject.community;
			const requestId = `execution:${context.getExecutionId()}:${index}`;
			return { communityId, giveawayId: asked.giveawayId, subject, event, requestId, timeZone, now };
		},
		async apply(tx, asking) {
			const known = await tx.getGiveaway(asking.communityId, asking.giveawayId);
			if (known !== undefined && known.kind !== kind) return undefined;
			const taken = await take(tx, asking);
			if (taken === undefined) return undefined;
			const event = asking.event === undefined ? {} : { event: slim(asking.event) };
			return { output: 0, json: { duplicate: taken.duplicate, ...taken.result, ...event } };
		},
	});
}
