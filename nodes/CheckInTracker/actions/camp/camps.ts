import { campDays, parseCamp, type Camp } from '../../../../community/camp/definition';
import type { CampOf } from '../../../../community/camp/messages';
import { campProgress, type CampFacts, type CampProgress } from '../../../../community/camp/progress';
import { addDays, endOfDay, startOfDay } from '../../../../community/checkin/dates';
import { timesOf } from '../../../../community/checkin/period';
import { localDate } from '../../../../community/days';
import type { Subject } from '../../../../community/subject';
import type { CampEnrolmentRow, CampRow, LedgerEntry, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { ledgerLine } from '../../../shared/ledger';
import { requireTracker, type KnownTracker } from '../shared/trackers';

/** A camp as the store holds it, with its rules read. */
export interface KnownCamp extends CampOf {
	row: CampRow;
}

export function knownCamp(row: CampRow): KnownCamp {
	const { communityId, campId, groupId } = row;
	return { communityId, campId, groupId, camp: row.definition as unknown as Camp, row };
}

/**
 * The camp that is named, or the community's only open one; kept from others until the transaction ends.
 *
 * @throws InputError if there is none, or several are open and none is named
 */
export async function requireCamp(tx: StoreTransaction, communityId: string, campId: string): Promise<KnownCamp> {
	const name = campId === '' ? await onlyOpenCamp(tx, communityId) : campId;
	const row = await tx.lockCamp(communityId, name);
	if (row !== undefined) return knownCamp(row);
	const others = (await tx.listCamps({ communityId }, { limit: 20 })).map((one) => one.campId);
	throw new InputError(
		`The community ${communityId} has no camp "${name}"`,
		others.length === 0 ? 'Open one first (resource Camp, operation Open).' : `These exist: ${others.join(', ')}.`,
	);
}

async function onlyOpenCamp(tx: StoreTransaction, communityId: string): Promise<string> {
	const open = await tx.listCamps({ communityId, status: 'open' }, { limit: 20 });
	const [only] = open;
	if (only !== undefined && open.length === 1) return only.campId;
	throw new InputError(
		open.length === 0 ? 'The community has no open camp' : 'The community has several open camps',
		open.length === 0
			? 'Open one first (resource Camp, operation Open).'
			: `Fill in "Camp ID" with one of ${open.map(({ campId }) => campId).join(', ')}.`,
	);
}

/** @throws DomainError (from the rules) if the camp contradicts itself or its tracker */
export async function checkedCamp(tx: StoreTransaction, communityId: string, value: unknown): Promise<Camp> {
	const camp = parseCamp(value);
	campDays(camp, (await requireTracker(tx, communityId, camp.trackerId)).rules.period);
	return camp;
}

/** One line of the ledger about a camp. */
export function campLine(
	{ communityId, campId }: CampOf,
	line: { what: string; type: string; memberId?: string; actorId?: string; at: string; data?: object },
): LedgerEntry {
	const { what, type, memberId, actorId, at, data = {} } = line;
	const eventId = `${campId}:${what}`;
	return ledgerLine('camp', { communityId, eventId, type, memberId, actorId, now: at, data: { campId, ...data } });
}

/** Somebody who takes part, and how they do. */
export interface Standing {
	enrolment: CampEnrolmentRow;
	subject: Subject;
	progress: CampProgress;
	checkedInYesterday: boolean;
}

/** How everybody does who has enrolled, at an instant. */
export async function standings(tx: StoreTransaction, known: KnownCamp, now: string): Promise<Standing[]> {
	const tracker = await requireTracker(tx, known.communityId, known.camp.trackerId);
	const days = campDays(known.camp, tracker.rules.period);
	const all: Standing[] = [];
	for (const enrolment of await enrolments(tx, known)) {
		if (enrolment.status !== 'enrolled') continue;
		all.push(await standingOf(tx, known, { tracker, days, enrolment, now }));
	}
	return all;
}

const PAGE = 500;

async function enrolments(tx: StoreTransaction, { communityId, campId }: KnownCamp): Promise<CampEnrolmentRow[]> {
	const all: CampEnrolmentRow[] = [];
	for (;;) {
		const page = await tx.listEnrolments(communityId, campId, { limit: PAGE, after: all.at(-1)?.memberId });
		all.push(...page);
		if (page.length < PAGE) return all;
	}
}

async function standingOf(
	tx: StoreTransaction,
	{ communityId, camp }: KnownCamp,
	{
		tracker,
		days,
		enrolment,
		now,
	}: { tracker: KnownTracker; days: readonly string[]; enrolment: CampEnrolmentRow; now: string },
): Promise<Standing> {
	const ids = await tx.memberIdsOf(communityId, enrolment.memberId);
	const zone = (await tx.getMember(communityId, ids[0] ?? enrolment.memberId))?.timeZone ?? camp.timeZone;
	const today = localDate(now, zone);
	const facts = await factsOf(tx, communityId, camp, { tracker, days, ids });
	return {
		enrolment,
		subject: enrolment.subject as unknown as Subject,
		progress: campProgress(camp, days, facts, today),
		checkedInYesterday: facts.checkIns.some(({ day }) => day === addDays(today, -1)),
	};
}

async function factsOf(
	tx: StoreTransaction,
	communityId: string,
	camp: Camp,
	{ tracker, days, ids }: { tracker: KnownTracker; days: readonly string[]; ids: readonly string[] },
): Promise<CampFacts> {
	const [from = '', to = from] = [days[0], days.at(-1)];
	const rows = await tx.standingCheckIns(communityId, camp.trackerId, ids, { from, to });
	const counted = rows.filter(({ status }) => status === 'counted');
	const needed = timesOf(tracker.rules.period);
	const checkIns = days.flatMap((day) => {
		const ofDay = counted.filter((row) => row.day === day);
		return ofDay.length < needed ? [] : [{ day, madeUp: ofDay.some(({ kind }) => kind === 'made_up') }];
	});
	const types = [...new Set(camp.pass.tasks.map(({ eventType }) => eventType))];
	const window = { from: startOfDay(camp.startsOn, camp.timeZone), to: endOfDay(to, camp.timeZone) };
	const counts = await tx.countEventTypes(communityId, ids, types, window);
	return { checkIns, tasks: camp.pass.tasks.map(({ eventType }) => counts[eventType] ?? 0) };
}

/** How items show a camp. */
export function campJson({ communityId, campId, groupId, camp, row }: KnownCamp): object {
	const { status, settlesAt, openedAt, openedBy, approvedAt, approvedBy } = row;
	const shown = {
		campId,
		status,
		...camp,
		settlesAt,
		openedAt,
		openedBy,
		approvedAt,
		approvedBy,
	};
	return { camp: shown, community: { communityId, groupId } };
}
