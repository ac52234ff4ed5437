import { combineWays, type Admission, type AdmissionSettings } from '../../../../community/admission/ways';
import { stableId } from '../../../../community/digest';
import type { Language } from '../../../../community/language';
import { ledgerKey } from '../../../../store';
import type { JsonObject, LedgerEntry, Once, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { readPages } from '../../../shared/paging';
import { gather, type Evidence, type WayEvidence, type WaySettings } from './evidence';
import { claimOrder, keepPayment, namedOrder, orderOfApplication } from './orders';
import { admittedMessages, refusedMessages, waitingMessages, wordsOf } from './outcome';
import { ensurePerson, screeningLine, type Person } from './person';

export interface CheckSettings extends WaySettings {
	mode: AdmissionSettings['mode'];
	/** The answer of a form that names the order. */
	orderField: string | undefined;
	language: Language;
	tellApplicant: boolean;
	thankInviter: boolean;
	operatorsGroupId: string | undefined;
	/** Where to go once admitted; shown to the applicant. */
	inviteLink: string | undefined;
	/** Own words for whoever is admitted. */
	welcome: string | undefined;
}

/** One check of one person, as the outcome needs it. */
export interface Checked {
	person: Person;
	memberId: string;
	settings: CheckSettings;
	evidence: Evidence;
	admission: Admission;
	/** How often an admission was taken back before. */
	round: number;
	/** Names the state of all ways. */
	digest: string;
	now: string;
}

/** What counted at the last admission that stands. */
interface Standing {
	ways: WayEvidence[];
}

/**
 * Looks whether a person may come in, and keeps it if so. Everything is judged by what the store knows now, so it
 * does not matter which event comes last, or twice: the door opens once, and what opened it stands until a way that
 * counted then has failed.
 */
export async function checkAdmission(
	tx: StoreTransaction,
	person: Person,
	settings: CheckSettings,
	now: string,
): Promise<Once<JsonObject>> {
	const { subject } = person;
	const { communityId } = subject.community;
	const { memberId, status } = await ensurePerson(tx, subject, now);
	await tx.lockMember(communityId, memberId);
	await keepFacts(tx, person, memberId, settings, now);
	const evidence = await gather(tx, subject, memberId, settings);
	const admission = combineWays({ mode: settings.mode, ways: [...settings.ways] }, evidence.ways);
	const { round, standing, lastLoss } = await history(tx, communityId, memberId);
	const digest = stableId(
		JSON.stringify(evidence.ways.map(({ way, state, reason, ref }) => [way, state, reason, ref])),
	);
	const checked: Checked = { person, memberId, settings, evidence, admission, round, digest, now };
	// Whoever was removed needs somebody's yes: an admission of before, or an old code, is none.
	if (status === 'removed')
		return await tell(tx, { ...checked, admission: { ...admission, state: 'failed', missing: [] } });
	if (admission.state === 'satisfied' || (standing !== undefined && !isLost(standing, evidence))) {
		return await admit(tx, checked);
	}
	if (standing !== undefined) return await takeBack(tx, checked);
	// The event that took an admission back, delivered again, finds it taken back.
	if (lastLoss?.data['digest'] === digest) return await takeBack(tx, { ...checked, round: round - 1 });
	return await tell(tx, checked);
}

async function keepFacts(
	tx: StoreTransaction,
	{ subject, event }: Person,
	memberId: string,
	{ orderField }: CheckSettings,
	now: string,
): Promise<void> {
	const { communityId } = subject.community;
	if (event?.payment !== undefined) await keepPayment(tx, { communityId, memberId, event, now });
	if (orderField === undefined) return;
	const orderId =
		namedOrder(event?.form, orderField) ?? (await orderOfApplication(tx, communityId, memberId, orderField));
	if (orderId !== undefined) await claimOrder(tx, { subject, memberId, orderId, now });
}

/** What became of the member's admissions so far. */
async function history(
	tx: StoreTransaction,
	communityId: string,
	memberId: string,
): Promise<{ round: number; standing: Standing | undefined; lastLoss: LedgerEntry | undefined }> {
	const lines = (type: string) =>
		readPages(Number.POSITIVE_INFINITY, (page) => tx.listLedger({ communityId, memberId, type }, page), ledgerKey);
	const admitted = await lines('admission.admitted');
	const revoked = await lines('admission.revoked');
	const standing = admitted.length > revoked.length ? (admitted.at(-1)?.data as unknown as Standing) : undefined;
	return { round: revoked.length, standing, lastLoss: revoked.at(-1) };
}

/** Whether a way that counted for an admission has failed since. A new way in, added later, takes nothing back. */
function isLost({ ways }: Standing, evidence: Evidence): boolean {
	return ways
		.filter(({ state }) => state === 'satisfied')
		.some(({ way }) => evidence.ways.some((now) => now.way === way && now.state === 'failed'));
}

async function admit(tx: StoreTransaction, checked: Checked): Promise<Once<JsonObject>> {
	const { person, memberId, evidence, round, now } = checked;
	const { communityId } = person.subject.community;
	return await tx.once(communityId, `screening.admission:${memberId}:${round}`, now, async () => {
		const [first] = evidence.ways.filter(({ state }) => state === 'satisfied');
		// A place may have been kept when the application was approved.
		const kept = await tx.admissionOf(communityId, memberId);
		const tier = evidence.ways.find((one) => one.tier !== undefined)?.tier ?? kept?.tier ?? null;
		if (first !== undefined) {
			await tx.recordAdmission({ communityId, memberId, way: first.way, ref: first.ref ?? null, tier, at: now });
		}
		const member = await tx.getMember(communityId, memberId);
		if (member?.status === 'rejected') await tx.setMemberStatus(communityId, memberId, 'applicant', now);
		await tx.appendLedger([line(checked, 'admitted')]);
		return result(checked, 'admitted', { admittedAt: now, tier, messages: await admittedMessages(tx, checked) });
	});
}

async function takeBack(tx: StoreTransaction, checked: Checked): Promise<Once<JsonObject>> {
	const { person, memberId, round, now } = checked;
	const { communityId } = person.subject.community;
	return await tx.once(communityId, `screening.admission_revoked:${memberId}:${round}`, now, async () => {
		await tx.appendLedger([line(checked, 'revoked')]);
		const member = await tx.getMember(communityId, memberId);
		// Gives the place back; whoever has joined keeps it until they leave or are removed.
		if (member?.status === 'applicant') await tx.setMemberStatus(communityId, memberId, 'rejected', now);
		return result(checked, 'refused', { revoked: true, messages: refusedMessages(checked, true) });
	});
}

/** Not in, and what is missing; the same state again is the same answer. */
async function tell(tx: StoreTransaction, checked: Checked): Promise<Once<JsonObject>> {
	const { person, memberId, admission, round, digest, now } = checked;
	const { communityId } = person.subject.community;
	const decision = admission.state === 'failed' ? 'refused' : 'waiting';
	// The words tell one missing task, or part of the price, from another.
	const key = `screening.check:${memberId}:${round}:${digest}:${stableId(wordsOf(checked))}`;
	return await tx.once(communityId, key, now, async () => {
		const messages = decision === 'refused' ? refusedMessages(checked, false) : waitingMessages(checked);
		return result(checked, decision, { messages });
	});
}

function line({ person, memberId, evidence, round, digest, now }: Checked, what: 'admitted' | 'revoked'): LedgerEntry {
	const { event, subject } = person;
	return screeningLine({
		communityId: subject.community.communityId,
		eventId: `${memberId}:${what}:${round}`,
		type: `admission.${what}`,
		memberId,
		actorId: 'rules',
		occurredAt: event?.occurredAt,
		now,
		data: { ways: evidence.ways, digest, event: event?.eventId },
	});
}

function result(checked: Checked, decision: 'admitted' | 'waiting' | 'refused', more: object): JsonObject {
	const { person, evidence, admission, settings } = checked;
	return toJson({
		decision,
		mode: settings.mode,
		ways: evidence.ways.map(({ way, state, reason, ref }) => ({
			way,
			state,
			reason: reason ?? null,
			ref: ref ?? null,
		})),
		missing: admission.missing.map(({ way }) => way),
		words: decision === 'admitted' ? '' : wordsOf(checked),
		revoked: false,
		...person.subject,
		...more,
	}) as JsonObject;
}
