import { localDate } from '../../../../community/days';
import { stableId } from '../../../../community/digest';
import type { Language } from '../../../../community/language';
import type { OutboundMessage } from '../../../../community/message';
import { POINTS_COPY } from '../../../../community/points/copy';
import { benefitChange } from '../../../../community/tiers/benefits';
import type { Ladder } from '../../../../community/tiers/ladder';
import { fillText } from '../../../../community/text';
import { groupWord, privateWord } from '../../../MemberScreening/actions/admission/person';
import { nameOf, type Standing } from '../standing/person';
import type { Verdict } from './decide';

/** Tells a change of tier, and the benefits that come with it. */
export function changeInWords(
	standing: Standing,
	ladder: Ladder,
	{ decision, from }: Verdict,
	{ tellIn, language }: { tellIn: unknown; language: Language },
): OutboundMessage[] {
	if (decision.change === 'none' || (tellIn !== 'member' && tellIn !== 'group')) return [];
	const copy = POINTS_COPY[language];
	const values = { name: nameOf(standing), tier: decision.tier };
	const { gained } = benefitChange(ladder, from, decision.tier);
	const benefits = gained.map(({ text }) => text).join(copy.list);
	const rises = decision.change === 'up';
	const lines = [
		fillText(rises ? copy.tierUp : copy.tierDown, values),
		...(rises && benefits !== '' ? [fillText(copy.gains, { benefits })] : []),
	];
	const key = `tier:${stableId(standing.row.communityId, standing.row.memberId, decision.tier, decision.state.since)}`;
	const { community } = standing.subject;
	return [
		tellIn === 'group' && rises
			? groupWord(community.groupId, lines.join('\n'), key)
			: privateWord(standing.subject, lines.join('\n'), key),
	];
}

/** Tells that a tier was bought, and until when. */
export function grantInWords(
	standing: Standing,
	{
		tier,
		until,
		timeZone,
		language,
		key,
	}: Record<'tier' | 'until' | 'timeZone' | 'key', string> & { language: Language },
): OutboundMessage {
	// It ends with the beginning of the day after its last one.
	const date = localDate(new Date(Date.parse(until) - 1).toISOString(), timeZone);
	const text = fillText(POINTS_COPY[language].tierPaid, { name: nameOf(standing), tier, date });
	return privateWord(standing.subject, text, key);
}
