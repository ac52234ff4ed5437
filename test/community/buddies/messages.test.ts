import type { FollowUp } from '../../../community/buddies/followup';
import { matchBuddies } from '../../../community/buddies/match';
import {
	aloneMessage,
	followUpMessages,
	groupIntroduction,
	introductionMessages,
	thanksText,
	type BuddyVoice,
} from '../../../community/buddies/messages';
import { LANGUAGES } from '../../../community/language';
import { outboundMessageSchema } from '../../../community/message';
import { history, person, settings } from './people';

const crowd = [
	person('a', { tags: ['跑步', 'wants:设计'], city: '深圳', joinedAt: '2026-03-15T00:00:00Z' }),
	person('b', { tags: ['跑步', 'offers:设计'], city: '深圳', joinedAt: '2020-03-15T00:00:00Z', never: ['z'] }),
	person('c', { tags: ['跑步'] }),
];
const NAMES: Record<string, string> = { a: '{others}\n小雨 👩‍🎨', b: '李雷', c: ' \u200b' };
const contacts = Object.entries(NAMES).map(([memberId, name]) => ({
	memberId,
	platformMemberId: `p-${memberId}`,
	name,
}));
const groupOf = (count: number) => {
	const [group] = matchBuddies(crowd.slice(0, count), history(), settings(), 's').groups;
	if (group === undefined) throw new Error('no group');
	return group;
};

test('a pair reads what it has in common', () => {
	const [first] = introductionMessages(groupOf(2), { language: 'zh-CN', contacts });
	expect(first?.text?.split('\n')).toEqual([
		'🤝 {others} 小雨 👩‍🎨，你好！这一轮社群的搭子是 @李雷。',
		'为什么是你们：',
		'• {others} 小雨 👩‍🎨 想找「设计」，李雷 正好可以提供',
		'• 都关注 跑步',
		'• 都在 深圳',
		'• {others} 小雨 👩‍🎨 刚来不久，李雷 对这里很熟',
		'先打个招呼，约个时间聊二十分钟吧。',
	]);
	expect(first).toMatchObject({ to: { kind: 'member', id: 'p-a' }, mentions: [{ id: 'p-b', name: '李雷' }] });
});

describe.each(LANGUAGES)('in %s', (language) => {
	const voice: BuddyVoice = { language, communityName: '读书会', contacts };
	const group = groupOf(3);
	const followUp: FollowUp = {
		groupId: group.groupId,
		round: 10,
		memberIds: group.memberIds,
		introducedAt: '2026-03-20T04:00:00Z',
		reminders: 0,
		answers: [],
	};
	const due = { groupId: group.groupId, kind: 'ask' as const, number: 0, memberIds: ['a', 'c'], key: 'k' };
	const questions = followUpMessages(followUp, due, voice, (memberId) => ({
		yes: `y|${memberId}`,
		no: `n|${memberId}`,
	}));

	test('every message can be sent as it is, and only once', () => {
		const messages = [
			...introductionMessages(group, voice),
			groupIntroduction(group, '-100', voice),
			...questions,
			...aloneMessage(
				{ memberId: 'c', reason: 'odd_one', obstacles: { never_together: 0, met_recently: 0 } },
				10,
				voice,
			),
		];
		expect(messages).toHaveLength(7);
		for (const message of messages) expect(outboundMessageSchema.parse(message)).toEqual(message);
		expect(new Set(messages.map(({ dedupeKey }) => dedupeKey)).size).toBe(7);
	});

	test('a trio reads which two a reason is about, and a name that cannot be seen is replaced', () => {
		const { text, mentions } = groupIntroduction(group, '-100', voice);
		expect(text).toMatch(/• 李雷 (和|and) c[：:]/);
		expect(mentions?.map((one) => (one === 'all' ? one : one.id))).toEqual(['p-a', 'p-b', 'p-c']);
	});

	test('asks only who is due, with the buttons of the caller', () => {
		expect(questions.map(({ to }) => to.id)).toEqual(['p-a', 'p-c']);
		expect(questions[0]?.buttons?.map(({ value }) => value)).toEqual(['y|a', 'n|a']);
		expect(thanksText(true, language)).not.toBe(thanksText(false, language));
	});

	test('who cannot be reached is not written to', () => {
		expect(introductionMessages(group, { language, contacts: contacts.slice(0, 1) })).toHaveLength(1);
	});
});
