import fc from 'fast-check';
import { communityEventSchema } from '../../../community/event';
import { DecodeError, decodeUpdate } from '../../../platforms/telegram/decode';
import * as fixtures from './fixtures';

const context = { botId: fixtures.BOT_ID, receivedAt: fixtures.RECEIVED_AT };
const GROUP = { communityId: '-1001234567890', communityName: '晨读社群 ☀️' };
const NEWCOMER = {
	memberId: '123456789',
	memberName: '小明 王 🐼',
	memberHandle: 'xiaoming',
	memberLanguage: 'zh-hans',
};
const OCCURRED_AT = '2026-03-01T08:00:00.000Z';

function decodeOne(update: unknown) {
	const events = decodeUpdate(update, context);
	expect(events).toHaveLength(1);
	return events[0];
}

test.each(Object.entries(fixtures.every))(
	'%s gives one event that fits the contract and keeps the update',
	(_, update) => {
		const event = decodeOne(update);
		expect(communityEventSchema.parse(event)).toEqual(event);
		expect(event).toMatchObject({
			v: 1,
			eventId: `${fixtures.BOT_ID}:${update.update_id}`,
			platform: 'telegram',
			receivedAt: fixtures.RECEIVED_AT,
			verified: true,
			raw: update,
		});
		expect(Object.values(event ?? {})).not.toContain(undefined);
	},
);

test('a request to join carries the bio, the link it came by and five minutes to write back', () => {
	expect(decodeOne(fixtures.joinRequest)).toMatchObject({
		...GROUP,
		...NEWCOMER,
		type: 'join_request',
		occurredAt: OCCURRED_AT,
		text: '读书人，想每天早起',
		invite: { link: 'https://t.me/+AbCdEfGh…', name: '公众号 三月', inviterId: '987654321' },
		replyHandle: { kind: 'telegram.user_chat', token: '123456789', expiresAt: '2026-03-01T08:05:00.000Z' },
	});
});

test('somebody who came in is joined, with the link they used', () => {
	expect(decodeOne(fixtures.joined)).toMatchObject({
		...GROUP,
		...NEWCOMER,
		type: 'joined',
		actorId: '123456789',
		occurredAt: OCCURRED_AT,
		invite: { name: '公众号 三月' },
	});
});

test.each([
	['self', 'left', 'member', 'joined'],
	['admin', 'left', 'member', 'joined'],
	['self', 'left', 'restrictedInside', 'joined'],
	['self', 'restrictedOutside', 'restrictedInside', 'joined'],
	['self', 'member', 'left', 'left'],
	['self', 'restrictedInside', 'restrictedOutside', 'left'],
	['admin', 'member', 'kicked', 'removed'],
	['admin', 'member', 'left', 'removed'],
	['admin', 'restrictedInside', 'kicked', 'removed'],
	['admin', 'left', 'kicked', 'unknown'],
	['admin', 'kicked', 'left', 'unknown'],
	['admin', 'member', 'restrictedInside', 'unknown'],
	['admin', 'restrictedInside', 'member', 'unknown'],
] as const)('by %s, from %s to %s: %s', (by, before, after, type) => {
	expect(decodeOne(fixtures.memberUpdate(by, before, after))).toMatchObject({
		type,
		memberId: '123456789',
		actorId: by === 'self' ? '123456789' : '987654321',
	});
});

test('the notice of new members is not counted as joining: chat_member says that', () => {
	expect(decodeOne(fixtures.joinNotice)).toMatchObject({ ...GROUP, type: 'unknown', occurredAt: OCCURRED_AT });
});

test('the bot being added and removed begins and ends a community; being blocked by a member does not', () => {
	expect(decodeOne(fixtures.botAdded)).toMatchObject({ ...GROUP, type: 'community_created', actorName: 'Ada' });
	expect(decodeOne(fixtures.botRemoved)).toMatchObject({ ...GROUP, type: 'community_dissolved' });
	expect(decodeOne(fixtures.botBlocked)).toMatchObject({ communityId: '123456789', type: 'unknown' });
});

test('messages: text is untouched, captions count as text, pictures are seen', () => {
	expect(decodeOne(fixtures.textMessage)).toMatchObject({
		...GROUP,
		...NEWCOMER,
		type: 'message',
		text: '打卡 Day 3 💪 <b>{{ $json }}</b>',
		messageId: '42',
		hasImage: false,
		occurredAt: OCCURRED_AT,
	});
	expect(decodeOne(fixtures.photoMessage)).toMatchObject({ type: 'message', text: '早餐 #打卡', hasImage: true });
	expect(decodeOne(fixtures.imageFileMessage)).toMatchObject({ type: 'message', hasImage: true });
	expect(decodeOne(fixtures.privateMessage)).toMatchObject({ communityId: '123456789', memberId: '123456789' });
});

test('an anonymous administrator is the chat they speak for, not the stand-in bot', () => {
	expect(decodeOne(fixtures.anonymousAdminMessage)).toMatchObject({
		memberId: '-1001234567890',
		memberName: '晨读社群 ☀️',
		memberIdType: 'chat',
	});
});

test('a pressed button names who pressed it, where, and how to answer', () => {
	expect(decodeOne(fixtures.buttonPressed)).toMatchObject({
		...GROUP,
		type: 'button',
		memberId: '987654321',
		actorId: '987654321',
		occurredAt: fixtures.RECEIVED_AT,
		button: { value: 'screening:approve:app_1', messageId: '46', messageText: '小明 想加入' },
		replyHandle: { kind: 'telegram.callback', token: '530242718041234567' },
	});
	expect(decodeOne(fixtures.oldButtonPressed)).toMatchObject({
		type: 'button',
		button: { value: 'x', messageId: '47' },
	});
});

test('what is not understood is kept, with its place and time where it says them', () => {
	expect(decodeOne(fixtures.editedMessage)).toMatchObject({ ...GROUP, type: 'unknown', occurredAt: OCCURRED_AT });
	expect(decodeOne(fixtures.poll)).toMatchObject({ type: 'unknown', communityId: `telegram:${fixtures.BOT_ID}` });
	expect(decodeOne({ update_id: 1 })).toMatchObject({ type: 'unknown', occurredAt: fixtures.RECEIVED_AT });
	expect(decodeOne({ update_id: 2, message: { text: 'no chat' } })).toMatchObject({ type: 'unknown' });
});

test.each([[null], ['text'], [[]], [{}], [{ update_id: 'x' }], [{ update_id: 1.5 }]])('%j is not an update', (body) => {
	expect(() => decodeUpdate(body, context)).toThrow(DecodeError);
	expect(() => decodeUpdate(body, context)).toThrow(/update_id/);
});

test('any JSON beside an update_id gives an event that fits the contract', () => {
	const kinds = fc.constantFrom(
		'message',
		'chat_member',
		'my_chat_member',
		'callback_query',
		'chat_join_request',
		'new',
	);
	fc.assert(
		fc.property(kinds, fc.jsonValue(), (kind, payload) => {
			expect(communityEventSchema.safeParse(decodeOne({ update_id: 9, [kind]: payload })).success).toBe(true);
		}),
	);
});
