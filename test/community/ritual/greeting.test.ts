import fc from 'fast-check';

import { encodeButton } from '../../../community/button';
import { LANGUAGES } from '../../../community/language';
import { outboundMessageSchema } from '../../../community/message';
import { decodeCard, operatorCard } from '../../../community/ritual/cards';
import { RITUAL_COPY } from '../../../community/ritual/copy';
import { bundleOf, inMessages, isWindowOver } from '../../../community/ritual/greeting';
import { greetingMessage, privately, promptMessage, type Voice, type Walker } from '../../../community/ritual/messages';
import { parseRitual } from '../../../community/ritual/parse';
import { reportText } from '../../../community/ritual/report';
import { decodePress, encodePress, ritualKey, stepKey } from '../../../community/ritual/step-key';

const definition = parseRitual({
	v: 2,
	greeting: { 'zh-CN': '欢迎 @{name}', en: 'Welcome {name}' },
	steps: [
		{ id: 'accept_rules', kind: 'accept_rules' },
		{ id: 'owner', kind: 'meet_owner' },
		{ id: 'interests', kind: 'interests', choices: [{ label: 'a' }] },
	],
	operatorsGroupId: '-1009',
});
const voice = (language: 'zh-CN' | 'en'): Voice => ({
	ritualId: 'welcome',
	definition,
	language,
	segment: null,
	community: { communityId: '-1001234567890', groupId: '-1001234567890' },
});
const walker = (id: string, name: string): Walker => ({
	progressId: id,
	member: { platform: 'telegram', platformMemberId: id, name },
});

describe('newcomers who are greeted together', () => {
	test('are all mentioned, and share one button', () => {
		const people = [walker('1', '小雨'), walker('2', 'Bob {name}')];
		const zh = greetingMessage(voice('zh-CN'), people, 'k');
		expect(zh.text?.split('\n')[0]).toBe('欢迎 @小雨、@Bob {name}');
		expect(zh.mentions).toHaveLength(2);
		expect(zh.buttons?.[0]?.value).toMatch(/^wel\.do\|/);
		expect(greetingMessage(voice('en'), people, 'k').text?.split('\n')[0]).toBe('Welcome 小雨, Bob {name}');
		expect(outboundMessageSchema.parse(zh)).toEqual(zh);
	});

	test('by a reply handle one is greeted without a mention', () => {
		const message = privately(greetingMessage(voice('zh-CN'), [walker('1', '小雨')], 'k'), { token: 'T', kind: 'x' });
		expect(message).toMatchObject({ to: { kind: 'reply', id: 'T', handle: 'x' }, dedupeKey: 'k:private' });
		expect(message.text?.split('\n')[0]).toBe('欢迎 小雨');
		expect(message).not.toHaveProperty('mentions');
	});

	test('fit into their messages: nobody is lost, doubled or moved, no message has too many', () => {
		const waiting = fc.array(
			fc.string({ maxLength: 256 }).map((name) => ({ name })),
			{ maxLength: 120 },
		);
		fc.assert(
			fc.property(waiting, fc.integer({ min: 1, max: 80 }), (people, atMost) => {
				const groups = inMessages(people, atMost);
				expect(groups.flat()).toEqual(people);
				for (const group of groups) {
					expect(group.length).toBeGreaterThan(0);
					expect(group.length).toBeLessThanOrEqual(Math.min(atMost, 50));
					if (group.length > 1) expect(group.reduce((sum, { name }) => sum + name.length, 0)).toBeLessThan(1500);
				}
			}),
		);
	});

	test('wait until the window is over', () => {
		const last = '2026-06-01T00:00:00.000Z';
		expect(isWindowOver(null, 60, last)).toBe(true);
		expect(isWindowOver(last, 60, '2026-06-01T00:00:59.999Z')).toBe(false);
		expect(isWindowOver(last, 60, '2026-06-01T00:01:00.000Z')).toBe(true);
	});

	test('are of one group, ritual, version, segment and language', () => {
		const of = { groupId: 'g', platform: 'p', ritualId: 'r', version: 1, segment: null, language: 'en' as const };
		const others = [
			{ groupId: 'h' },
			{ platform: 'q' },
			{ ritualId: 's' },
			{ version: 2 },
			{ segment: 'x' },
			{ language: 'zh-CN' as const },
		];
		expect(new Set([of, ...others.map((change) => ({ ...of, ...change }))].map(bundleOf)).size).toBe(7);
		expect(bundleOf({ ...of })).toBe(bundleOf(of));
	});
});

describe('buttons', () => {
	test('say what they do in few bytes, and are read as they were written', () => {
		const choice = fc.option(fc.oneof(fc.integer({ min: 0, max: 19 }), fc.constant('done' as const)), {
			nil: undefined,
		});
		fc.assert(
			fc.property(fc.string(), fc.string(), choice, (ritual, step, picked) => {
				const press = {
					ritual: ritualKey(ritual),
					step: stepKey(step),
					...(picked === undefined ? {} : { choice: picked }),
				};
				const id = encodePress(press);
				expect(decodePress(id)).toEqual(press);
				const value = encodeButton({ action: 'wel.do', id, communityId: '-1001234567890' });
				expect(Buffer.byteLength(value)).toBeLessThanOrEqual(64);
			}),
		);
		expect(decodePress('abc')).toBeUndefined();
	});

	test('of a card name the ritual and the step', () => {
		const [, owner] = definition.steps;
		if (owner === undefined) throw new Error('no step');
		const card = operatorCard('confirm', owner, voice('zh-CN'), walker('abcdefgh23456777', '小雨'));
		const id = card?.buttons?.[0]?.value?.split('|')[1] ?? '';
		expect(decodeCard(id)).toEqual({ progressId: 'abcdefgh23456777', step: stepKey('owner') });
	});

	test('of choices end with the one that says that is all', () => {
		const [, , interests] = definition.steps;
		if (interests === undefined) throw new Error('no step');
		const { buttons } = promptMessage(interests, voice('en'), [walker('1', 'a')], 'k');
		expect(buttons?.map(({ text }) => text)).toEqual(['a', RITUAL_COPY.en.buttons.done]);
	});
});

test('every language says the same, with the same variables', () => {
	const flat = (value: object, path = ''): [string, string][] =>
		Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
			typeof inner === 'string'
				? [[`${path}${key}`, inner] as [string, string]]
				: flat(inner as object, `${path}${key}.`),
		);
	const variables = (text: string) => [...new Set(text.match(/\{\w+/g) ?? [])].sort();
	const [first, second] = LANGUAGES.map((language) => flat(RITUAL_COPY[language]));
	expect(first?.map(([key]) => key)).toEqual(second?.map(([key]) => key));
	first?.forEach(([key, text], index) =>
		expect([key, variables(text)]).toEqual([key, variables(second?.[index]?.[1] ?? '')]),
	);
});

test('a report says who began and who completed', () => {
	const count = { started: 4, completed: 1, left: 1, meanHours: 3.25 };
	const facts = {
		ritualId: 'welcome',
		total: count,
		steps: [{ stepId: 'a', title: '看群规', planned: 4, asked: 4, done: 3, skipped: 0, missed: 0 }],
		cohorts: [{ key: '2026-06-01', ...count }],
		segments: [{ key: null, ...count }],
		inviters: [{ key: '<b>Bob', ...count }],
	};
	expect(reportText(facts, 'zh-CN')).toBe(
		'📊 入群仪式「welcome」\n开始 4 人，完成 1 人（25%），进行中 2 人，离开 1 人\n各步骤：\n• 看群规：3/4（75%）\n按入群周：\n• 2026-06-01：1/4（25%）\n按邀请人：\n• <b>Bob：1/4（25%）',
	);
	expect(reportText({ ...facts, total: { ...count, started: 0 } }, 'en')).toContain('nobody began');
});
