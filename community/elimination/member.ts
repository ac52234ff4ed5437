import { z } from 'zod/v4';
import { DomainError } from '../domain-error';

const instant = z.iso.datetime({ offset: true });
const identifier = z.string().min(1).max(128);

/** What the rules know of a member: everything they look at, nothing they have to fetch. */
export const memberFactsSchema = z.object({
	memberId: identifier,
	platform: z.string().min(1).max(32),
	platformMemberId: identifier,
	name: z.string().max(256).optional(),
	/** When they joined, or were first seen. */
	joinedAt: instant,
	points: z.int(),
	/** Points earned since `factWindows().pointsSince`; needed where the points rule has `withinDays`. */
	pointsInWindow: z.int().optional(),
	/** Only the quota by score looks at it; 0 if left out. */
	score: z.number().optional(),
	strikes: z
		.array(z.object({ at: instant, points: z.number().min(0), undone: z.boolean().default(false) }))
		.default([]),
	/** By kind: how many since `factWindows().outputSince`, and the last one ever. */
	outputs: z.array(z.object({ kind: identifier, count: z.int().min(0), lastAt: instant.nullable() })).default([]),
	lastActiveAt: instant.nullable(),
	tags: z.array(z.string()).default([]),
	role: z.string().optional(),
	tier: z.string().optional(),
	immuneUntil: instant.optional(),
	/** The case of this member that is still open; nobody gets a second one before the first is over. */
	openCase: z.enum(['removal', 'talk']).nullable().default(null),
});

export type MemberFacts = z.output<typeof memberFactsSchema>;

/** Whom a plan, a case or a message is about. */
export interface CaseMember {
	memberId: string;
	platform: string;
	platformMemberId: string;
	name?: string | undefined;
}

export function caseMember({ memberId, platform, platformMemberId, name }: MemberFacts): CaseMember {
	return { memberId, platform, platformMemberId, ...(name === undefined ? {} : { name }) };
}

/** Compares identifiers the same in every process, whatever its locale. */
export function compareText(left: string, right: string): number {
	if (left === right) return 0;
	return left < right ? -1 : 1;
}

/** @throws DomainError if a member is there twice, since a head count would be wrong */
export function checkMembers(members: readonly MemberFacts[]): void {
	const seen = new Set<string>();
	for (const { memberId } of members) {
		if (seen.has(memberId)) {
			throw new DomainError(
				`The member "${memberId}" is there twice`,
				'Give every member once: merge their identities, or remove the second line.',
				'members',
			);
		}
		seen.add(memberId);
	}
}
