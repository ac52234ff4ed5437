import type { CommunityEvent } from '../event';
import type { Subject } from '../subject';
import { fieldValue, readAnswers, type FieldValue } from './answers';
import type { Evaluation } from './evaluate';

/** What an application keeps of its event beside text, form, invite and person, so that rules can see it again. */
export type SeenFields = Pick<
	CommunityEvent,
	'memberHandle' | 'memberIdType' | 'hasImage' | 'actorId' | 'actorName' | 'payment'
>;

export function seenFields(event: CommunityEvent): Partial<SeenFields> {
	const { memberHandle, memberIdType, hasImage, actorId, actorName, payment } = event;
	const seen = { memberHandle, memberIdType, hasImage, actorId, actorName, payment };
	return Object.fromEntries(Object.entries(seen).filter(([, value]) => value !== undefined));
}

/** An application as it is kept. */
export interface PastApplication {
	answers: Pick<CommunityEvent, 'text' | 'form' | 'invite'>;
	subject: Subject;
	evaluation: Evaluation;
	seen?: Partial<SeenFields> | undefined;
}

/**
 * What rules saw of an application of the past. A field that is kept nowhere else is taken from the
 * reasons of the decision: a rule had looked at it.
 */
export function pastFields({ answers, subject, evaluation, seen }: PastApplication): (field: string) => FieldValue {
	const { community, member } = subject;
	const event = readAnswers({
		...seen,
		...answers,
		type: answers.form !== undefined ? 'form_submitted' : 'join_request',
		platform: member.platform,
		communityId: community.groupId,
		...(community.name === undefined ? {} : { communityName: community.name }),
		memberId: member.platformMemberId,
		...(member.name === undefined ? {} : { memberName: member.name }),
		...(member.language === undefined ? {} : { memberLanguage: member.language }),
	});
	return (field) => {
		const kept = fieldValue(event, field);
		if (kept !== undefined) return kept;
		const reason = evaluation.reasons.find((one) => one.field === field && (one.source ?? 'rule') === 'rule');
		return reason?.saw ?? undefined;
	};
}
