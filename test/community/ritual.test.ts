import fc from 'fast-check';

import { decodeButton } from '../../community/button';
import { COPY } from '../../community/copy';
import { LANGUAGES, type Language } from '../../community/language';
import { outboundMessageSchema } from '../../community/message';
import type { RitualDefinition, RitualSource } from '../../community/ritual/definition';
import {
	completionMessage,
	greetingMessage,
	promptMessage,
	type Voice,
	type Walker,
} from '../../community/ritual/messages';
import { parseRitual, readRitual } from '../../community/ritual/parse';
import { isComplete, openSteps } from '../../community/ritual/progress';

type Steps = NonNullable<RitualSource['steps']>;
const ACCEPT: Steps[number] = { id: 'accept_rules', kind: 'accept_rules', points: 1 };
const INTRODUCE: Steps[number] = { id: 'introduce', kind: 'introduce', points: 2, minimumLength: 10, words: [] };

const definition = (steps: Steps, language: Language = 'zh-CN', greeting?: string): RitualDefinition =>
	parseRitual({
		v: 2,
		language,
		greeting: greeting ?? COPY[language].greeting,
		rules: COPY[language].groupRules,
		steps,
		completionPoints: 10,
	});

const ritual = (ofDefinition: RitualDefinition, name = '林晓雨'): { voice: Voice; walker: Walker } => ({
	voice: {
		ritualId: 'welcome',
		definition: ofDefinition,
		language: ofDefinition.language === 'member' ? 'zh-CN' : ofDefinition.language,
		segment: null,
		community: { communityId: 'designers|深圳', groupId: '-1001', name: '设计师社群' },
	},
	walker: { progressId: 'abcdefgh23456777', member: { platform: 'telegram', platformMemberId: '7', name } },
});
const greetingOf = ({ voice, walker }: { voice: Voice; walker: Walker }) => greetingMessage(voice, [walker], 'key');

describe('the steps of a ritual', () => {
	const both = definition([ACCEPT, INTRODUCE]);

	test.each([
		[[], ['accept_rules', 'introduce']],
		[['introduce'], ['accept_rules']],
		[['accept_rules'], ['introduce']],
		[['introduce', 'accept_rules'], []],
		[['something else'], ['accept_rules', 'introduce']],
	])('after %j %j are open', (done, open) => {
		expect(openSteps(both, done).map(({ id }) => id)).toEqual(open);
		expect(isComplete(both, done)).toBe(open.length === 0);
	});

	test('are complete at once where there are none', () => {
		expect(isComplete(definition([]), [])).toBe(true);
	});

	test('stay open or done whatever is repeated', () => {
		const steps = fc.array(fc.constantFrom('accept_rules', 'introduce', 'other'), { maxLength: 6 });
		fc.assert(
			fc.property(steps, (done) => {
				expect(openSteps(both, [...done, ...done])).toEqual(openSteps(both, done));
				expect(openSteps(both, [...done].reverse())).toEqual(openSteps(both, done));
			}),
		);
	});
});

describe('the greeting', () => {
	test.each(LANGUAGES)('in %s names the member and shows rules and button', (language) => {
		const message = greetingOf(ritual(definition([ACCEPT, INTRODUCE], language)));
		expect(outboundMessageSchema.parse(message)).toEqual(message);
		expect(message.text).toContain('@林晓雨');
		expect(message.text).toContain('设计师社群');
		expect(message.text?.endsWith(COPY[language].groupRules)).toBe(true);
		expect(message.mentions).toEqual([{ id: '7', name: '林晓雨' }]);
		expect(message.buttons?.map(({ text }) => text)).toEqual([COPY[language].acceptButton]);
		expect(decodeButton(message.buttons?.[0]?.value ?? '')).toEqual({
			action: 'wel.accept',
			id: 'abcdefgh23456777',
			communityId: 'designers|深圳',
		});
	});

	test('has neither rules nor button where they are no step', () => {
		const message = greetingOf(ritual(definition([INTRODUCE])));
		expect(message.text).not.toContain('群规：');
		expect(message).not.toHaveProperty('buttons');
	});

	test('shows a name as it is, whatever it looks like', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme', minLength: 1 }).map((name) => `x${name}x`),
				(name) => {
					const message = greetingOf(ritual(definition([], 'en', 'Hi {name}!'), name));
					expect(message.text).toBe(`Hi ${name}!`);
				},
			),
		);
	});

	test('leaves out an empty part', () => {
		const message = greetingOf(ritual({ ...definition([ACCEPT]), greeting: 'Hi', rules: ' ' }));
		expect(message.text).toBe('Hi');
	});
});

test('what follows has a key of its own, so that each is sent once', () => {
	const of = ritual(definition([ACCEPT, INTRODUCE], 'en'));
	const [, introduce] = of.voice.definition.steps;
	if (introduce === undefined) throw new Error('no step');
	const messages = [
		greetingMessage(of.voice, [of.walker], 'greeting'),
		promptMessage(introduce, of.voice, [of.walker], 'ask'),
		completionMessage(of.voice, of.walker, 10),
	];
	for (const message of messages) expect(outboundMessageSchema.parse(message)).toEqual(message);
	expect(new Set(messages.map(({ dedupeKey }) => dedupeKey)).size).toBe(3);
});

test('the end names the points only where there are some', () => {
	const of = ritual(definition([]));
	expect(completionMessage(of.voice, of.walker, 10).text).toBe(
		'🎉 @林晓雨 完成了入群仪式，获得 10 积分，正式成为我们的一员！',
	);
	expect(completionMessage(of.voice, of.walker, 0).text).toBe('🎉 @林晓雨 完成了入群仪式，正式成为我们的一员！');
});

describe('a ritual as data', () => {
	const source = (change: object) => ({ v: 2, steps: [ACCEPT], ...change });

	test('is read as it was kept', () => {
		const kept = definition([ACCEPT, INTRODUCE]);
		expect(readRitual(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
	});

	test('of the first release goes on as it was', () => {
		const old = {
			v: 1,
			language: 'en',
			greeting: 'Hi {name}',
			rules: 'Be kind',
			steps: [
				{ id: 'accept_rules', points: 1 },
				{ id: 'introduce', points: 2, minimumLength: 5, words: ['hello'] },
			],
			completionPoints: 7,
		};
		expect(readRitual(old)).toMatchObject({
			v: 2,
			order: 'free',
			language: 'en',
			completionPoints: 7,
			steps: [
				{ id: 'accept_rules', kind: 'accept_rules', by: 'button', points: 1 },
				{ id: 'introduce', kind: 'introduce', by: 'words', points: 2, minimumLength: 5, words: ['hello'] },
			],
		});
	});

	test.each([
		[{ completionPoints: -1 }, 'completionPoints'],
		[{ completionPoints: 1.5 }, 'completionPoints'],
		[{ language: 'de' }, 'language'],
		[{ v: 1 }, 'v'],
		[{ colour: 'red' }, 'ritual'],
		[{ timeZone: 'Mars/Olympus' }, 'timeZone'],
		[{ steps: [{ id: 'dance', kind: 'dance' }] }, 'steps.0.kind'],
		[{ steps: [{ ...INTRODUCE, minimumLength: 0 }] }, 'steps.0.minimumLength'],
		[{ steps: [ACCEPT, ACCEPT] }, 'steps'],
		[{ steps: [{ id: 'Größe', kind: 'custom' }] }, 'steps.0.id'],
		[{ steps: [{ id: 'x', kind: 'custom', by: 'pattern' }] }, 'steps.0.pattern'],
		[{ steps: [{ id: 'x', kind: 'interests' }] }, 'steps.0.choices'],
		[{ steps: [{ id: 'x', kind: 'first_things' }] }, 'steps.0.things'],
		[{ steps: [{ id: 'x', kind: 'introduce', by: 'form' }] }, 'steps.0.form'],
		[{ steps: [{ ...ACCEPT, ifMissed: 'skip' }] }, 'steps.0.dueHours'],
		[{ steps: [{ ...ACCEPT, dueHours: 1, ifMissed: 'remind' }] }, 'operatorsGroupId'],
		[{ steps: [{ ...INTRODUCE, form: [{ label: '城市' }, { label: '坐标', aliases: ['城市'] }] }] }, 'steps.0.form'],
		[{ greetings: [{ segment: 'a', when: { when: 'moon' } }] }, 'greetings.0.when.when'],
	])('refuses %j, naming %s', (change, field) => {
		expect(() => parseRitual(source(change))).toThrow(
			expect.objectContaining({ name: 'DomainError', field, hint: expect.any(String) as string }),
		);
	});

	test.each([
		[{ greeting: '{nmae}' }],
		[{ greeting: { en: '{nmae}' } }],
		[{ rules: '{points}' }],
		[{ ownerIntroduction: '{坐标}' }],
		[{ steps: [{ ...ACCEPT, nudge: '{points}' }] }],
	])('refuses a text with a variable that does not exist: %j', (change) => {
		expect(() => parseRitual(source(change))).toThrow(/does not exist/);
	});

	test('refuses a pattern that could hang', () => {
		const steps = [{ id: 'x', kind: 'custom', by: 'pattern', pattern: '(a)\\1' }];
		expect(() => parseRitual(source({ steps }))).toThrow(/cannot be used/);
	});
});
