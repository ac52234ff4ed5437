import fc from 'fast-check';

import { decodeButton } from '../../community/button';
import { COPY } from '../../community/copy';
import { LANGUAGES, type Language } from '../../community/language';
import { outboundMessageSchema } from '../../community/message';
import { ritualDefinitionSchema, type RitualDefinition, type RitualStep } from '../../community/ritual/definition';
import { completionMessage, greetingMessage, introductionPrompt } from '../../community/ritual/messages';
import { isComplete, openSteps } from '../../community/ritual/progress';

const ACCEPT: RitualStep = { id: 'accept_rules', points: 1 };
const INTRODUCE: RitualStep = { id: 'introduce', points: 2, minimumLength: 10, words: [] };

const definition = (steps: RitualStep[], language: Language = 'zh-CN', greeting?: string): RitualDefinition => ({
	v: 1,
	language,
	greeting: greeting ?? COPY[language].greeting,
	rules: COPY[language].groupRules,
	steps,
	completionPoints: 10,
});

const ritual = (ofDefinition: RitualDefinition, name = '林晓雨') => ({
	progressId: 'abcdefgh23456777',
	subject: {
		community: { communityId: 'designers|深圳', groupId: '-1001', name: '设计师社群' },
		member: { platform: 'telegram', platformMemberId: '7', name },
	},
	definition: ofDefinition,
});

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
		const message = greetingMessage(ritual(definition([ACCEPT, INTRODUCE], language)));
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
		const message = greetingMessage(ritual(definition([INTRODUCE])));
		expect(message.text).not.toContain('群规：');
		expect(message).not.toHaveProperty('buttons');
	});

	test('shows a name as it is, whatever it looks like', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme', minLength: 1 }).map((name) => `x${name}x`),
				(name) => {
					const message = greetingMessage(ritual(definition([], 'en', 'Hi {name}!'), name));
					expect(message.text).toBe(`Hi ${name}!`);
				},
			),
		);
	});

	test('leaves out an empty part', () => {
		const message = greetingMessage(ritual({ ...definition([ACCEPT]), greeting: 'Hi', rules: '' }));
		expect(message.text).toBe('Hi');
	});
});

test('what follows has a key of its own, so that each is sent once', () => {
	const of = ritual(definition([ACCEPT, INTRODUCE], 'en'));
	const messages = [greetingMessage(of), introductionPrompt(of), completionMessage(of, 10)];
	for (const message of messages) expect(outboundMessageSchema.parse(message)).toEqual(message);
	expect(new Set(messages.map(({ dedupeKey }) => dedupeKey)).size).toBe(3);
});

test('the end names the points only where there are some', () => {
	const of = ritual(definition([]));
	expect(completionMessage(of, 10).text).toBe('🎉 @林晓雨 完成了入群仪式，获得 10 积分，正式成为我们的一员！');
	expect(completionMessage(of, 0).text).toBe('🎉 @林晓雨 完成了入群仪式，正式成为我们的一员！');
});

describe('the schema of a ritual', () => {
	test('takes what the node builds', () => {
		expect(ritualDefinitionSchema.parse(definition([ACCEPT, INTRODUCE]))).toEqual(definition([ACCEPT, INTRODUCE]));
	});

	test.each([
		[{ completionPoints: -1 }],
		[{ completionPoints: 1.5 }],
		[{ completionPoints: Number.NaN }],
		[{ language: 'de' }],
		[{ v: 2 }],
		[{ greeting: 'x'.repeat(4097) }],
		[{ steps: [{ id: 'dance', points: 0 }] }],
		[{ steps: [{ ...INTRODUCE, minimumLength: 0 }] }],
		[{ steps: [{ ...ACCEPT, points: -1 }] }],
	])('refuses %j', (change) => {
		expect(ritualDefinitionSchema.safeParse({ ...definition([ACCEPT]), ...change }).success).toBe(false);
	});
});
