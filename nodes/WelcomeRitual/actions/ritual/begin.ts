import type { IDataObject } from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import type { OutboundMessage } from '../../../../community/message';
import { cohortOf } from '../../../../community/ritual/cohort';
import type { RitualDefinition } from '../../../../community/ritual/definition';
import { bundleOf, variantFor } from '../../../../community/ritual/greeting';
import { privately } from '../../../../community/ritual/messages';
import { planStep } from '../../../../community/ritual/schedule';
import { displayName } from '../../../../community/subject';
import type { JsonObject, MemberRow, RitualFacts, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { greet } from './greet';
import { factsOf, inviterOf, replyHandleOf, type Newcomer } from './newcomer';
import { keep } from './outbox';
import { clocksOf } from './steps';
import { languageOf, ledgerLine, ritualById, ritualJson, type Definitions, type RitualUnderWay } from './underWay';

/** Milliseconds that a reply takes on its way; a handle that is as good as expired is not used. */
const REPLY_MS = 1000;

export interface Beginning {
	newcomer: Newcomer;
	member: MemberRow;
	definition: RitualDefinition;
	ritualId: string;
	progressId: string;
	/** The first ritual of this name that the person began. */
	rootId: string;
	now: string;
	known: Definitions;
}

/** Writes that a ritual begins: the version, the progress, what is known of the newcomer, and the plan of the steps. */
async function write(tx: StoreTransaction, beginning: Beginning): Promise<RitualUnderWay> {
	const { newcomer, member, definition, ritualId, progressId, now, known } = beginning;
	const { subject } = newcomer;
	const { communityId } = subject.community;
	const { version } = await tx.saveRitual(communityId, ritualId, toJson(definition) as JsonObject, now);
	const progress = {
		communityId,
		progressId,
		ritualId,
		version,
		memberId: member.memberId,
		subject: toJson(subject) as JsonObject,
		startedAt: now,
	};
	await tx.startRitual(progress);
	const language = languageOf(definition, subject.member);
	const timeZone = member.timeZone ?? (await tx.getCommunity(communityId))?.timeZone ?? definition.timeZone;
	const variant = variantFor(definition, await factsOf(tx, newcomer, member.memberId), language, now);
	const facts: Partial<RitualFacts> = {
		language,
		timeZone,
		segment: variant?.segment ?? null,
		inviter: await inviterOf(tx, newcomer, member.memberId),
		cohort: cohortOf(now, timeZone),
		rootId: beginning.rootId,
	};
	await tx.setRitualFacts(communityId, progressId, facts);
	const clocks = clocksOf({ definition, facts: { timeZone } as RitualFacts });
	await tx.insertPlan(
		communityId,
		definition.steps.map((step, position) => ({
			progressId,
			stepId: step.id,
			position,
			state: 'waiting' as const,
			askedAt: null,
			...(definition.order === 'free' ? planStep(step, now, 0, clocks) : { dueAt: null, nextAt: null }),
			nudges: 0,
			draft: null,
			settledAt: null,
		})),
	);
	await tx.appendLedger([
		ledgerLine(
			progress,
			'started',
			'ritual.started',
			{ occurredAt: now, recordedAt: now },
			{ data: { version, segment: facts.segment, inviter: facts.inviter } },
		),
	]);
	const ritual = await ritualById(tx, communityId, progressId, known);
	if (ritual === undefined) throw new Error('a ritual that was just begun is not there');
	return ritual;
}

/** How a newcomer is greeted, as the item shows it. */
interface Way extends IDataObject {
	way: 'group' | 'private' | 'together';
	/** The reply handle that came too late, so that the group is used instead. */
	expiredAt: string | null;
}

/** By the reply handle at once if there is one that still holds, and it is wanted or there is no group. */
function wayOf({ newcomer, definition, now }: Beginning): { way: Way; handle?: { token: string; kind: string } } {
	const handle = replyHandleOf(newcomer);
	const isWanted = definition.greetIn === 'private' || newcomer.event?.type === 'contact_added';
	const inGroup = definition.greetTogether.seconds > 0 ? ('together' as const) : ('group' as const);
	if (handle === undefined || !isWanted) return { way: { way: inGroup, expiredAt: null } };
	const isAlive = Date.parse(handle.expiresAt) - REPLY_MS > Date.parse(now);
	return isAlive
		? { way: { way: 'private', expiredAt: null }, handle }
		: { way: { way: inGroup, expiredAt: handle.expiresAt } };
}

/** Begins a ritual. Whoever is greeted together with others waits, and has no messages yet. */
export async function begin(tx: StoreTransaction, beginning: Beginning): Promise<JsonObject> {
	const { newcomer, progressId, now } = beginning;
	const { communityId, groupId } = newcomer.subject.community;
	const ritual = await write(tx, beginning);
	const { way, handle } = wayOf(beginning);
	let messages: OutboundMessage[] = [];
	if (way.way === 'together') {
		const { segment } = ritual.facts;
		const { language } = ritual.voice;
		const { version, ritualId } = ritual.progress;
		const { platform } = newcomer.subject.member;
		await tx.queueGreeting(communityId, {
			progressId,
			bundle: bundleOf({ groupId, platform, ritualId, version, segment, language }),
			name: displayName(newcomer.subject.member),
			queuedAt: now,
		});
	} else {
		messages = (await greet(tx, [ritual], now)).messages;
		const [greeting, ...others] = messages;
		if (handle !== undefined && greeting !== undefined) messages = [privately(greeting, handle), ...others];
		// What is left of a greeting by itself is repaired by the sender of the event, who sends it again.
		if (others.length > 0 && handle !== undefined) await keep(tx, 'step', [ritual], others, now);
	}
	return toJson({
		ritual: ritualJson(ritual),
		greeting: way,
		...newcomer.subject,
		messages,
	}) as JsonObject;
}

/** The id of the ritual that a person begins again after the one that they left. */
export function nextProgressId(progressId: string): string {
	return stableId('ritual', progressId, 'again');
}
