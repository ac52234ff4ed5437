import type { Language } from '../language';
import { fillText } from '../text';
import type { MergeConflict } from './conflict';
import { IDENTITY_COPY } from './copy';
import type { Evidence } from './evidence';

/** Why two members seem to be one person, in one sentence; never quotes a phone or an address. */
export function explainLikely(
	[one, other]: readonly [string, string],
	{ confidence, because }: { confidence: number; because: readonly Evidence[] },
	language: Language,
): string {
	const copy = IDENTITY_COPY[language];
	const reasons = because.map(({ by, proved }) =>
		proved === undefined ? copy.by[by] : `${copy.by[by]}（${copy.proved[proved]}）`,
	);
	const listed = language === 'en' ? reasons.join(', ').replace(/（/g, ' (').replace(/）/g, ')') : reasons.join('、');
	return fillText(copy.sentence, { one, other, percent: Math.round(confidence * 100), because: listed });
}

/** Why they are not merged although they look alike. */
export function explainConflicts(
	[one, other]: readonly [string, string],
	conflicts: readonly MergeConflict[],
	language: Language,
): string {
	const copy = IDENTITY_COPY[language];
	const listed = conflicts.map((conflict) => copy.conflict[conflict]).join(language === 'en' ? ', ' : '、');
	return fillText(copy.blocked, { one, other, conflicts: listed });
}
