import type { IDataObject } from 'n8n-workflow';

import type { Harness } from '../../workflows/harness';
import { DAY_0, day, eliminate, inStore, presses, settleIn, type Neighbour } from './elimination';
import type { Sample } from './samples';
import { ADMINS, event, person } from './workflows';

const GROUP = '-1009';

const people: Neighbour[] = [
	// Breaks no rule, has many strikes, is silent, poor, or protected.
	...Array.from({ length: 10 }, (_none, index) => ({ id: `30${index}`, points: 90, wrote: 2 })),
	{ id: '310', points: 90, wrote: 2 },
	{ id: '311', points: 90, wrote: 100 },
	{ id: '312', points: 0, wrote: 1 },
	{ id: '313', points: 0, wrote: 1 },
	{ id: '314', points: 0, wrote: 1 },
	{ id: '315', points: 0, wrote: 1 },
	{ id: '316', points: 0, wrote: 1, joined: 3 },
	{ id: '317', points: 90, wrote: 80 },
];

const policy = {
	communityId: GROUP,
	policyRules: {
		output: { minCount: 1, kinds: 'message', withinDays: 90, afterDaysOfMembership: 30 },
		persuasion: { silentForDays: 60, memberIds: '301, 999', answerDays: 14 },
		points: { below: 10, withinDays: 30, afterDaysOfMembership: 0 },
		quota: { maxMembers: 9, order: 'points' },
		violations: { minStrikePoints: 3, withinDays: 90 },
	},
	immunity: { memberIds: '315', newcomerDays: 7, contributionWithinDays: 0, notFor: ['violations'], tiers: '黑卡' },
	limits: { count: 7, percent: 50, minimumSize: 1 },
	periods: { remindDaysBefore: 2 },
};

const whatIf = {
	whatIf: { rules: { points: { below: 1000 } }, batchCap: { count: 3 } },
};

const caseOf = (items: readonly IDataObject[], id: string): IDataObject => {
	const found = items.find(
		({ member }) => (member as { platformMemberId?: string } | undefined)?.platformMemberId === id,
	);
	if (found === undefined) throw new Error(`Nothing was said about ${id}`);
	return found;
};

/** Runs every operation of elimination, in a community of its own, from the notice to the end. Stops the clock. */
export async function eliminationSamples(harness: Harness): Promise<Sample[]> {
	const found = new Map<string, IDataObject[]>();
	const operation = async (name: string, parameters: object = {}, items: readonly object[] = [{}]) => {
		const { outputs, error } = await eliminate(harness, name, { communityId: GROUP, ...parameters }, items);
		if (error !== undefined) throw new Error(`${name}: ${error.message}`);
		found.set(name, [...(found.get(name) ?? []), ...outputs.flat()]);
		return outputs;
	};
	harness.setTime(DAY_0);
	const ids = await settleIn(harness, people, GROUP);
	await strike(harness, ids['310'] ?? '');
	await operation('simulate', { ...policy, options: whatIf });
	const [notified = []] = await operation('notify', policy);
	const press = (id: string, action: string, about: string, where = GROUP) =>
		presses(id, `${action}|${String(caseOf(notified, about)['caseId'])}|${GROUP}`, where);

	await operation('answer', {}, [press('312', 'eli.appeal', '312'), press('301', 'eli.agree', '301')]);
	await operation('answer', { options: { note: 'was ill' } }, [press('1', 'eli.grant', '312', ADMINS)]);
	const granted = { memberId: '313', operator: 'Li Lei', reason: 'leave', until: '2026-12-31T00:00:00Z' };
	await operation('grantImmunity', granted);
	harness.setTime(day(6));
	await operation('execute');
	harness.setTime(day(8));
	const [removals = []] = await operation('execute');
	await operation('liftImmunity', { memberId: '313', operator: 'Li Lei' });
	const deliveries = [{ action: 'member.remove', status: 'failed', reason: 'not enough rights' }];
	await operation('recordRemoval', {}, [
		{ ...caseOf(removals, '301'), deliveries: [{ action: 'member.remove', status: 'sent' }] },
		{ ...caseOf(removals, '314'), deliveries },
	]);
	await operation('execute');
	await operation('answer', {}, [
		event({ type: 'removed', communityId: GROUP, ...person('314', 'x'), actorName: 'Li' }),
	]);
	await operation('listCases', { returnAll: true });
	return [...found].map(([name, items]) => ({
		node: 'MemberScreening',
		version: 1,
		resource: 'elimination',
		operation: name,
		items,
	}));
}

async function strike(harness: Harness, memberId: string): Promise<void> {
	await inStore(harness, (tx) =>
		tx.addStrike({
			communityId: GROUP,
			strikeId: 's1',
			memberId,
			points: 5,
			rule: 'advertising',
			reasons: [],
			messageId: null,
			at: day(-3),
		}),
	);
}
