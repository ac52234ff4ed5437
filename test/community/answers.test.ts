import type { CommunityEvent } from '../../community/event';
import { fieldValue, readAnswers } from '../../community/screening/answers';

const event = (fields: { key: string; label: string; value: unknown }[]): CommunityEvent => ({
	v: 1,
	eventId: 'e1',
	platform: 'form',
	communityId: 'c1',
	memberId: 'm1',
	type: 'form_submitted',
	occurredAt: '2026-06-01T12:00:00.000Z',
	receivedAt: '2026-06-01T12:00:01.000Z',
	verified: true,
	invite: { name: '老张' },
	form: { formId: 'f', entryId: '1', fields: fields as NonNullable<CommunityEvent['form']>['fields'] },
});

describe('a field of a rule', () => {
	const answers = readAnswers(
		event([
			{ key: 'field_1', label: '所在城市', value: '深圳' },
			{ key: 'field_2', label: 'No. of members', value: 12 },
			{ key: 'field_3', label: '兴趣（多选）', value: ['设计', '摄影'] },
			{ key: 'field_4', label: '地址', value: { city: '深圳', 'zip.code': '518000' } },
			{ key: 'field_5', label: '接受群规', value: false },
			{ key: 'field_6', label: '年龄', value: 0 },
			{ key: 'field_7', label: '备注', value: '' },
			{ key: 'field_8', label: '推荐人', value: null },
			{ key: 'field_9', label: ' 职业 ', value: '设计师' },
			{ key: 'constructor', label: '__proto__', value: 'own' },
			{ key: 'clash', label: 'field_1', value: 'label like another key' },
			{ key: 'family', label: '👨‍👩‍👧 家庭', value: 3 },
		]),
	);

	test.each([
		['answers.所在城市', '深圳'],
		[' answers . 所在城市 ', '深圳'],
		['answers.field_1', '深圳'],
		['answers.No. of members', 12],
		['answers.兴趣（多选）', ['设计', '摄影']],
		['answers.兴趣（多选）.1', '摄影'],
		['answers.地址.city', '深圳'],
		['answers.地址.zip.code', '518000'],
		['answers.接受群规', false],
		['answers.年龄', 0],
		['answers.备注', ''],
		['answers.推荐人', null],
		['answers.职业', '设计师'],
		['answers.👨‍👩‍👧 家庭', 3],
		['answers.constructor', 'own'],
		['answers.__proto__', 'own'],
		['invite.name', '老张'],
		['form.fields.0.value', '深圳'],
		['memberId', 'm1'],
	])('%j is found', (path, expected) => {
		expect(fieldValue(answers, path)).toEqual(expected);
	});

	test.each([
		'answers.城市',
		'answers.兴趣（多选）.2',
		'answers.兴趣（多选）.-1',
		'answers.推荐人.name',
		'answers.所在城市.length',
		'answers.toString',
		'constructor',
		'__proto__',
		'__proto__.polluted',
		'hasOwnProperty',
		'answers.地址.constructor.name',
		'invite.name.constructor',
		'text',
		'',
		'.',
		'...',
	])('%j names nothing', (path) => {
		expect(fieldValue(answers, path)).toBeUndefined();
	});

	test('of an event without a form has no answers', () => {
		const { form: _form, ...joining } = event([]);
		expect(readAnswers(joining)['answers']).toEqual({});
	});

	test('does not let a form reach the prototype of objects', () => {
		readAnswers(event([{ key: '__proto__', label: '__proto__', value: { polluted: true } }]));
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});

	test.each([undefined, null, 1, 'text', []])('of %j is nothing', (holder) => {
		expect(fieldValue(holder, 'answers.city')).toBeUndefined();
	});
});
