import type { CommunityEvent } from '../../../../community/event';
import type { FieldValue } from '../../../../community/screening/answers';
import type { ReviewCard } from '../../../../community/screening/messages';
import { pastFields } from '../../../../community/screening/past';
import type { ReviewedApplication } from '../../../../store/types';

/** The card that is kept with an application. */
export function keptCard({ subject }: Pick<ReviewedApplication, 'subject'>): ReviewCard {
	return subject['card'] as unknown as ReviewCard;
}

/** What rules saw of an application that is kept. */
export function lookBack(row: ReviewedApplication): (field: string) => FieldValue {
	const { subject, evaluation, seen } = keptCard(row);
	const answers = row.answers as Pick<CommunityEvent, 'text' | 'form' | 'invite'>;
	return pastFields({ answers, subject, evaluation, seen });
}
