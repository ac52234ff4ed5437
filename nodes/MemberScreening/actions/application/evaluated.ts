import type { CommunityEvent } from '../../../../community/event';
import type { Language } from '../../../../community/language';
import type { OutboundMessage } from '../../../../community/message';
import type { Evaluation, ScreeningDecision } from '../../../../community/screening/evaluate';
import type { Subject } from '../../../../community/subject';
import type { Examined } from './applicant';

/** What becomes of an application: what the rules decided, or a place on the waiting list. */
export type ScreeningOutcome = ScreeningDecision | 'waitlisted';

export interface EvaluatedApplication {
	event: CommunityEvent;
	subject: Subject;
	/** By the rules alone. */
	evaluation: Evaluation;
	/** What else is to be looked at; absent where that is nothing. */
	examined?: Examined | undefined;
	language: Language;
	reviewGroupId: string | undefined;
	tellApplicant: boolean;
	/** Nobody is approved at once: a selection chooses later. */
	collects?: boolean | undefined;
	/** Tells the screenings of one event apart; absent for the first. */
	screeningId?: string | undefined;
	now: string;
}

/** What later nodes get of an application, apart from `duplicate` and `event`. */
export interface RecordedApplication extends Subject {
	applicationId: string;
	decision: ScreeningOutcome;
	messages: OutboundMessage[];
}
