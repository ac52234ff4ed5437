import { judgeProof, judgeTasks, taskListSchema, type Proof, type Task } from '../../../community/admission/task';
import { readSettings } from '../../../community/screening/settings';

const task = (...proof: object[]): Task => {
	const [one] = readSettings(taskListSchema, [{ taskId: 't', title: '发一篇笔记', proof }], 'Tasks');
	if (one === undefined) throw new Error('no task');
	return one;
};
const text = { kind: 'text', minimumLength: 5 };
const words = { kind: 'contains', words: ['#读书', 'book club'] };
const link = { kind: 'link', domains: ['xiaohongshu.com', '例子.中国'] };
const image = { kind: 'image' };
const operator = { kind: 'operator' };

describe('a proof', () => {
	test.each<[object, Proof, string, unknown]>([
		[text, { text: '你好👨‍👩‍👧啊啊' }, 'satisfied', 5],
		[text, { text: '你 好 👨‍👩‍👧 啊' }, 'failed', 4],
		[text, {}, 'failed', 0],
		[words, { text: '今天 #读书，in our Book  Club' }, 'satisfied', []],
		[words, { text: '今天 #读书' }, 'failed', ['book club']],
		[{ ...words, mode: 'any' }, { text: '今天 #读书' }, 'satisfied', ['book club']],
		[{ ...words, mode: 'any' }, { text: 'bookclub' }, 'failed', ['#读书', 'book club']],
		[link, { text: '笔记在 https://www.xiaohongshu.com/explore/1，看看' }, 'satisfied', ['www.xiaohongshu.com']],
		[link, { text: '看xiaohongshu.com/explore吧' }, 'satisfied', ['xiaohongshu.com']],
		[link, { links: ['https://XiaoHongShu.com/a'] }, 'satisfied', ['xiaohongshu.com']],
		[link, { text: 'https://xiaohongshu.com.evil.com/' }, 'failed', ['xiaohongshu.com.evil.com']],
		[link, { text: 'https://notxiaohongshu.com/' }, 'failed', ['notxiaohongshu.com']],
		[link, { text: 'https://evil.com/?xiaohongshu.com' }, 'failed', ['evil.com']],
		[link, { text: 'https://xiaohongshu.com@evil.com/' }, 'failed', ['evil.com']],
		[link, { text: 'https://例子.中国/读' }, 'satisfied', ['xn--fsqu00a.xn--fiqs8s']],
		[{ kind: 'link', domains: ['notes.xyz'] }, { text: '我的notes.xyz/1' }, 'satisfied', ['notes.xyz']],
		[link, { text: 'mail me@xiaohongshu.com' }, 'failed', []],
		[link, { text: '没有链接' }, 'failed', []],
		[image, { hasImage: true }, 'satisfied', true],
		[image, { text: '图' }, 'failed', false],
		[operator, { text: 'x' }, 'waiting', null],
	])('by %j of %j is %s', (rule, proof, state, saw) => {
		expect(judgeProof(task(rule), proof)).toMatchObject({ state, rules: [{ state, saw }] });
	});

	test.each([
		[{ text: '够长的文字' }, undefined, 'waiting'],
		[{ text: '够长的文字' }, true, 'satisfied'],
		[{ text: '够长的文字' }, false, 'failed'],
		[{ text: '短' }, undefined, 'failed'],
		[{ text: '短' }, true, 'failed'],
	])('%j that an operator judged %p is %s', (proof, byOperator, state) => {
		expect(judgeProof(task(text, operator), proof, byOperator).state).toBe(state);
	});
});

describe('a list of tasks', () => {
	const [a, b] = [task(text), { ...task(operator), taskId: 'b', title: '爆照' }];

	test('says what is to do and what an operator has to look at', () => {
		expect(judgeTasks([a, b], { b: 'waiting' })).toEqual({
			state: 'waiting',
			missing: [{ taskId: 't', title: '发一篇笔记' }],
			inReview: [{ taskId: 'b', title: '爆照' }],
		});
	});

	test.each([
		[{}, 'waiting'],
		[{ t: 'failed', b: 'satisfied' }, 'waiting'],
		[{ t: 'satisfied', b: 'satisfied' }, 'satisfied'],
		[{ t: 'satisfied', b: 'waiting' }, 'waiting'],
	] as const)('with %j is %s', (states, state) => {
		expect(judgeTasks([a, b], states).state).toBe(state);
	});

	test('takes no task for done because of its name', () => {
		expect(judgeTasks([{ ...a, taskId: 'constructor' }], {}).missing).toHaveLength(1);
	});

	test.each([
		[[], 'Tasks'],
		[[{ taskId: 'a', title: '', proof: [image] }], '0.title'],
		[[{ taskId: 'a', title: 'A', proof: [] }], '0.proof'],
		[[{ taskId: 'a', title: 'A', proof: [{ kind: 'dance' }] }], '0.proof.0.kind'],
		[[{ taskId: 'a', title: 'A', proof: [{ kind: 'text', minimumLength: 0 }] }], '0.proof.0.minimumLength'],
		[[{ taskId: 'a', title: 'A', proof: [{ kind: 'link', domains: ['https://a.com/b'] }] }], '0.proof.0.domains.0'],
		[
			[
				{ taskId: 'a', title: 'A', proof: [image] },
				{ taskId: 'a', title: 'B', proof: [image] },
			],
			'Tasks',
		],
	])('%j is refused, naming %s', (tasks, field) => {
		expect(() => readSettings(taskListSchema, tasks, 'Tasks')).toThrow(expect.objectContaining({ field }));
	});
});
