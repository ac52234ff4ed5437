import type { Appeal } from '../../../../community/admission/appeal';
import type { AppealRow } from '../../../../store/types';

/** A row as the rules know an appeal. */
export function toAppeal(row: AppealRow): Appeal {
	const { appealId, subjectId, status, openedAt, text, decidedAt, decidedBy, note } = row;
	return {
		appealId,
		applicationId: subjectId,
		state: status,
		openedAt,
		text,
		...(decidedAt === null ? {} : { answeredAt: decidedAt }),
		...(decidedBy === null ? {} : { answeredBy: decidedBy }),
		...(note === null ? {} : { answer: note }),
	};
}

/** An appeal as items show it. */
export function appealJson(row: AppealRow) {
	const { appealId, subjectId, status, openedAt, text, decidedAt, decidedBy, note } = row;
	return { appealId, applicationId: subjectId, state: status, text, openedAt, decidedAt, decidedBy, note };
}
