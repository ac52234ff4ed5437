import type { CommunityEvent } from '../../../community/event';
import { openStore, type StoreConfig, type StoreTransaction } from '../../../store';
import type { Harness } from '../../workflows/harness';
import { ADMINS, event, GROUP, person, runNode, storeOf, TYPE } from './workflows';

/** A day on which nothing special happens; 12:00 in Shanghai. */
export const DAY_0 = '2026-03-20T04:00:00.000Z';
const DAY_MS = 86_400_000;

/** The same hour so many days after `DAY_0`. */
export const day = (days: number): string => new Date(Date.parse(DAY_0) + days * DAY_MS).toISOString();

/** The embedded store of a harness, or any other. */
type Place = Harness | StoreConfig;

/** Writes to the store that the nodes use. */
export async function inStore<T>(place: Place, work: (tx: StoreTransaction) => Promise<T>): Promise<T> {
	const environment = { argv: ['node', 'n8n'], env: {} };
	const store = 'engine' in place ? await openStore(place, { environment }) : await storeOf(place);
	try {
		return await store.transaction(work);
	} finally {
		await store.close();
	}
}

export interface Neighbour {
	id: string;
	name?: string;
	/** Days before `DAY_0`. */
	joined?: number;
	/** Points earned ten days before `DAY_0`. */
	points?: number;
	/** Days before `DAY_0` of a message. */
	wrote?: number;
}

/** A community in Shanghai's time zone with the given members; ids are those of the platform. */
export async function settleIn(
	place: Place,
	people: readonly Neighbour[],
	communityId = GROUP,
): Promise<Record<string, string>> {
	return await inStore(place, async (tx) => {
		const base = { communityId, platform: 'telegram' };
		await tx.ensureCommunity({
			...base,
			groupId: communityId,
			name: '深圳设计师社群',
			timeZone: 'Asia/Shanghai',
			at: day(-400),
		});
		const ids: Record<string, string> = {};
		for (const { id, name = `会员${id}`, joined = 200, points = 0, wrote } of people) {
			const { memberId } = await tx.ensureMember({ ...base, platformMemberId: id, name, at: day(-joined) });
			await tx.setMemberStatus(communityId, memberId, 'member', day(-joined));
			if (points !== 0) await earn(tx, memberId, points, -10, communityId);
			if (wrote !== undefined) await write(tx, memberId, -wrote, communityId);
			ids[id] = memberId;
		}
		return ids;
	});
}

/** Books points so many days after `DAY_0`. */
export async function earn(
	tx: StoreTransaction,
	memberId: string,
	amount: number,
	days: number,
	communityId = GROUP,
): Promise<void> {
	const entryId = `${memberId}:${days}:${amount}`;
	await tx.addPoints({ communityId, entryId, memberId, amount, reason: '打卡', at: day(days) });
}

/** Lets a member write a message so many days after `DAY_0`. */
export async function write(tx: StoreTransaction, memberId: string, days: number, communityId = GROUP): Promise<void> {
	await tx.appendLedger([
		{
			communityId,
			source: 'telegram',
			eventId: `wrote:${memberId}:${days}`,
			type: 'message',
			memberId,
			occurredAt: day(days),
			recordedAt: day(days),
			data: {},
		},
	]);
}

/** Runs one operation of elimination on the given items. */
export async function eliminate(
	harness: Harness,
	operation: string,
	parameters: object = {},
	items: readonly object[] = [{}],
) {
	return await runNode(
		harness,
		TYPE.screening,
		{ resource: 'elimination', operation, communityId: GROUP, operatorsGroupId: ADMINS, ...parameters },
		items,
	);
}

/** Somebody presses a button. */
export const presses = (memberId: string, value: string, communityId = GROUP): CommunityEvent =>
	event({
		type: 'button',
		communityId,
		...person(memberId, `会员${memberId}`),
		button: { value, messageId: '5' },
		replyHandle: { kind: 'telegram.callback', token: `cb${memberId}`, expiresAt: '2026-06-01T12:05:00.000Z' },
	});
