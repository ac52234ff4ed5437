import fc from 'fast-check';
import { DomainError } from '../../../community/domain-error';
import {
	affinities,
	parsePonds,
	routeMember,
	type PondFacts,
	type PondProposal,
} from '../../../community/segments/pond';
import { daysAgo, NOW } from './samples';

const policy = parsePonds({
	halfLifeDays: 10,
	inviteAgainDays: 7,
	ponds: [
		{ pondId: 'camera', by: 'move', baits: { photo: 1, lens: 3 }, enterFrom: 6, leaveBelow: 3 },
		{ pondId: 'travel', by: 'move', baits: { trip: 2, photo: 0.5 }, enterFrom: 6, leaveBelow: 3 },
		{ pondId: '摄影私享会', by: 'invite', baits: { lens: 1 }, enterFrom: 4, leaveBelow: 1 },
	],
});

const bites = (bait: string, count: number, days = 0) =>
	Array.from({ length: count }, () => ({ bait, at: daysAgo(days) }));

/** Does what is proposed. */
function carryOut(facts: PondFacts, proposals: readonly PondProposal[], now: string): PondFacts {
	const gone = proposals.flatMap(({ action, pondId, from }) => [
		...(action === 'leave' ? [pondId] : []),
		...(from === undefined ? [] : [from]),
	]);
	const come = proposals.filter(({ action }) => action === 'move').map(({ pondId }) => pondId);
	const invited = proposals.filter(({ action }) => action === 'invite').map(({ pondId }) => ({ pondId, at: now }));
	return {
		bites: facts.bites,
		ponds: [...facts.ponds.filter((pond) => !gone.includes(pond)), ...come],
		invited: [...(facts.invited ?? []), ...invited],
	};
}

test('affinity halves with the half-life and says which baits made it', () => {
	const [camera] = affinities(policy, [...bites('lens', 1, 10), ...bites('photo', 2)], NOW);
	expect(camera).toEqual({
		pondId: 'camera',
		affinity: 3.5,
		because: [
			{ bait: 'photo', bites: 2, adds: 2 },
			{ bait: 'lens', bites: 1, adds: 1.5 },
		],
	});
});

test.each([
	['too little', bites('photo', 5), [], []],
	['enough', bites('photo', 6), [], [{ action: 'move', pondId: 'camera', limit: 6 }]],
	['less than to enter, enough to stay', bites('photo', 4), ['camera'], []],
	['too little to stay', bites('photo', 2), ['camera'], [{ action: 'leave', pondId: 'camera', limit: 3 }]],
	['the other pulls a little more', [...bites('photo', 6), ...bites('trip', 2)], ['camera'], []],
	[
		'the other pulls clearly more',
		[...bites('photo', 6), ...bites('trip', 4)],
		['camera'],
		[{ action: 'move', pondId: 'travel', from: 'camera' }],
	],
])('%s', (_case, bitten, ponds, expected) => {
	const proposals = routeMember(policy, { bites: bitten, ponds }, NOW);
	expect(proposals).toMatchObject(expected);
	expect(proposals).toHaveLength(expected.length);
});

test('an invitation is repeated only after some days, and never to those inside', () => {
	const bitten = bites('lens', 4);
	const invites = (facts: Partial<PondFacts>) =>
		routeMember(policy, { bites: bitten, ponds: ['camera'], ...facts }, NOW).map(({ action }) => action);
	expect(invites({})).toEqual(['invite']);
	expect(invites({ invited: [{ pondId: '摄影私享会', at: daysAgo(6) }] })).toEqual([]);
	expect(invites({ invited: [{ pondId: '摄影私享会', at: daysAgo(8) }] })).toEqual(['invite']);
	expect(invites({ ponds: ['camera', '摄影私享会'] })).toEqual([]);
});

describe('nobody goes to and fro', () => {
	const bitten = fc.array(
		fc.record({
			bait: fc.constantFrom('photo', 'lens', 'trip', 'other'),
			at: fc.integer({ min: 0, max: 30 }).map((days) => daysAgo(days)),
		}),
		{ maxLength: 30 },
	);
	const ponds = fc.subarray(policy.ponds.map(({ pondId }) => pondId));

	test('what was carried out is not proposed again', () => {
		fc.assert(
			fc.property(bitten, ponds, (all, inside) => {
				const facts = { bites: all, ponds: inside };
				const after = carryOut(facts, routeMember(policy, facts, NOW), NOW);
				expect(routeMember(policy, after, NOW)).toEqual([]);
			}),
		);
	});

	test('without new bites nobody is moved into the same pond twice', () => {
		fc.assert(
			fc.property(bitten, ponds, (all, inside) => {
				let facts: PondFacts = { bites: all, ponds: inside };
				const entered: string[] = [];
				for (let day = 0; day < 60; day++) {
					const now = daysAgo(-day);
					const proposals = routeMember(policy, facts, now);
					entered.push(...proposals.filter(({ action }) => action === 'move').map(({ pondId }) => pondId));
					facts = carryOut(facts, proposals, now);
				}
				expect(new Set(entered).size).toBe(entered.length);
			}),
		);
	});
});

test.each([
	['ponds.0.leaveBelow', { ponds: [{ pondId: 'a', baits: { x: 1 }, enterFrom: 2, leaveBelow: 2 }] }],
	['ponds.0.baits', { ponds: [{ pondId: 'a', baits: {}, enterFrom: 2, leaveBelow: 1 }] }],
	['ponds', { ponds: [1, 2].map(() => ({ pondId: 'a', baits: { x: 1 }, enterFrom: 2, leaveBelow: 1 })) }],
])('%s is refused where it is wrong', (field, value) => {
	expect(() => parsePonds(value)).toThrow(DomainError);
	expect(() => parsePonds(value)).toThrow(expect.objectContaining({ field }));
});
