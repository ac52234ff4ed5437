import type { CommunityEvent } from '../event';
import { countCharacters } from '../text';
import type { PointsEvent } from './award';

/** The values of an event that rules look at; what an event does not have is missing. */
export function eventData(event: CommunityEvent): PointsEvent['data'] {
	return {
		platform: event.platform,
		text: event.text,
		characters: event.text === undefined ? undefined : countCharacters(event.text),
		hasImage: event.hasImage,
		button: event.button?.value,
		formId: event.form?.formId,
		amountMinor: event.payment?.amountMinor,
		currency: event.payment?.currency,
	};
}
