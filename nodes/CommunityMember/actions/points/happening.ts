import type { INodeExecutionData } from 'n8n-workflow';
import type { CommunityEvent } from '../../../../community/event';
import { eventData } from '../../../../community/points/event-data';
import type { PointsEvent } from '../../../../community/points/award';
import { causeOf } from '../../../shared/item';

/** What an item says that a member did, under every name that a rule may ask for. */
export interface Happening {
	kinds: string[];
	/** With `source` unique in the community. */
	eventId: string;
	source: string;
	occurredAt: string;
	data: PointsEvent['data'];
}

/**
 * The event of an item, and what an operation before made of it: after Welcome Ritual a step (`ritual.introduce`) and
 * the end of the ritual (`ritual.completed`).
 */
export function happeningOf(event: CommunityEvent, { json }: INodeExecutionData, communityId: string): Happening {
	return {
		kinds: [event.type, ...ritualKinds(json)],
		source: event.platform,
		eventId: causeOf(event, communityId),
		occurredAt: event.occurredAt,
		data: eventData(event),
	};
}

function ritualKinds({ recorded, ritual }: INodeExecutionData['json']): string[] {
	if (typeof recorded !== 'string') return [];
	const isCompleted = typeof ritual === 'object' && (ritual as { completed?: unknown } | null)?.completed === true;
	return [`ritual.${recorded}`, ...(isCompleted ? ['ritual.completed'] : [])];
}
