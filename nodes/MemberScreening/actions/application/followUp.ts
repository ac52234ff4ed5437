import type { Language } from '../../../../community/language';
import { dueReviews, type DueDefault, type DueEscalation, type DueReminder } from '../../../../community/review/due';
import type { DeskPlace } from '../../../../community/review/messages';
import { escalationNotice, reminderNotice, type Notice } from '../../../../community/review/notices';
import type { ReviewPolicy } from '../../../../community/review/policy';
import type { JsonObject, ReviewedApplication, StoreTransaction } from '../../../../store/types';
import type { Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { cardOf, roundOf } from './outcome';
import { nameOf, type NamedReviewer } from './reviewers';
import { decideApplication } from './settle';
import { handOver } from './shareOut';
import { waitingOf } from './waiting';

/** Who decides where no person does; the ledger names it. */
const POLICY = 'policy';
const REMINDERS = 2;

/** Where reminders go, and how. */
export interface Speaking {
	/** One group for all; else the operators' group of each application. */
	groupId: string | undefined;
	language: Language;
	deskUrl?: string;
}

export interface FollowUp {
	communityId: string;
	open: readonly ReviewedApplication[];
	policy: ReviewPolicy;
	reviewers: readonly NamedReviewer[];
	speaking: Speaking;
	now: string;
}

/** Something that is due, with the application it is due for. */
interface Due<T> extends Notice<T> {
	row: ReviewedApplication;
}

/** Does what the time-out policy asks for in one community, each step once. */
export async function followUp(tx: StoreTransaction, work: FollowUp): Promise<Routed[]> {
	const { open, policy, now } = work;
	const rows = new Map(open.map((row) => [row.applicationId, row]));
	const withRow = <T extends { applicationId: string; key: string }>(due: T): Due<T>[] => {
		const row = rows.get(due.applicationId);
		// Decided and taken back, an application is reminded of anew.
		return row === undefined
			? []
			: [{ row, application: waitingOf(row), due: { ...due, key: `${due.key}${roundOf(row)}` } }];
	};
	const due = dueReviews(open.map(waitingOf), policy, now);
	return [
		...(await decideByDefault(tx, due.defaults.flatMap(withRow), work)),
		...(await escalate(tx, due.escalations.flatMap(withRow), work)),
		...(await remind(tx, due.reminders.flatMap(withRow), work)),
	];
}

/** Somebody decided it at this very moment: nothing was written of it. */
function undecided(error: unknown): undefined {
	if (error instanceof InputError) return undefined;
	throw error;
}

async function decideByDefault(
	tx: StoreTransaction,
	dues: readonly Due<DueDefault>[],
	{ communityId, policy, now }: FollowUp,
): Promise<Routed[]> {
	const routed: Routed[] = [];
	for (const { due } of dues) {
		const status = due.decision === 'approve' ? 'approved' : 'rejected';
		const settled = await decideApplication(
			tx,
			{
				communityId,
				applicationId: due.applicationId,
				status,
				operatorId: POLICY,
				operatorName: POLICY,
				note: `Nobody decided within ${policy.defaultAfterHours ?? 0} hours`,
			},
			now,
		).catch(undecided);
		// Whoever decided at this very moment has passed it on already.
		if (settled === undefined || settled.duplicate) continue;
		routed.push({ output: status === 'approved' ? 0 : 1, json: { duplicate: false, ...settled.result } });
	}
	return routed;
}

async function escalate(tx: StoreTransaction, dues: readonly Due<DueEscalation>[], work: FollowUp): Promise<Routed[]> {
	const { communityId, now } = work;
	const taken: Due<DueEscalation>[] = [];
	for (const one of dues) {
		const { applicationId, to, key } = one.due;
		const step = await tx.once(communityId, `screening.followUp:${key}`, now, async () => {
			const handed = await handOver(tx, [applicationId], to, { communityId, by: POLICY, now });
			return { handed: handed.length };
		});
		if (!step.duplicate && step.result.handed > 0) taken.push(one);
	}
	return noticeItems(taken, 'escalation', work, (notices, place) => {
		const to = notices[0]?.due.to ?? '';
		return escalationNotice(notices, place, nameOf(work.reviewers, to));
	});
}

async function remind(tx: StoreTransaction, dues: readonly Due<DueReminder>[], work: FollowUp): Promise<Routed[]> {
	const { communityId, now } = work;
	const taken: Due<DueReminder>[] = [];
	for (const one of dues) {
		const { applicationId, number } = one.due;
		const reminder = { at: now, dueAt: one.row.dueAt, reminders: number };
		if (await tx.noteReminder(communityId, applicationId, reminder)) taken.push(one);
	}
	await tx.appendLedger(
		taken.map(({ due, row }) => ({
			communityId,
			source: 'screening',
			eventId: `${due.applicationId}:reminded:${due.number}${roundOf(row)}`,
			type: 'application.reminded',
			memberId: row.memberId,
			actorId: POLICY,
			occurredAt: now,
			recordedAt: now,
			data: toJson({ applicationId: due.applicationId, number: due.number, to: due.assigneeId }) as JsonObject,
		})),
	);
	return noticeItems(taken, 'reminder', work, (notices, place) => {
		const to = notices[0]?.due.assigneeId;
		return reminderNotice(notices, place, to === undefined ? undefined : nameOf(work.reviewers, to));
	});
}

/** One item, with one message, for each reviewer in each operators' group. Without a group there is nobody to tell. */
function noticeItems<T extends DueReminder | DueEscalation>(
	dues: readonly Due<T>[],
	kind: 'reminder' | 'escalation',
	{ speaking, now }: FollowUp,
	messagesAbout: (notices: readonly Notice<T>[], place: DeskPlace) => object[],
): Routed[] {
	const groups = new Map<string, Due<T>[]>();
	for (const one of dues) {
		const key = JSON.stringify([speaking.groupId ?? one.row.reviewGroupId, assigneeOf(one)]);
		groups.set(key, [...(groups.get(key) ?? []), one]);
	}
	return [...groups.values()].flatMap((some) => {
		const [first] = some;
		if (first === undefined) return [];
		const reviewGroupId = speaking.groupId ?? first.row.reviewGroupId;
		const { language, deskUrl } = speaking;
		const place = { language, now, ...(deskUrl === undefined ? {} : { deskUrl }) };
		return {
			output: REMINDERS,
			json: toJson({
				kind,
				community: cardOf(first.row).subject.community,
				assignedTo: assigneeOf(first) ?? null,
				applicationIds: some.map(({ due }) => due.applicationId),
				messages: reviewGroupId === null ? [] : messagesAbout(some, { reviewGroupId, ...place }),
			}),
		};
	});
}

function assigneeOf({ due }: Due<DueReminder | DueEscalation>): string | undefined {
	return 'to' in due ? due.to : due.assigneeId;
}
