import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { stableId } from '../../community/digest';
import { communityEventSchema, type CommunityEvent } from '../../community/event';
import { subjectOf, subjectSchema, type Subject } from '../../community/subject';
import { InputError } from './errors';

/** The event that an item is, or that an operation before has passed on; `undefined` if it has none. */
export function eventOf(item: INodeExecutionData): CommunityEvent | undefined {
	const candidate = typeof item.json['event'] === 'object' ? item.json['event'] : item.json;
	if (candidate === null || typeof candidate !== 'object' || !('eventId' in candidate)) return undefined;
	const parsed = communityEventSchema.safeParse(candidate);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw new InputError(
		`The item is not a valid CommunityEvent: ${issue?.path.join('.') || 'event'} ${issue?.message ?? 'is wrong'}`,
		'Pass on the items of Community Trigger as they are, or build the event as docs/integrators/events.md says.',
	);
}

/**
 * Names an event within the community that it counts for. Groups that an operator has made one community may number
 * their events alike, so there the group is part of the name.
 */
export function causeOf({ platform, communityId: place, eventId }: CommunityEvent, communityId: string): string {
	return place === communityId ? `${platform}:${eventId}` : `${platform}:${eventId}@${stableId(place)}`;
}

/** Like `eventOf`, but an item without an event is an error. */
export function requireEvent(item: INodeExecutionData): CommunityEvent {
	const event = eventOf(item);
	if (event !== undefined) return event;
	throw new InputError(
		'The item holds no CommunityEvent',
		'Connect this node after Community Trigger, or after another node of this package that passes the event on.',
	);
}

/** The person and community an operation before has worked on, else those of the event. */
export function subjectOfItem(item: INodeExecutionData, communityId?: string): Subject | undefined {
	const carried = subjectSchema.safeParse(item.json);
	if (carried.success) {
		const { community, member } = carried.data;
		return { community: { ...community, communityId: communityId ?? community.communityId }, member };
	}
	const event = eventOf(item);
	return event === undefined ? undefined : subjectOf(event, communityId);
}

/** The community that an item is about, also where it is about nobody in it, e.g. a report. */
export function communityOfItem(item: INodeExecutionData): string | undefined {
	const { community } = item.json;
	const named = typeof community === 'object' && community !== null && 'communityId' in community;
	return named && typeof community.communityId === 'string'
		? community.communityId
		: subjectOfItem(item)?.community.communityId;
}

/** The event without what only the platform understands, as later nodes get it. */
export function slim(event: CommunityEvent): IDataObject {
	const { raw: _raw, ...rest } = event;
	return rest;
}

/** A domain value as n8n's JSON: drops `undefined`, keeps everything else. */
export function toJson(value: object): IDataObject {
	return JSON.parse(JSON.stringify(value)) as IDataObject;
}
