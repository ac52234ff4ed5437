import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import type { OutboundMessage } from '../../../../community/message';
import { dateOf, dayNumber, monthOf } from '../../../../community/picture/dates';
import { lastMonths, memberCalendar } from '../../../../community/picture/member';
import { displayName, type Subject } from '../../../../community/subject';
import { causeOf, eventOf } from '../../../shared/item';
import { parameterReader } from '../../../shared/parameters';
import { drawBatch, drawingFields, drawingReader } from '../shared/drawing';
import { communityField, memberField, scopeReader, trackerIdField } from '../shared/fields';
import { memberReader } from '../shared/members';
import { currentStreak, today, viewAt } from '../shared/reckoning';
import { calendarDays } from './days';

const periodField: INodeProperties = {
	displayName: 'Show',
	name: 'show',
	type: 'options',
	options: [
		{ name: 'Last Month', value: 'last_month' },
		{ name: 'Last Six Months', value: 'six_months', description: 'This month and the five before it' },
		{ name: 'Last Three Months', value: 'three_months', description: 'This month and the two before it' },
		{ name: 'Last Twelve Months', value: 'twelve_months', description: 'This month and the eleven before it' },
		{ name: 'This Month', value: 'month' },
	],
	default: 'month',
};

export const description = updateDisplayOptions({ show: { resource: ['calendar'], operation: ['renderMember'] } }, [
	communityField,
	trackerIdField,
	memberField,
	periodField,
	...drawingFields(['group', 'member', 'nobody'], { weeks: true }),
]);

const MONTHS: Readonly<Record<string, number>> = { three_months: 3, six_months: 6, twelve_months: 12 };

function rangeOf(show: string, day: string): { from: string; to: string } {
	if (show !== 'last_month') return lastMonths(day, MONTHS[show] ?? 1);
	const { first, last } = monthOf(dayNumber(day), 1);
	return { from: dateOf(first), to: dateOf(last) };
}

/** Draws members' calendars: the days they checked in, and where their streak stands. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const scope = scopeReader(context);
	const member = memberReader(context);
	const show = parameterReader(context, 'show', 'month', String);
	const drawing = drawingReader(context);
	const now = new Date().toISOString();
	return await drawBatch(context, {
		prepare: (item, index) => ({
			find: member(item, index, scope(item, index)),
			show: show(index),
			drawing: drawing(index),
			event: eventOf(item),
		}),
		async compose(tx, { find, show: shown, drawing: wanted, event }) {
			const { person, subject } = await find(tx);
			const { tracker } = person;
			const reckoned = await currentStreak(tx, person, now);
			const view = viewAt(person, reckoned, now);
			const { day } = today(person, reckoned.state, now);
			const range = rangeOf(shown, day);
			const language = wanted.language(tracker.rules.language);
			const picture = memberCalendar({
				name: displayName(subject.member),
				community: [subject.community.name, tracker.rules.title].filter(Boolean).join(' · '),
				...range,
				today: day,
				days: await calendarDays(tx, { tracker, ids: person.ids, frozen: view.frozen, ...range }),
				streak: view,
				everyDayAsks: tracker.rules.period.kind !== 'week',
				language,
				theme: wanted.theme,
				weekStart: wanted.weekStart,
			});
			const occasion = event === undefined ? day : causeOf(event, tracker.communityId);
			const { memberId } = person.member;
			const key = stableId('calendar', tracker.trackerId, memberId, range.from, range.to, occasion);
			return {
				picture,
				drawing: wanted,
				fileName: `calendar-${range.from.slice(0, 7)}`,
				json: { trackerId: tracker.trackerId, memberId, ...range, streak: view, ...subject },
				message: messageTo(subject, wanted.sendTo, `calendar:${key}`, event),
			};
		},
	});
}

function messageTo(
	subject: Subject,
	sendTo: string,
	dedupeKey: string,
	event: ReturnType<typeof eventOf>,
): Pick<OutboundMessage, 'to' | 'dedupeKey' | 'replyTo'> | undefined {
	if (sendTo === 'nobody') return undefined;
	if (sendTo === 'member') return { to: { kind: 'member', id: subject.member.platformMemberId }, dedupeKey };
	// Under the words with which the member asked for it.
	const asked = event?.type === 'message' && event.communityId === subject.community.groupId;
	const replyTo = asked && event.messageId !== undefined ? { replyTo: event.messageId } : {};
	return { to: { kind: 'group', id: subject.community.groupId }, dedupeKey, ...replyTo };
}
