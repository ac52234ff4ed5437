import type { CoolOffVerdict } from '../admission/cooloff';
import { instantInWords } from '../admission/messages';
import type { Language } from '../language';
import type { ScreeningReason } from './evaluate';

/** An application that comes too soon after a rejection, as a reason for the next one. */
export function refusalReason(
	verdict: Extract<CoolOffVerdict, { ok: false }>,
	timeZone: string,
	language: Language,
): ScreeningReason {
	const { reason, refusals } = verdict;
	const from =
		verdict.reason === 'closed'
			? {}
			: { from: verdict.from, fromInWords: instantInWords(verdict.from, timeZone, language) };
	return {
		rule: reason,
		field: 'coolOff',
		saw: { refusals, ...from },
		passed: true,
		missing: false,
		points: 0,
		source: 'coolOff',
		stops: 'reject',
	};
}
