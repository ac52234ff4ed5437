import { DomainError } from '../../../community/domain-error';
import {
	answerAppeal,
	appealSettingsSchema,
	mayAppeal,
	type Appeal,
	type AppealState,
} from '../../../community/admission/appeal';

const NOW = '2026-03-10T08:00:00Z';
const DECISION = { applicationId: 'a', decision: 'rejected' as const, decidedAt: '2026-03-01T08:00:00Z' };
const appeal = (state: AppealState, applicationId = 'a'): Appeal => ({
	appealId: `${applicationId}-${state}`,
	applicationId,
	state,
	openedAt: '2026-03-02T08:00:00Z',
	text: '我不是广告',
	...(state === 'open' ? {} : { answeredBy: 'op', answeredAt: '2026-03-03T08:00:00Z' }),
});

describe('an appeal', () => {
	test.each<[string, object, Appeal[], object, object]>([
		['is possible after a rejection', {}, [], {}, { ok: true, until: '2026-03-15T08:00:00.000Z' }],
		[
			'is possible beside one against another decision',
			{},
			[appeal('open', 'b')],
			{},
			{ ok: true, until: '2026-03-15T08:00:00.000Z' },
		],
		[
			'is not possible while one is open',
			{},
			[appeal('upheld'), appeal('open')],
			{ attempts: 9 },
			{ ok: false, reason: 'open_already' },
		],
		['is not possible after the deadline', {}, [], { days: 9 }, { ok: false, reason: 'too_late' }],
		['is not possible again', {}, [appeal('upheld')], {}, { ok: false, reason: 'no_more' }],
		[
			'is possible again where more are allowed',
			{},
			[appeal('upheld')],
			{ attempts: 2 },
			{ ok: true, until: '2026-03-15T08:00:00.000Z' },
		],
		['is not needed once it was right', {}, [appeal('overturned')], {}, { ok: false, reason: 'overturned_already' }],
		['against an approval makes no sense', { decision: 'approved' }, [], {}, { ok: false, reason: 'not_rejected' }],
		[
			'while a person still decides makes no sense',
			{ decision: 'review' },
			[],
			{},
			{ ok: false, reason: 'not_rejected' },
		],
	])('%s', (_name, more, appeals, settings, verdict) => {
		expect(mayAppeal({ ...DECISION, ...more }, appeals, appealSettingsSchema.parse(settings), NOW)).toEqual(verdict);
	});

	const answer = { answeredBy: 'op', answeredAt: '2026-03-03T08:00:00Z' };

	test.each(['upheld', 'overturned'] as const)('is %s once, and stays so', (state) => {
		const answered = answerAppeal(appeal('open'), { ...answer, state, answer: '看过了' });
		expect(answered).toMatchObject({ state, answeredBy: 'op', answer: '看过了', text: '我不是广告' });
		expect(answerAppeal(answered, { ...answer, state, answeredBy: 'other' })).toBe(answered);
		const other = state === 'upheld' ? 'overturned' : 'upheld';
		expect(() => answerAppeal(answered, { ...answer, state: other })).toThrow(DomainError);
		expect(() => answerAppeal(answered, { ...answer, state: other })).toThrow(
			expect.objectContaining({ field: 'state' }),
		);
	});

	test('is not answered before it was opened', () => {
		expect(() =>
			answerAppeal(appeal('open'), { ...answer, state: 'upheld', answeredAt: '2026-03-01T08:00:00Z' }),
		).toThrow(expect.objectContaining({ field: 'answeredAt' }));
	});
});
