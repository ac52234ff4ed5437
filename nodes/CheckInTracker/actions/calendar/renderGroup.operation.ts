import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { localDate } from '../../../../community/days';
import { stableId } from '../../../../community/digest';
import { dateOf, dayNumber, monthOf } from '../../../../community/picture/dates';
import { groupDays, punchCard } from '../../../../community/picture/group';
import type { CalendarDay } from '../../../../community/picture/mark';
import type { Picture } from '../../../../community/picture/scene';
import type { BoardFilter, StoreTransaction } from '../../../../store/types';
import type { StreakState } from '../../../../community/checkin/streak';
import { InputError } from '../../../shared/errors';
import { causeOf, eventOf } from '../../../shared/item';
import { parameterReader } from '../../../shared/parameters';
import { drawBatch, drawingFields, drawingReader, type Drawing } from '../shared/drawing';
import { communityField, scopeReader, trackerIdField } from '../shared/fields';
import { requireTracker, type KnownTracker } from '../shared/trackers';
import { calendarDays } from './days';

/** More names than this are too small on a phone, and too high for one picture. */
const MOST_MEMBERS = 60;

const own: INodeProperties[] = [
	{
		displayName: 'Members',
		name: 'members',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_MEMBERS },
		default: 30,
		description: 'How many members the punch card shows at the most, those with the most check-ins first',
	},
];

export const description = updateDisplayOptions({ show: { resource: ['calendar'], operation: ['renderGroup'] } }, [
	communityField,
	trackerIdField,
	{
		displayName: 'Picture',
		name: 'view',
		type: 'options',
		options: [
			{ name: 'Days', value: 'days', description: 'How many members checked in each day of the month' },
			{ name: 'Punch Card', value: 'members', description: 'Members below each other, the days beside each other' },
		],
		default: 'members',
	},
	{
		displayName: 'Month',
		name: 'month',
		type: 'options',
		options: [
			{ name: 'Last Month', value: 'last' },
			{ name: 'This Month', value: 'this' },
		],
		default: 'this',
	},
	...drawingFields(['group', 'nobody'], { weeks: true, own }),
]);

interface GroupMonth {
	tracker: KnownTracker;
	title: string;
	today: string;
	from: string;
	to: string;
}

/** Draws a group's month: who checked in on which day, or how many did. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const scope = scopeReader(context);
	const view = parameterReader(context, 'view', 'members', String);
	const month = parameterReader(context, 'month', 'this', String);
	const drawing = drawingReader(context);
	const now = new Date().toISOString();
	return await drawBatch(context, {
		prepare(item, index) {
			const wanted = drawing(index);
			const event = eventOf(item);
			return { scope: scope(item, index), view: view(index), month: month(index), wanted, event, most: mostOf(wanted) };
		},
		async compose(tx, { scope: { communityId, trackerId }, view: shown, month: which, wanted, event, most }) {
			const tracker = await requireTracker(tx, communityId, trackerId);
			const community = await tx.getCommunity(communityId);
			const today = localDate(now, community?.timeZone ?? tracker.rules.timeZone);
			const { first, last } = monthOf(dayNumber(today), which === 'last' ? 1 : 0);
			const title = [community?.name, tracker.rules.title].filter(Boolean).join(' · ');
			const of: GroupMonth = { tracker, title, today, from: dateOf(first), to: dateOf(last) };
			const picture = await (shown === 'days' ? days(tx, of, wanted) : members(tx, of, wanted, most));
			const occasion = event === undefined ? today : causeOf(event, communityId);
			const key = stableId('punchcard', trackerId, shown, of.from, occasion);
			const groupId = community?.groupId ?? communityId;
			return {
				picture,
				drawing: wanted,
				fileName: `punch-card-${of.from.slice(0, 7)}`,
				json: {
					trackerId,
					view: shown,
					from: of.from,
					to: of.to,
					community: { communityId, groupId, ...(community?.name == null ? {} : { name: community.name }) },
				},
				message:
					wanted.sendTo === 'nobody'
						? undefined
						: { to: { kind: 'group', id: groupId }, dedupeKey: `punchcard:${key}` },
			};
		},
	});
}

/** @throws InputError if the option, e.g. by its expression, is no number of members that fits */
function mostOf({ options }: Drawing): number {
	const most = Number(options['members'] ?? 30);
	if (Number.isInteger(most) && most >= 1 && most <= MOST_MEMBERS) return most;
	throw new InputError(`"Members" is ${most}`, `Fill in a whole number from 1 to ${MOST_MEMBERS}.`);
}

function styleOf(wanted: Drawing, { tracker }: GroupMonth) {
	return { language: wanted.language(tracker.rules.language), theme: wanted.theme, weekStart: wanted.weekStart };
}

async function days(tx: StoreTransaction, of: GroupMonth, wanted: Drawing): Promise<Picture> {
	const { communityId, trackerId } = of.tracker;
	const counts = await tx.punchCounts(communityId, trackerId, of.from, of.to);
	return groupDays({
		title: of.title,
		month: of.from,
		today: of.today,
		days: counts.map(({ day, people }) => ({ date: day, count: people })),
		members: await tx.countAbove(board(of), 0),
		...styleOf(wanted, of),
	});
}

async function members(tx: StoreTransaction, of: GroupMonth, wanted: Drawing, most: number): Promise<Picture> {
	const rows = await tx.leaderboard(board(of), { limit: most });
	const shown: { name: string; days: CalendarDay[] }[] = [];
	for (const { memberId, name } of rows) {
		const { communityId, trackerId } = of.tracker;
		const ids = await tx.memberIdsOf(communityId, memberId);
		const streak = await tx.getStreak(communityId, trackerId, memberId);
		const frozen = (streak?.state as StreakState | undefined)?.frozen ?? [];
		const { tracker, from, to } = of;
		shown.push({ name: name ?? memberId, days: await calendarDays(tx, { tracker, ids, frozen, from, to }) });
	}
	const more = Math.max(0, (await tx.countAbove(board(of), 0)) - shown.length);
	return punchCard({
		title: of.title,
		month: of.from,
		today: of.today,
		members: shown,
		more,
		...styleOf(wanted, of),
	});
}

function board({ tracker: { communityId, trackerId }, from, to }: GroupMonth): BoardFilter {
	return { communityId, trackerId, by: { days: { from, to } } };
}
