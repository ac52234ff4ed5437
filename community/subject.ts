import { z } from 'zod/v4';
import type { CommunityEvent } from './event';
import { countCharacters } from './text';

/** The community and the person that an operation is about, as every node hands it on. */
export const subjectSchema = z.object({
	community: z.object({
		communityId: z.string().min(1),
		/** The group's id on the platform; differs from `communityId` only where an operator named the community. */
		groupId: z.string().min(1),
		name: z.string().optional(),
	}),
	member: z.object({
		platform: z.string().min(1),
		platformMemberId: z.string().min(1),
		name: z.string().optional(),
		language: z.string().optional(),
	}),
});

export type Subject = z.infer<typeof subjectSchema>;

/**
 * Whom an event is about.
 *
 * @param communityId the community that an operator chose, else the event's group is the community
 * @returns `undefined` if the event names no member
 */
export function subjectOf(event: CommunityEvent, communityId?: string): Subject | undefined {
	if (event.memberId === undefined) return undefined;
	return {
		community: {
			communityId: communityId ?? event.communityId,
			groupId: event.communityId,
			...(event.communityName === undefined ? {} : { name: event.communityName }),
		},
		member: {
			platform: event.platform,
			platformMemberId: event.memberId,
			...(event.memberName === undefined ? {} : { name: event.memberName }),
			...(event.memberLanguage === undefined ? {} : { language: event.memberLanguage }),
		},
	};
}

/** The name to show for a person; never empty or invisible, so that a greeting has something to say. */
export function displayName(member: Subject['member']): string {
	const name = member.name?.trim() ?? '';
	return countCharacters(name) === 0 ? member.platformMemberId : name;
}
