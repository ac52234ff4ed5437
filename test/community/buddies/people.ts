import type { BuddyHistory, Meeting } from '../../../community/buddies/history';
import type { BuddyPerson } from '../../../community/buddies/person';
import { readBuddySettings, type BuddySettings } from '../../../community/buddies/settings';

export const AT = '2026-03-20T04:00:00Z';

export const person = (memberId: string, facts: Partial<BuddyPerson> = {}): BuddyPerson => ({
	memberId,
	name: `群友${memberId}`,
	optedIn: true,
	tags: [],
	...facts,
});

export const people = (count: number): BuddyPerson[] =>
	Array.from({ length: count }, (_, index) => person(`m${index}`, { tags: [`话题${index % 4}`, `topic${index % 3}`] }));

export const history = (round = 10, meetings: readonly Meeting[] = []): BuddyHistory => ({ round, at: AT, meetings });

export const settings = (changes: Record<string, unknown> = {}): BuddySettings => readBuddySettings(changes);
