import { instantMs } from '../parse';
import { compareText, type MemberFacts } from './member';
import type { QuotaOrder } from './rules';

/** Smaller goes first. */
const KEYS: Record<QuotaOrder, (member: MemberFacts) => number> = {
	points: ({ points }) => points,
	score: ({ score }) => score ?? 0,
	lastActive: ({ lastActiveAt, joinedAt }) => instantMs(lastActiveAt ?? joinedAt, 'lastActiveAt'),
	// The newest first: a full group takes in nobody else, and who was there before keeps their seat.
	joined: ({ joinedAt }) => -instantMs(joinedAt, 'joinedAt'),
};

/** What a member is ordered by, as a person reads it: a number, or an instant. */
export function orderValue(member: MemberFacts, order: QuotaOrder): number | string {
	if (order === 'points' || order === 'score') return KEYS[order](member);
	return order === 'joined' ? member.joinedAt : (member.lastActiveAt ?? member.joinedAt);
}

/**
 * Members in the order in which they would go. Equal ones are told apart by points, last activity,
 * entry and identifier, so that the order never depends on the order of the input.
 */
export function inOrder(members: readonly MemberFacts[], order: QuotaOrder): MemberFacts[] {
	const keys = [KEYS[order], KEYS.points, KEYS.lastActive, KEYS.joined];
	return members
		.map((member) => ({ member, key: keys.map((of) => of(member)) }))
		.sort((left, right) => compareKeys(left.key, right.key) || compareText(left.member.memberId, right.member.memberId))
		.map(({ member }) => member);
}

function compareKeys(left: readonly number[], right: readonly number[]): number {
	const at = left.findIndex((value, index) => value !== right[index]);
	return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}
