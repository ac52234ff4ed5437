import type { IDataObject } from 'n8n-workflow';

import type { CommunityEvent } from '../../../community/event';
import { baitKey } from '../../../community/segments/bait';
import type { Harness } from '../../workflows/harness';
import type { Sample } from './samples';
import { event, GROUP, person, runNode, TYPE } from './workflows';

const paid = (memberId: string, amountMinor: number) =>
	event({
		type: 'payment_succeeded',
		...person(memberId, '小雨'),
		payment: { orderId: `o${memberId}`, transactionId: `t${memberId}`, amountMinor, currency: 'CNY' },
	});

const says = (memberId: string, text: string, fields: Partial<CommunityEvent> = {}) =>
	event({ type: 'message', ...person(memberId, '小雨'), text, messageId: `p${memberId}`, ...fields });

const RULES = {
	rulesFrom: 'fields',
	rules: {
		rule: [
			{ ruleId: 'talk', kinds: 'message', points: 3, dailyCap: 5, field: 'characters', atLeast: '2' },
			{ ruleId: 'often', kinds: 'message', points: 1, dailyTimes: 1 },
			{ ruleId: 'buy', kinds: 'payment_succeeded', points: 1, unit: 1000 },
		],
	},
	dailyCap: 100,
	options: { tell: true },
};

const LADDER = {
	ladderFrom: 'json',
	ladderJson: {
		tiers: [
			{ tier: '成员', benefits: [{ benefitId: 'discount', text: '9.8 折', value: 2 }] },
			{
				tier: '银卡',
				enter: { points: 5 },
				keep: { points: 4 },
				benefits: [{ benefitId: 'discount', text: '9.5 折', value: 5 }],
			},
			{ tier: '金卡', enter: { points: 500, 'message@30': 3 }, keep: { points: 400 } },
			{ tier: '黑卡', paid: true },
		],
	},
};

const PONDS = {
	pondsFrom: 'fields',
	ponds: {
		pond: [
			{
				pondId: 'photo',
				title: '摄影小群',
				groupId: '-2002',
				inviteLink: 'https://t.me/+photo',
				by: 'move',
				enterFrom: 2,
				leaveBelow: 1,
				baits: { bait: [{ bait: '摄影', label: '📷 摄影', keywords: '相机，镜头', weight: 3 }] },
			},
			{
				pondId: 'run',
				by: 'move',
				enterFrom: 2,
				leaveBelow: 1,
				baits: { bait: [{ bait: '跑步', keywords: '配速', weight: 9 }] },
			},
		],
	},
	baitGroupId: GROUP,
};

/** Runs every operation on points, tiers, scores, segments and ponds. */
export async function standingSamples(harness: Harness): Promise<Sample[]> {
	const run = async (
		resource: string,
		operation: string,
		parameters: object,
		items: readonly object[] = [{}],
	): Promise<IDataObject[]> => {
		const { outputs, error } = await runNode(harness, TYPE.member, { resource, operation, ...parameters }, items);
		if (error !== undefined) throw new Error(`${resource} ${operation}: ${error.message}`);
		return outputs.flat();
	};
	const samples: Sample[] = [];
	const sample = async (resource: string, operation: string, ...runs: [object, (readonly object[])?][]) => {
		const items: IDataObject[] = [];
		for (const [parameters, given] of runs) items.push(...(await run(resource, operation, parameters, given)));
		samples.push({ node: 'CommunityMember', version: 1, resource, operation, items });
		return items;
	};
	const one = { communityId: GROUP, findBy: 'identity', platform: 'telegram', platformMemberId: '601' };
	const nobody = { ...one, platformMemberId: 'nobody' };
	const list = { communityId: GROUP, returnAll: true };
	await runNode(harness, TYPE.ritual, { resource: 'ritual', operation: 'start' }, [
		event({ type: 'joined', ...person('601', '小雨') }),
		event({ type: 'joined', ...person('602', '大明') }),
	]);

	const talk = says('601', '大家早上好，今天一起拍照');
	const awarded = [talk, says('601', '再说一句'), says('601', '嗯'), paid('601', 5000)];
	await sample('points', 'award', [RULES, awarded]);
	await sample('points', 'adjust', [{ ...one, points: 20, reason: '线下分享', options: { tell: true } }]);
	await sample('points', 'reverse', [{ reason: '消息已删除', what: 'event' }, [talk]]);
	await sample('points', 'balance', [one], [nobody]);
	await sample('points', 'history', [{ ...one, returnAll: true }]);
	await sample('points', 'leaderboard', [list]);

	const intimacy = { scoreFrom: 'fields', weights: { weight: [{ kind: 'message', weight: 2 }] } };
	await sample('score', 'update', [intimacy, [talk, paid('602', 20_000)]]);
	await sample('score', 'get', [one], [nobody]);
	await sample('score', 'classify', [{ ...list, only: 'all', options: { fromMembers: 1 } }]);

	await sample('tier', 'evaluate', [{ whom: 'one', ...one, ...LADDER }], [{ whom: 'everybody', ...list, ...LADDER }]);
	await sample('tier', 'grantPaid', [{ ...one, tier: '黑卡', period: '12', options: { reason: '订单 1' } }]);
	await sample('tier', 'get', [one], [nobody]);
	await run('points', 'adjust', {
		...one,
		platformMemberId: '602',
		points: -1,
		reason: 'x',
		options: { mayGoBelowZero: true },
	});
	await sample('tier', 'list', [list]);

	const condition = {
		conditionFrom: 'fields',
		combine: 'all',
		conditions: { amount: [{ when: 'points', atLeast: '1' }], tag: [{ tag: '铁粉', has: false }] },
	};
	await sample('segment', 'save', [{ communityId: GROUP, segment: '有积分', ...condition }]);
	await sample(
		'segment',
		'preview',
		[{ communityId: GROUP, segment: '有积分' }],
		[{ communityId: GROUP, ...condition }],
	);
	await sample('segment', 'listMembers', [{ ...list, segment: '有积分' }]);
	await sample('segment', 'testMember', [{ ...one, segment: '有积分' }], [{ ...nobody, segment: '有积分' }]);

	await sample('pond', 'save', [{ communityId: GROUP, ...PONDS }]);
	const occurredAt = new Date().toISOString();
	const press = event({
		type: 'button',
		occurredAt,
		...person('601', '小雨'),
		button: { value: `pond.bite|${baitKey('摄影')}|${GROUP}`, messageId: '9' },
		replyHandle: { kind: 'telegram.callback', token: 'cb', expiresAt: '2026-06-01T12:05:00.000Z' },
	});
	const options = { communityId: GROUP, operatorsGroupId: '-1002', route: true };
	const joins = event({ type: 'joined', communityId: '-2002', ...person('601', '小雨') });
	const quiet = { options: { ...options, route: false } };
	await sample(
		'pond',
		'recordBite',
		[{ options }, [press, joins]],
		[{ options }, [says('602', '换了新镜头', { occurredAt })]],
	);
	await run('pond', 'recordBite', quiet, [
		says('601', '今天配速五分半', { occurredAt }),
		says('602', '配速', { occurredAt }),
	]);
	await sample('pond', 'routeDue', [{ communityId: GROUP, options: { operatorsGroupId: '-1002' } }]);
	await sample('pond', 'list', [{ ...list, status: 'any' }]);

	await sample('points', 'decayDue', [
		{ communityId: GROUP, by: 'expiry', afterDays: 1, options: { tell: true, warnDays: 3650 } },
	]);
	return samples;
}
