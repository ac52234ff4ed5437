import { encodeButton } from '../../../../community/button';
import type { CommunityEvent } from '../../../../community/event';
import type { OutboundMessage } from '../../../../community/message';
import { CHECKIN_COPY } from '../../../../community/checkin/copy';
import { displayName, type Subject } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type { CheckInRow } from '../../../../store/types';
import { asText } from '../../../shared/parameters';
import type { KnownTracker } from '../shared/trackers';

/** The card with which operators judge a proof; none where no group of theirs is named. */
export function reviewCard(
	{ communityId, rules }: KnownTracker,
	row: CheckInRow,
	reviewGroupId: string | undefined,
	event: CommunityEvent | undefined,
): OutboundMessage[] {
	if (reviewGroupId === undefined) return [];
	const copy = CHECKIN_COPY[rules.language];
	const { member } = row.subject as unknown as Subject;
	const said = asText(row.evidence['text']);
	const button = (text: string, action: 'chk.ok' | 'chk.no') => ({
		text,
		value: encodeButton({ action, id: row.checkInId, communityId }),
	});
	return [
		{
			to: { kind: 'group', id: reviewGroupId },
			text: [
				fillText(copy.reviewTitle, { title: rules.title, name: displayName(member), day: row.day }),
				...(said === '' ? [] : [said]),
				...(event?.hasImage === true ? [copy.reviewImage] : []),
			].join('\n'),
			format: 'plain',
			buttons: [button(copy.approveButton, 'chk.ok'), button(copy.refuseButton, 'chk.no')],
			dedupeKey: `checkin:${row.checkInId}:card`,
		},
	];
}
