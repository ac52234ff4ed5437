import type { Fingerprint } from './fingerprint';
import { floodOf } from './flooding';
import type { ScanReason } from './judge';
import type { ScanContext, ScanMessage } from './message';
import type { ScanPolicy } from './policy';
import { repetitionOf } from './repetition';

/** What counts against the member whatever the text says: repeating, flooding, being known elsewhere. */
export function judgeConduct(
	{ repetition, flood, external }: ScanPolicy,
	message: ScanMessage,
	fingerprint: Fingerprint,
	context: ScanContext,
): ScanReason[] {
	const { memberId, at } = message;
	const recent = context.recent ?? [];
	const own = context.sentAt ?? recent.filter((each) => each.memberId === memberId).map((each) => each.at);
	const again = repetitionOf(fingerprint, memberId, at, recent, repetition);
	const rush = floodOf(at, own, flood);
	const reasons: ScanReason[] = [
		{
			rule: 'repetition',
			name: 'same member',
			saw: `${again.same + again.similar + 1} times`,
			points: again.excess * repetition.points,
		},
		{
			rule: 'repetitionByOthers',
			name: 'other members',
			saw: `${again.others} members`,
			points: again.excessOthers * repetition.points,
		},
		{
			rule: 'flood',
			name: `${flood.seconds} s`,
			saw: `${rush.messages} messages`,
			points: rush.flooding ? flood.points : 0,
		},
		{
			rule: 'external',
			name: 'external list',
			saw: memberId,
			points: context.listedOutside === true ? external.points : 0,
		},
	];
	return reasons.filter(({ points }) => points > 0);
}

/** The member's first messages weigh more; how much more is a reason of its own. */
export function judgeNewness({ watch }: ScanPolicy, before: number | undefined, points: number): ScanReason[] {
	if (before === undefined || before >= watch.firstMessages || points <= 0) return [];
	const more = Math.round(points * (watch.factor - 1));
	return more > 0 ? [{ rule: 'watch', name: 'first messages', saw: `message ${before + 1}`, points: more }] : [];
}
