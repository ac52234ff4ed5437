import { evaluate } from '../../../community/screening/evaluate';
import {
	recordedSignals,
	signalPoints,
	signalReasons,
	signalSettingsSchema,
	type SignalFacts,
} from '../../../community/screening/signals';

const FACTS: SignalFacts = {
	duplicates: [
		{
			platform: 'telegram',
			memberId: '8',
			sure: 'possible',
			because: [{ by: 'look', nameSimilarity: 1, avatarDistance: 0 }],
		},
		{ platform: 'telegram', memberId: '9', sure: 'likely', because: [{ by: 'phone' }] },
	],
	blocklistHits: [{ kind: 'phone', reason: '广告', listOwner: 'c', addedBy: 'op', at: '2026-01-01T00:00:00Z' }],
	poacherSignals: [{ name: 'joined_many', count: 9, atLeast: 5, withinHours: 24, communityIds: [] }],
};
const decide = (settings: object, facts = FACTS) =>
	evaluate(
		[{ name: 'Good', field: 'good', weight: 100 }],
		{ approveFrom: 60, rejectBelow: 0 },
		() => 'yes',
		() => true,
		signalReasons(facts, signalSettingsSchema.parse(settings)),
	);
const OFF = { duplicate: { effect: 'off' }, blocklist: { effect: 'off' }, poacher: { effect: 'off' } };

describe('signals', () => {
	test('reject whom the blocklist names, and hold back the rest, unless the operator says otherwise', () => {
		expect(decide({})).toMatchObject({ decision: 'rejected', stoppedBy: ['on_blocklist'] });
		expect(decide({}, { ...FACTS, blocklistHits: [] })).toMatchObject({
			decision: 'review',
			stoppedBy: ['duplicate_person', 'joined_many'],
		});
	});

	test('say what they saw and where it comes from', () => {
		const { reasons } = decide({});
		expect(reasons.map(({ source }) => source)).toEqual([undefined, 'duplicate', 'blocklist', 'poacher']);
		expect(reasons[1]?.saw).toEqual([FACTS.duplicates?.[1]]);
		expect(reasons[2]?.saw).toEqual(FACTS.blocklistHits);
	});

	test('can be taken from a decision of the past', () => {
		expect(recordedSignals(decide({}))).toEqual(signalReasons(FACTS, signalSettingsSchema.parse({})));
		expect(recordedSignals(decide(OFF))).toEqual([]);
	});

	test('do nothing where they are off or nothing was found', () => {
		expect(decide(OFF).reasons).toHaveLength(1);
		expect(decide({}, {})).toMatchObject({ decision: 'approved', score: 100 });
	});

	test('give points once, however much was found', () => {
		const twice = { duplicates: [...(FACTS.duplicates ?? []), ...(FACTS.duplicates ?? [])] };
		const points = { ...OFF, duplicate: { effect: 'points', points: -30, leastSure: 'possible' } };
		expect(decide(points, twice)).toMatchObject({ decision: 'approved', score: 70 });
		expect(signalPoints(signalSettingsSchema.parse(points))).toEqual([-30]);
	});

	test('leave out duplicates that are not sure enough', () => {
		const possible = { duplicates: FACTS.duplicates?.slice(0, 1) ?? [] };
		expect(decide({}, possible).decision).toBe('approved');
		expect(decide({ duplicate: { effect: 'review', leastSure: 'possible' } }, possible).decision).toBe('review');
	});
});
