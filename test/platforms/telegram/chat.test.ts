import type { OutboundMessage } from '../../../community/message';
import { TransportError, type WireRequest, type WireResponse } from '../../../platforms/platform';
import { telegramChat } from '../../../platforms/telegram/chat';

const NOW = Date.parse('2026-03-01T08:00:00Z');
const TARGET = { groupId: '-1001', platformMemberId: '7' };
const MESSAGE: OutboundMessage = { to: { kind: 'group', id: '-1001' }, text: 'hi', format: 'plain' };
const EDIT: OutboundMessage = { ...MESSAGE, replaces: '9' };
const ANSWER: OutboundMessage = {
	to: { kind: 'reply', handle: 'telegram.callback', id: 'q' },
	text: 'ok',
	format: 'plain',
};

type Reply = WireResponse | Error;

const ok = (result: unknown): Reply => ({ status: 200, headers: {}, body: { ok: true, result } });
const no = (code: number, description: string, parameters?: object): Reply => ({
	status: code,
	headers: {},
	body: { ok: false, error_code: code, description, ...(parameters && { parameters }) },
});
const bad = (description: string): Reply => no(400, `Bad Request: ${description}`);

/** A Bot API that gives the replies in order and keeps what it was asked. */
function fakeTelegram(...replies: Reply[]) {
	const asked: { path: string; params: unknown }[] = [];
	const chat = telegramChat(
		async (request: WireRequest) => {
			asked.push({ path: request.path, params: request.body?.value });
			const reply = replies.shift();
			if (reply === undefined) throw new Error(`unexpected call of ${request.path}`);
			if (reply instanceof Error) throw reply;
			return reply;
		},
		{ now: () => NOW },
	);
	return { chat, asked };
}

describe('sending', () => {
	test('a message that Telegram took is sent, with its id', async () => {
		const { chat, asked } = fakeTelegram(ok({ message_id: 77 }));
		expect(await chat.send(MESSAGE)).toEqual({ status: 'sent', providerId: '77', degraded: [] });
		expect(asked).toEqual([{ path: '/sendMessage', params: { chat_id: -1001, text: 'hi' } }]);
	});

	test('429 waits as long as Telegram says', async () => {
		const { chat } = fakeTelegram(no(429, 'Too Many Requests: retry after 17', { retry_after: 17 }));
		expect(await chat.send(MESSAGE)).toMatchObject({ status: 'rate_limited', retryAfterMs: 17_000 });
		const proxy = fakeTelegram({ status: 429, headers: { 'retry-after': '3' }, body: '<html>' });
		expect(await proxy.chat.send(MESSAGE)).toMatchObject({ status: 'rate_limited', retryAfterMs: 3000 });
	});

	test.each([
		[no(403, 'Forbidden: bot was kicked from the supergroup chat'), /add it again/],
		[bad('not enough rights to send text messages to the chat'), /lacks a right/],
		[bad('chat not found'), /does not know this chat/],
		[no(403, 'Forbidden: bot was blocked by the user'), /blocked the bot/],
		[no(403, "Forbidden: bot can't initiate conversation with a user"), /only after/],
		[no(403, 'Forbidden: user is deactivated'), /does not exist/],
		[no(401, 'Unauthorized'), /token/],
		[no(404, 'Not Found'), /token/],
		[bad('BUTTON_URL_INVALID'), /button's link/],
		[bad('wrong file identifier/HTTP URL specified'), /picture/],
		[bad('something new'), /something new/],
		[{ status: 404, headers: {}, body: '<html>nginx</html>' }, /base URL/],
	])('%j is failed with a reason for the operator', async (reply, reason) => {
		expect(await fakeTelegram(reply).chat.send(MESSAGE)).toMatchObject({
			status: 'failed',
			reason: expect.stringMatching(reason),
		});
	});

	test('no answer: unsure if the request left, failed if it did not', async () => {
		for (const reply of [
			no(502, 'Bad Gateway'),
			{ status: 504, headers: {}, body: '<html>' },
			{ status: 200, headers: {}, body: '' },
			new TransportError('socket hang up', true),
		]) {
			expect(await fakeTelegram(reply).chat.send(MESSAGE)).toMatchObject({ status: 'unsure' });
		}
		expect(await fakeTelegram(new TransportError('no route', false)).chat.send(MESSAGE)).toMatchObject({
			status: 'failed',
			reason: expect.stringContaining('no route'),
		});
	});

	test('a change and the answer to a button may be repeated, so no answer is failed', async () => {
		for (const message of [EDIT, ANSWER]) {
			expect(await fakeTelegram(no(500, 'Internal Server Error')).chat.send(message)).toMatchObject({
				status: 'failed',
				reason: expect.stringContaining('safe to try again'),
			});
		}
	});

	test('a change that changes nothing, and an answer that is too late, count as sent', async () => {
		const same = bad('message is not modified: specified new message content is exactly the same');
		expect(await fakeTelegram(same).chat.send(EDIT)).toEqual({ status: 'sent', providerId: '9', degraded: [] });
		const late = bad('query is too old and response timeout expired or query ID is invalid');
		expect(await fakeTelegram(late).chat.send(ANSWER)).toMatchObject({
			status: 'sent',
			degraded: [expect.stringContaining('too long ago')],
		});
	});

	test('changing the text of a picture changes its caption', async () => {
		const { chat, asked } = fakeTelegram(bad('there is no text in the message to edit'), ok({ message_id: 9 }));
		expect(await chat.send(EDIT)).toMatchObject({ status: 'sent', providerId: '9' });
		expect(asked[1]).toEqual({ path: '/editMessageCaption', params: { chat_id: -1001, message_id: 9, caption: 'hi' } });
	});

	test('a group that became a supergroup is followed, and its new id is told', async () => {
		const upgraded = no(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
			migrate_to_chat_id: -1002,
		});
		const { chat, asked } = fakeTelegram(upgraded, ok({ message_id: 1 }));
		expect(await chat.send(MESSAGE)).toMatchObject({ status: 'sent', degraded: [expect.stringContaining('-1002')] });
		expect(asked[1]?.params).toMatchObject({ chat_id: -1002 });
		expect(await fakeTelegram(upgraded).chat.send(EDIT)).toMatchObject({
			status: 'failed',
			reason: expect.stringMatching(/new id/),
		});
	});

	test('a picture that follows a long text and fails is listed; the text stays sent', async () => {
		const message = { ...MESSAGE, text: 'x'.repeat(2000), image: { mediaId: 'm' } };
		const { chat, asked } = fakeTelegram(ok({ message_id: 5 }), bad('wrong file identifier/HTTP URL specified'));
		expect(await chat.send(message)).toMatchObject({
			status: 'sent',
			providerId: '5',
			degraded: [expect.stringMatching(/follows/), expect.stringMatching(/not sent/)],
		});
		expect(asked.map(({ path }) => path)).toEqual(['/sendMessage', '/sendPhoto']);
		const limited = fakeTelegram(no(429, 'Too Many Requests', { retry_after: 1 }));
		expect(await limited.chat.send(message)).toMatchObject({ status: 'rate_limited' });
		expect(limited.asked).toHaveLength(1);
	});

	test('what Telegram could never take is failed without a call', async () => {
		const { chat, asked } = fakeTelegram();
		expect(await chat.send({ ...MESSAGE, text: '' })).toMatchObject({
			status: 'failed',
			reason: expect.stringMatching(/nothing/),
		});
		expect(asked).toEqual([]);
	});

	test('bot tokens never reach a reason', async () => {
		const token = '7000000001:AAExampleExampleExampleExampleExamp';
		const url = `https://api.telegram.org/bot${token}/sendMessage`;
		for (const reply of [
			new TransportError(`GET ${url}`, true),
			new TransportError(url, false),
			bad(url),
			no(500, url),
		]) {
			const result = await fakeTelegram(reply).chat.send(MESSAGE);
			expect(JSON.stringify(result)).not.toContain('AAExample');
			expect(result.reason).toContain('bot token');
		}
	});

	test('an error that is not about transport is not hidden', async () => {
		await expect(fakeTelegram(new RangeError('bug')).chat.send(MESSAGE)).rejects.toThrow(RangeError);
	});
});

describe('join requests', () => {
	test.each([
		['approve', '/approveChatJoinRequest'],
		['decline', '/declineChatJoinRequest'],
	] as const)('%s', async (action, path) => {
		const { chat, asked } = fakeTelegram(ok(true));
		expect(await chat.joinRequest(action, TARGET)).toEqual({ status: 'sent', degraded: [] });
		expect(asked).toEqual([{ path, params: { chat_id: -1001, user_id: 7 } }]);
	});

	const gone = bad('HIDE_REQUESTER_MISSING');
	const notThere = bad('user not found');
	test.each([
		['approve', [bad('USER_ALREADY_PARTICIPANT')], 'sent'],
		['decline', [bad('USER_ALREADY_PARTICIPANT')], 'failed'],
		['approve', [gone, ok({ status: 'member' })], 'sent'],
		['approve', [gone, ok({ status: 'restricted', is_member: true })], 'sent'],
		['approve', [gone, ok({ status: 'left' })], 'failed'],
		['approve', [gone, notThere], 'failed'],
		['decline', [gone, ok({ status: 'left' })], 'sent'],
		['decline', [gone, ok({ status: 'kicked' })], 'sent'],
		['decline', [gone, notThere], 'sent'],
		['decline', [gone, ok({ status: 'administrator' })], 'failed'],
		['approve', [gone, no(502, 'Bad Gateway')], 'failed'],
		['approve', [gone, no(429, 'Too Many Requests', { retry_after: 1 })], 'rate_limited'],
		['approve', [new TransportError('reset', true)], 'failed'],
		['approve', [bad('CHAT_ADMIN_REQUIRED')], 'failed'],
	] as const)('%s after %j is %s', async (action, replies, status) => {
		expect(await fakeTelegram(...replies).chat.joinRequest(action, TARGET)).toMatchObject({ status });
	});

	test('a request decided elsewhere says so; a foreign id is refused', async () => {
		const { chat } = fakeTelegram(gone, ok({ status: 'left' }));
		expect((await chat.joinRequest('approve', TARGET)).reason).toMatch(/withdrawn or decided elsewhere/);
		expect(await chat.joinRequest('approve', { ...TARGET, platformMemberId: 'wx_1' })).toMatchObject({
			status: 'failed',
			reason: expect.stringContaining('"wx_1"'),
		});
	});
});

describe('members', () => {
	test('mute takes every permission until its end', async () => {
		const { chat, asked } = fakeTelegram(ok(true));
		expect(await chat.member({ kind: 'mute', until: '2026-03-01T09:00:00+00:00' }, TARGET)).toMatchObject({
			status: 'sent',
		});
		const { permissions, ...rest } = asked[0]?.params as { permissions: Record<string, boolean> };
		expect(new Set(Object.values(permissions))).toEqual(new Set([false]));
		expect(rest).toEqual({
			chat_id: -1001,
			user_id: 7,
			use_independent_chat_permissions: true,
			until_date: NOW / 1000 + 3600,
		});
	});

	test('a mute that Telegram would take for endless is corrected or listed', async () => {
		const short = fakeTelegram(ok(true));
		expect(await short.chat.member({ kind: 'mute', until: '2026-03-01T08:00:05Z' }, TARGET)).toMatchObject({
			degraded: [expect.stringContaining('30 seconds')],
		});
		expect(short.asked[0]?.params).toMatchObject({ until_date: NOW / 1000 + 35 });
		const long = fakeTelegram(ok(true));
		expect(await long.chat.member({ kind: 'mute', until: '2030-01-01T00:00:00Z' }, TARGET)).toMatchObject({
			degraded: [expect.stringContaining('366 days')],
		});
		expect(await fakeTelegram().chat.member({ kind: 'mute', until: '2026-01-01T00:00:00Z' }, TARGET)).toMatchObject({
			status: 'failed',
		});
		expect(await fakeTelegram().chat.member({ kind: 'mute', until: 'soon' }, TARGET)).toMatchObject({
			status: 'failed',
		});
	});

	test('remove bans; with a way back it lifts the ban again', async () => {
		const forGood = fakeTelegram(ok(true));
		expect(await forGood.chat.member({ kind: 'remove', mayReturn: false }, TARGET)).toMatchObject({ status: 'sent' });
		expect(forGood.asked.map(({ path }) => path)).toEqual(['/banChatMember']);
		const kick = fakeTelegram(ok(true), ok(true));
		expect(await kick.chat.member({ kind: 'remove', mayReturn: true }, TARGET)).toMatchObject({ status: 'sent' });
		expect(kick.asked[1]).toEqual({
			path: '/unbanChatMember',
			params: { chat_id: -1001, user_id: 7, only_if_banned: true },
		});
	});

	test('removed but still banned is failed and says so; a basic group knows no bans', async () => {
		const half = fakeTelegram(ok(true), no(500, 'Internal'));
		expect(await half.chat.member({ kind: 'remove', mayReturn: true }, TARGET)).toMatchObject({
			status: 'failed',
			reason: expect.stringMatching(/removed, but cannot return.*safe/),
		});
		const basic = fakeTelegram(ok(true), bad('method is available for supergroup and channel chats only'));
		expect(await basic.chat.member({ kind: 'remove', mayReturn: true }, TARGET)).toMatchObject({ status: 'sent' });
		const owner = fakeTelegram(bad("can't remove chat owner"));
		expect(await owner.chat.member({ kind: 'remove', mayReturn: false }, TARGET)).toMatchObject({
			status: 'failed',
			reason: expect.stringMatching(/administrator|owner/),
		});
	});

	test('restore lifts a ban, and a mute where there is one', async () => {
		const muted = fakeTelegram(ok(true), ok({ status: 'restricted', is_member: true }), ok(true));
		expect(await muted.chat.member({ kind: 'restore' }, TARGET)).toMatchObject({ status: 'sent' });
		expect(muted.asked.map(({ path }) => path)).toEqual(['/unbanChatMember', '/getChatMember', '/restrictChatMember']);
		const { permissions } = muted.asked[2]?.params as { permissions: Record<string, boolean> };
		expect(new Set(Object.values(permissions))).toEqual(new Set([true]));
		for (const state of [ok({ status: 'left' }), ok({ status: 'member' }), bad('PARTICIPANT_ID_INVALID')]) {
			const free = fakeTelegram(ok(true), state);
			expect(await free.chat.member({ kind: 'restore' }, TARGET)).toMatchObject({ status: 'sent' });
			expect(free.asked).toHaveLength(2);
		}
		expect(await fakeTelegram(ok(true), no(500, 'x')).chat.member({ kind: 'restore' }, TARGET)).toMatchObject({
			status: 'failed',
		});
	});
});

describe('deleting a message', () => {
	const PLACE = { groupId: '-1001', messageId: '42' };

	test('takes it out of its group; one that is gone counts as done', async () => {
		const { chat, asked } = fakeTelegram(ok(true), bad('message to delete not found'));
		expect(await chat.deleteMessage(PLACE)).toEqual({ status: 'sent', degraded: [] });
		expect(await chat.deleteMessage(PLACE)).toEqual({ status: 'sent', degraded: [] });
		expect(asked[0]).toEqual({ path: '/deleteMessage', params: { chat_id: -1001, message_id: 42 } });
	});

	test.each([
		[bad("message can't be deleted"), 'failed', /48 hours/],
		[bad('not enough rights'), 'failed', /lacks a right/],
		[new TransportError('socket hang up', true), 'failed', /safe to try again/],
		[no(429, 'Too Many Requests', { retry_after: 2 }), 'rate_limited', /slow down/],
	])('%j is told to the operator', async (reply, status, reason) => {
		expect(await fakeTelegram(reply).chat.deleteMessage(PLACE)).toMatchObject({
			status,
			reason: expect.stringMatching(reason),
		});
	});

	test('ids that are not Telegram’s are refused without a call', async () => {
		const { chat, asked } = fakeTelegram();
		expect(await chat.deleteMessage({ ...PLACE, messageId: 'm-1' })).toMatchObject({ status: 'failed' });
		expect(asked).toEqual([]);
	});
});
