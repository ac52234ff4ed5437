import { showCode } from '../../../../community/admission/code';
import { OUTCOME_COPY } from '../../../../community/admission/outcome-copy';
import { instantInWords } from '../../../../community/admission/messages';
import type { Language } from '../../../../community/language';
import { fillText } from '../../../../community/text';
import type { InvitationRow } from '../../../../store/types';

export type InvitationState = 'usable' | 'used_up' | 'expired' | 'revoked';

function stateOf({ revokedAt, expiresAt, maxUses, uses }: InvitationRow, now: string): InvitationState {
	if (revokedAt !== null) return 'revoked';
	if (expiresAt !== null && Date.parse(expiresAt) <= Date.parse(now)) return 'expired';
	return maxUses !== null && uses >= maxUses ? 'used_up' : 'usable';
}

/** An invitation as items show it. */
export function invitationJson(row: InvitationRow, now: string) {
	const { maxUses, uses, tier, note, createdBy, createdAt, expiresAt, revokedAt, revokedBy } = row;
	return {
		code: showCode(row.code),
		state: stateOf(row, now),
		uses,
		maxUses,
		usesLeft: maxUses === null ? null : Math.max(0, maxUses - uses),
		tier,
		note,
		createdBy,
		createdAt,
		expiresAt,
		revokedAt,
		revokedBy,
	};
}

/** One line for each code: the code, how often it can be used if not once, and until when. */
export function codeLine(row: InvitationRow, language: Language, timeZone: string): string {
	const copy = OUTCOME_COPY[language];
	const code = showCode(row.code);
	const uses = row.maxUses === null ? '∞' : String(row.maxUses);
	const shown = row.maxUses === 1 ? code : fillText(copy.codeUses, { code, uses });
	if (row.expiresAt === null) return shown;
	const date = instantInWords(row.expiresAt, timeZone, language);
	return `${shown} · ${fillText(copy.codeUntil, { date })}`;
}
