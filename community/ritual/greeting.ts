import { stableId } from '../digest';
import type { Language } from '../language';
import { segmentJudge } from '../segments/matches';
import type { SegmentFacts } from '../segments/facts';
import type { GreetingVariant, RitualDefinition } from './definition';
import { inLanguage, type Localised } from './localised';

/** What is known of somebody who has just come: what a segment may ask for. */
export type NewcomerFacts = Pick<SegmentFacts, 'fields' | 'tags'>;

/**
 * The first greeting that fits a newcomer.
 *
 * @returns `undefined` if none does: then the greeting for everybody is theirs
 */
export function variantFor(
	definition: Pick<RitualDefinition, 'greetings' | 'timeZone'>,
	newcomer: NewcomerFacts,
	language: Language,
	now: string,
): GreetingVariant | undefined {
	const facts: SegmentFacts = { ...newcomer, events: [], points: 0 };
	return definition.greetings.find(
		({ when, language: only }) =>
			(only === undefined || only === language) &&
			(when === undefined || segmentJudge(when, now, definition.timeZone)(facts).holds),
	);
}

/** The words of the greeting for a segment, or for everybody; empty = the shipped ones. */
export function greetingText(definition: RitualDefinition, segment: string | null, language: Language): Localised {
	const variant = definition.greetings.find(
		({ segment: name, language: only }) => name === segment && (only === undefined || only === language),
	);
	const own = inLanguage(variant?.text, language);
	return own === '' ? inLanguage(definition.greeting, language) : own;
}

/** Those who get the same words may be greeted together: same group, ritual, version, segment and language. */
export function bundleOf(of: {
	groupId: string;
	platform: string;
	ritualId: string;
	version: number;
	segment: string | null;
	language: Language;
}): string {
	return stableId(of.platform, of.groupId, of.ritualId, String(of.version), of.segment ?? '', of.language);
}

/**
 * The most people that one message may mention. No platform that we write to sets a lower figure than what a message
 * of ours holds (50); Telegram shows 100 entities of a message.
 */
const MOST_MENTIONS = 50;
/** UTF-16 units that names may take, so that text, rules and names stay below Telegram's 4,096. */
const MOST_NAME_UNITS = 1500;

/**
 * Cuts those who wait into groups that fit into a message each, in their order.
 *
 * @param atMost people that the operator wants in one message
 */
export function inMessages<Waiting extends { name: string }>(waiting: readonly Waiting[], atMost: number): Waiting[][] {
	const most = Math.min(atMost, MOST_MENTIONS);
	const groups: Waiting[][] = [];
	let units = 0;
	for (const one of waiting) {
		const last = groups.at(-1);
		units += one.name.length + 2;
		if (last !== undefined && last.length < most && units <= MOST_NAME_UNITS) last.push(one);
		else {
			groups.push([one]);
			units = one.name.length + 2;
		}
	}
	return groups;
}

/**
 * Whether those who wait are greeted now: nobody was greeted within the window, or there are enough for a message.
 *
 * @param lastAt when the last greeting of this kind was composed; `null` for never
 */
export function isWindowOver(lastAt: string | null, seconds: number, now: string): boolean {
	return lastAt === null || Date.parse(now) - Date.parse(lastAt) >= seconds * 1000;
}
