import fc from 'fast-check';

import { ritualDefinitionSchema } from '../../../community/ritual/definition';
import { missingLines, readForm } from '../../../community/ritual/form';

const form = (...lines: object[]) =>
	ritualDefinitionSchema.parse({ v: 2, steps: [{ id: 'x', kind: 'introduce', form: lines }] }).steps[0]?.form ?? [];
const LINES = form(
	{ label: '昵称' },
	{ label: '坐标', aliases: ['城市', 'city'], key: 'city' },
	{ label: '职业' },
	{ label: '能提供', required: false },
	{ label: '想要', required: false },
);

describe('the lines of a form', () => {
	test.each([
		['昵称：小雨\n坐标：深圳\n职业：设计师', { 昵称: '小雨', city: '深圳', 职业: '设计师' }],
		['昵称:小雨 坐标:深圳，职业：设计师', { 昵称: '小雨', city: '深圳', 职业: '设计师' }],
		['【昵称】小雨\n【坐标】 深圳', { 昵称: '小雨', city: '深圳' }],
		['1. 昵称 - 小雨\n2. 城市 - 深圳 🏙️', { 昵称: '小雨', city: '深圳 🏙️' }],
		['• CITY: New York\n• 昵称 Rain', { 昵称: 'Rain', city: 'New York' }],
		[
			'大家好！\n昵称：小雨\n想要：认识同行，\n一起跑步\n坐标：深圳',
			{ 昵称: '小雨', 想要: '认识同行，\n一起跑步', city: '深圳' },
		],
		['昵称：\n坐标：深圳', { city: '深圳' }],
		['昵称：小雨\n昵称：大雨', { 昵称: '小雨' }],
		['我的职业是设计师，坐标深圳', {}],
		['昵称：<b>{name}</b>', { 昵称: '<b>{name}</b>' }],
		['职业 ：👩‍🎨 画画', { 职业: '👩‍🎨 画画' }],
		['', {}],
	])('of %j are %j', (text, answers) => {
		expect(readForm(text, LINES)).toEqual(answers);
	});

	test('take the longest label', () => {
		const lines = form({ label: '城市' }, { label: '所在城市' });
		expect(readForm('所在城市：深圳', lines)).toEqual({ 所在城市: '深圳' });
	});

	test('say which of the required ones are missing', () => {
		expect(missingLines(LINES, {})).toEqual(['昵称', '坐标', '职业']);
		expect(missingLines(LINES, { 昵称: '小雨', city: '深圳', 职业: '' })).toEqual(['职业']);
	});

	test('come back as they were written, in any order', () => {
		const value = fc
			.array(fc.constantFrom('小', '雨', '深圳', 'A', 'b', 'é', '🎨', '👩‍🎨', '{x}', '<b>', 'I am'), { minLength: 1 })
			.map((parts) => parts.join(''));
		fc.assert(
			fc.property(
				fc.shuffledSubarray(LINES, { minLength: 1 }),
				fc.array(value, { minLength: 5, maxLength: 5 }),
				(lines, values) => {
					const text = lines.map(({ label }, index) => `${label}：${values[index] ?? ''}`).join('\n');
					const wanted = Object.fromEntries(
						lines.map(({ key, label }, index) => [key ?? label, values[index]?.trim()]),
					);
					expect(readForm(text, lines)).toEqual(wanted);
				},
			),
		);
	});

	test('never fail on what members write', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void readForm(text, LINES)));
	});
});
