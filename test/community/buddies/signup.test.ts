import { overviewText, metTally, waitingOf } from '../../../community/buddies/overview';
import { fairnessReport } from '../../../community/buddies/fairness';
import { changedWishes, hoursIn, readSignUp, SIGN_UP_WORDS } from '../../../community/buddies/signup';

const read = (text: string) => readSignUp(text, SIGN_UP_WORDS);

test.each([
	['结伴', {}],
	['  ＃结伴！ ', {}],
	['/buddy@our_bot design, running', { topics: ['design', 'running'] }],
	['@our_bot 结伴 跑步 #读书', { topics: ['跑步', '读书'] }],
	[
		'结伴 跑步 想要：设计、英语 提供：摄影 城市：深圳 时间：19点到22点 备注：周末也行，线上优先',
		{
			topics: ['跑步'],
			wants: ['设计', '英语'],
			offers: ['摄影'],
			city: '深圳',
			hours: { from: 19, to: 22 },
			note: '周末也行,线上优先',
		},
	],
	[
		'Buddy wants: UX design, Chinese offers: running\ncity: New York hours: 18:00-22:00',
		{ wants: ['UX design', 'Chinese'], offers: ['running'], city: 'New York', hours: { from: 18, to: 22 } },
	],
	['buddy #AI #ai #跑步', { topics: ['AI', '跑步'] }],
])('%s takes part', (text, wishes) => {
	expect(read(text)).toEqual({ action: 'in', wishes });
});

test.each(['退出结伴', '不结伴。', 'Buddy off', 'no  buddy!'])('%s stops', (text) => {
	expect(read(text)).toEqual({ action: 'out', wishes: {} });
});

test.each([
	'Buddy, how are you?',
	'buddy can you help me',
	'结伴去爬山吗',
	'今天想结伴',
	'no buddy for me today, please',
	'buddyshop.com',
	'',
])('%j is an ordinary message', (text) => {
	expect(read(text)).toBeUndefined();
});

test('an operator chooses the words, and they are data', () => {
	expect(readSignUp('(?找人?) 跑步', { in: ['(?找人?)'], out: [] })).toEqual({
		action: 'in',
		wishes: { topics: ['跑步'] },
	});
	expect(readSignUp('结伴', { in: [' '], out: [''] })).toBeUndefined();
});

test.each([
	['19-22', { from: 19, to: 22 }],
	['20:00～2:00', { from: 20, to: 2 }],
	['9 to 12', { from: 9, to: 12 }],
	['25-26', undefined],
	['晚上', undefined],
	['8-8', undefined],
])('the hours of %s', (text, hours) => {
	expect(hoursIn(text)).toEqual(hours);
});

test('what was not said again stays, what was said is replaced, and no list grows without end', () => {
	const before = changedWishes(undefined, { topics: ['跑步'], city: '深圳' });
	expect(changedWishes(before, { topics: ['读书'] })).toEqual({
		topics: ['读书'],
		wants: [],
		offers: [],
		city: '深圳',
	});
	const many = Array.from({ length: 50 }, (_, index) => `话题${index}`).join(' ');
	const wishes = read(`结伴 ${many} 想要：${'长'.repeat(500)}`)?.wishes;
	expect(wishes?.topics).toHaveLength(20);
	expect(wishes?.wants).toEqual([`${'长'.repeat(39)}…`]);
});

test('who waits is counted from the sign-up, until a round brings company', () => {
	const people = [
		{ memberId: 'a', since: '2026-06-01T00:00:00Z' },
		{ memberId: 'b', since: '2026-06-08T00:00:00Z' },
		{ memberId: 'c', since: '2026-05-01T00:00:00Z' },
	];
	const last = new Map([
		['c', '2026-05-04T00:00:00Z'],
		['b', '2026-06-01T00:00:00Z'],
	]);
	const waiting = waitingOf(people, last, '2026-06-10T12:00:00Z');
	expect(waiting.map(({ memberId, days }) => [memberId, days])).toEqual([
		['a', 9],
		['b', 2],
	]);
	const met = metTally(['introduced', 'asked', 'all_yes', 'some_yes', 'no', 'no_answer']);
	expect(met).toEqual({ asked: 5, yes: 2, no: 1, unknown: 2, share: 0.4 });
	const fairness = fairnessReport([{ round: 1, groups: [{ memberIds: ['a', 'c'], badness: 7 }], alone: ['b'] }]);
	const line = { number: 1, at: '2026-05-03T20:00:00Z', people: 3, groups: 1, alone: 1, mean: 7, met };
	const text = overviewText(
		{ fairness, met, waiting, rounds: [line] },
		{ language: 'zh-CN', timeZone: 'Asia/Shanghai' },
		(id) => `{${id}}`,
	);
	expect(text).toContain('• 第 1 轮（2026-05-04）：3 人，1 组，落单 1 人，平均 7，聊过 40%');
	expect(text).toContain('• {a}：等了 9 天');
});
