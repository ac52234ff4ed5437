import type { CommunityEvent } from '../../../community/event';
import { appealText } from '../../../community/admission/find-appeal';
import { findProofs } from '../../../community/admission/find-proofs';
import { OUTCOME_COPY, type OutcomeCopy } from '../../../community/admission/outcome-copy';
import type { Task } from '../../../community/admission/task';
import { LANGUAGES } from '../../../community/language';

const task = (taskId: string, title: string): Task => ({ taskId, title, proof: [{ kind: 'operator' }] });
const TASKS = [task('share', '转发海报'), task('share2', '再转发'), task('承诺', '承诺书')];

const base = {
	v: 1,
	eventId: 'e',
	platform: 'p',
	communityId: 'c',
	memberId: 'm',
	occurredAt: '2026-06-01T12:00:00Z',
	receivedAt: '2026-06-01T12:00:00Z',
	verified: true,
} as const;
const says = (text: string, hasImage = false): CommunityEvent => ({ ...base, type: 'message', text, hasImage });
type Value = NonNullable<CommunityEvent['form']>['fields'][number]['value'];
const fills = (answers: Record<string, Value>): CommunityEvent => ({
	...base,
	type: 'form_submitted',
	form: {
		formId: 'f',
		entryId: '1',
		fields: Object.entries(answers).map(([label, value], index) => ({ key: `q${index}`, label, value })),
	},
});

describe('the proofs that an event hands in', () => {
	test.each([
		['#share https://a.com', 'share', 'https://a.com'],
		['＃Share：看这里', 'share', '看这里'],
		['好了 #share2 b', 'share2', 'b'],
		['#承诺我会遵守', '承诺', '我会遵守'],
		['转发海报，已完成 🎉', 'share', '已完成 🎉'],
		['#转发海报', 'share', ''],
	])('%s is a proof of %s', (text, taskId, said) => {
		const found = findProofs(says(text), TASKS);
		expect(found.map((one) => [one.task.taskId, one.proof.text])).toEqual([[taskId, said]]);
	});

	test.each(['大家好', '#shared a', '我要转发海报吗？', 'share'])('%s is none', (text) => {
		expect(findProofs(says(text), TASKS)).toEqual([]);
	});

	test('every answer of a form that is called like a task; uploaded files are pictures', () => {
		const found = findProofs(
			fills({
				share: ['https://a.com/1', 'b'],
				承诺书: '',
				再转发: [{ url: 'https://f.example/1.PNG?x=1' }],
				其他: 'x',
			}),
			TASKS,
		);
		expect(found.map(({ task: { taskId }, proof }) => [taskId, proof])).toEqual([
			['share', { text: 'https://a.com/1\nb', hasImage: false }],
			['share2', { text: 'https://f.example/1.PNG?x=1', hasImage: true }],
		]);
	});

	test('any message, where it is said which task all are for', () => {
		const [only] = TASKS;
		expect(findProofs(says('随便', true), TASKS, only)).toEqual([
			{ task: only, proof: { text: '随便', hasImage: true } },
		]);
		expect(findProofs({ ...base, type: 'joined' }, TASKS, only)).toEqual([]);
	});
});

describe('an appeal', () => {
	const WORDS = ['申诉', 'appeal', '/appeal'];
	test.each([
		['申诉：我认识老王', '我认识老王'],
		['  Appeal, I know Wang', 'I know Wang'],
		['/appeal', ''],
		['申诉', ''],
		['大家好', undefined],
		['appealing weather', undefined],
		['我要申诉', undefined],
		['', undefined],
	])('in the message %s is %s', (text, appeal) => {
		expect(appealText(says(text), WORDS, 'answers.申诉内容')).toBe(appeal);
	});

	test('in a form is its answer', () => {
		expect(appealText(fills({ 申诉内容: ' 再看看 ' }), WORDS, 'answers.申诉内容')).toBe('再看看');
		expect(appealText(fills({ 申诉内容: ' ' }), WORDS, 'answers.申诉内容')).toBeUndefined();
		expect(appealText({ ...base, type: 'joined' }, WORDS, 'x')).toBeUndefined();
	});
});

test.each(Object.keys(OUTCOME_COPY['zh-CN']) as (keyof OutcomeCopy)[])('%s says the same in every language', (key) => {
	const placeholders = (text: string) => [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort();
	expect(placeholders(OUTCOME_COPY.en[key])).toEqual(placeholders(OUTCOME_COPY['zh-CN'][key]));
	for (const language of LANGUAGES) expect(OUTCOME_COPY[language][key]).toMatch(/\S/);
	expect(OUTCOME_COPY.en[key].replace(/\{[^}]*\}/g, '')).not.toMatch(/\p{Script=Han}/u);
});
