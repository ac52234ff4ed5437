import { stableId } from '../../../../community/digest';
import type { CommunityEvent } from '../../../../community/event';
import { fingerprintOf } from '../../../../community/scan/fingerprint';
import { sentenceFor, type Incident } from '../../../../community/scan/incident';
import { forgivenOf } from '../../../../community/scan/lessons';
import type { ScanContext, ScanMessage, ScanResult } from '../../../../community/scan/message';
import { incidentCard, warningMessages, type Place } from '../../../../community/scan/messages';
import type { Scanner } from '../../../../community/scan/scan';
import type { Ladder } from '../../../../community/scan/strikes';
import { displayName, type Subject } from '../../../../community/subject';
import { shorten } from '../../../../community/text';
import type { Language } from '../../../../community/language';
import type { Json, JsonObject, Once, StoreTransaction } from '../../../../store/types';
import { causeOf, toJson } from '../../../shared/item';
import type { Lookup } from './lookups';
import type { CommunityMemory, MemberMemory, ScanMemory } from './memory';

/** Characters of a flagged text that operators see. */
const EXCERPT = 300;
/** Reasons that are kept; nobody reads more. */
const MOST_REASONS = 20;

/** One message with all that its judgement needs. */
export interface Suspect {
	event: CommunityEvent;
	subject: Subject;
	scanner: Scanner;
	ladder: Ladder;
	roles: string[];
	lookup: Lookup;
	language: Language;
	operatorsGroupId: string | undefined;
	/** Where the member is told; absent: nowhere. */
	tellIn: Place | undefined;
}

/** Judges a message once, in the transaction it is given. What was flagged and undone since is flagged, and nothing follows. */
export async function judgeOnce(
	tx: StoreTransaction,
	memory: ScanMemory,
	suspect: Suspect,
	now: string,
): Promise<Once<JsonObject>> {
	const { communityId } = suspect.subject.community;
	let isDone = false;
	try {
		const judged = await tx.once(communityId, `screening.scan:${causeOf(suspect.event, communityId)}`, now, async () =>
			judge(tx, memory, suspect, now),
		);
		isDone = true;
		return judged.duplicate ? await withoutUndone(tx, communityId, judged) : judged;
	} finally {
		// What was read inside of work that failed was rolled back with it.
		if (!isDone) memory.forget();
	}
}

async function withoutUndone(
	tx: StoreTransaction,
	communityId: string,
	judged: Once<JsonObject>,
): Promise<Once<JsonObject>> {
	const { strikeId } = judged.result;
	if (typeof strikeId !== 'string') return judged;
	const strike = await tx.getStrike(communityId, strikeId);
	if (strike?.undoneAt == null) return judged;
	return { ...judged, result: { ...judged.result, penalty: { kind: 'none' }, messages: [] } };
}

/** Names a message in its community: message ids of two groups may be the same. */
function keyOf({ event, subject }: Suspect): string {
	const { platform, messageId, eventId } = event;
	const id = messageId === undefined ? `event:${eventId}` : messageId;
	return stableId(platform, subject.community.groupId, id);
}

async function judge(tx: StoreTransaction, memory: ScanMemory, suspect: Suspect, now: string): Promise<JsonObject> {
	const { event, subject, scanner } = suspect;
	const { communityId } = subject.community;
	const { text = '', occurredAt } = event;
	const at = Date.parse(occurredAt);
	const community = await memory.community(subject, scanner.policy, at);
	const member = await memory.member(community, subject, scanner.policy, at);
	const key = keyOf(suspect);
	const fingerprint = fingerprintOf(text);
	const { exact, simhash, length } = fingerprint;
	const { memberId } = member;
	const row = { communityId, messageId: key, memberId, at: occurredAt, fingerprint: exact, simhash, length };
	const [noted] = await tx.noteMessages([row]);
	const nth = noted?.nth ?? 1;
	const { repetition } = scanner.policy;
	const own = member.own.filter((each) => each.key !== key);
	const others = community.window.alike(fingerprint, repetition.distance).filter((each) => each.memberId !== memberId);
	const context: ScanContext = {
		messagesBefore: nth - 1,
		recent: [...others, ...own],
		sentAt: own.map((each) => each.at),
		listedOutside: suspect.lookup.isListedOutside,
	};
	const message: ScanMessage = { memberId, text, at, codes: suspect.lookup.codes, roles: suspect.roles };
	const result = await scanKindly(memory, community, suspect, message, context);
	if (noted?.fresh === true) memory.note(community, member, { ...fingerprint, key, memberId, at }, scanner.policy);
	const seen = { ...outcomeOf(result), nth, ...noticesOf(suspect), ...placeOf(suspect), ...subject };
	if (result.outcome === 'clean') return toJson(seen) as JsonObject;
	return toJson({ ...seen, ...(await punish(tx, memory, suspect, member, result, key, now)) }) as JsonObject;
}

/** What operators forgave is asked for only where something would be flagged without it. */
async function scanKindly(
	memory: ScanMemory,
	community: CommunityMemory,
	{ scanner, subject }: Suspect,
	message: ScanMessage,
	context: ScanContext,
): Promise<ScanResult> {
	const result = scanner.scan(message, context);
	if (result.outcome === 'clean') return result;
	const lessons = await memory.lessons(community, subject.community.communityId);
	const forgiven = forgivenOf(lessons, result.reasons);
	return forgiven.length === 0 ? result : scanner.scan(message, { ...context, forgiven });
}

function outcomeOf({ outcome, score, flagFrom, reasons, spared }: ScanResult): object {
	return {
		outcome,
		score,
		flagFrom,
		reasons: reasons.slice(0, MOST_REASONS),
		...(spared === undefined ? {} : { spared }),
	};
}

const noticesOf = ({ lookup: { notices } }: Suspect): object => (notices === undefined ? {} : { notices });

function placeOf({ event, subject }: Suspect): object {
	const { messageId } = event;
	return messageId === undefined ? {} : { message: { groupId: subject.community.groupId, messageId } };
}

async function punish(
	tx: StoreTransaction,
	memory: ScanMemory,
	suspect: Suspect,
	member: MemberMemory,
	result: ScanResult,
	key: string,
	now: string,
): Promise<object> {
	const { event, subject, ladder, language, operatorsGroupId, tellIn } = suspect;
	const { communityId } = subject.community;
	const at = Date.parse(event.occurredAt);
	const strikeId = stableId('strike', communityId, key);
	const earlier = await memory.strikes(member, communityId, at, ladder.halfLifeDays);
	const isNew = !earlier.some(({ id }) => id === strikeId);
	const points = pointsOf(suspect);
	if (isNew) earlier.push({ id: strikeId, points, at });
	const sentence = sentenceFor(earlier, at, ladder, Date.parse(now));
	const incident: Incident = {
		score: result.score,
		flagFrom: result.flagFrom,
		reasons: result.reasons.slice(0, MOST_REASONS),
		fingerprint: result.fingerprint,
		excerpt: shorten(event.text ?? '', EXCERPT),
		subject,
		...(event.messageId === undefined ? {} : { messageId: event.messageId }),
		sentence: isNew ? sentence : { kind: 'none', points: sentence.points },
		...(operatorsGroupId === undefined ? {} : { operatorsGroupId }),
		isPublic: tellIn === 'group',
		language,
	};
	if (isNew) await keep(tx, suspect, member, incident, strikeId, now);
	return {
		strikeId,
		strikes: { points: sentence.points, standing: earlier.length },
		penalty: incident.sentence,
		messages: isNew ? messagesFor(suspect, incident, strikeId) : [],
	};
}

/** What is flagged during a trial counts for nothing afterwards. */
function pointsOf({ ladder }: Suspect): number {
	return ladder.steps.length === 0 ? 0 : 1;
}

async function keep(
	tx: StoreTransaction,
	suspect: Suspect,
	{ memberId }: MemberMemory,
	incident: Incident,
	strikeId: string,
	now: string,
): Promise<void> {
	const { event, subject } = suspect;
	const { communityId } = subject.community;
	const { sentence, reasons, score } = incident;
	const rule = reasons.find((reason) => reason.rule !== 'watch')?.rule ?? 'watch';
	const points = pointsOf(suspect);
	const strike = { communityId, strikeId, memberId, points, rule, messageId: event.messageId ?? null };
	await tx.addStrike({ ...strike, reasons: toJson(incident) as Json, at: event.occurredAt });
	const line = { communityId, source: 'screening', memberId, actorId: `rule:${rule}`, occurredAt: event.occurredAt };
	const of = { strikeId, messageId: event.messageId, cause: `${event.platform}:${event.eventId}` };
	await tx.appendLedger([
		{
			...line,
			eventId: `${strikeId}:strike`,
			type: 'message.flagged',
			recordedAt: now,
			data: toJson({ ...of, score, points, reasons }) as JsonObject,
		},
		{
			...line,
			eventId: `${strikeId}:penalty`,
			type: 'member.penalty',
			recordedAt: now,
			data: toJson({ ...of, ...sentence }) as JsonObject,
		},
	]);
}

function messagesFor({ scanner, tellIn, operatorsGroupId }: Suspect, incident: Incident, strikeId: string) {
	const name = displayName(incident.subject.member);
	const isNameFit = scanner.scan({ memberId: '', text: name, at: 0 }).outcome === 'clean';
	return [
		...(tellIn === undefined ? [] : warningMessages(incident, strikeId, tellIn, isNameFit)),
		...(operatorsGroupId === undefined ? [] : [incidentCard(incident, strikeId, operatorsGroupId)]),
	];
}
