import type { IDataObject } from 'n8n-workflow';

import type { Harness } from '../../workflows/harness';
import { inStore, settleIn } from './elimination';
import { idOf, later, lottery, OPENS, press, RULES } from './lottery';
import type { Sample } from './samples';
import { event, person } from './workflows';

/** A community of its own, where members are known and have points. */
const GROUP = '-1010';

const form = {
	claimForm: {
		field: [
			{ label: '收货地址', required: true, sensitive: true },
			{ label: '颜色', required: false, sensitive: false },
		],
	},
	claimRules: { formUrl: 'https://n8n.example.com/form/claim', hours: 48 },
};

/** Rules in which everything that rules may hold is used. */
const FULL = {
	...RULES,
	...form,
	entryRules: {
		keyword: '抽奖',
		noTags: '黑名单',
		anyTags: '',
		pointsCost: 1,
	},
	tasks: { task: [{ name: '发言', type: 'message', count: 1, withinDays: 365 }] },
	bonus: { rule: [{ from: 'tag', value: '志愿者', every: 1, add: 2 }] },
	drawRules: { drand: true, alternates: 1 },
};

/** Runs every operation of Lottery. Stops the clock. */
export async function lotterySamples(harness: Harness): Promise<Sample[]> {
	const found = new Map<string, IDataObject[]>();
	const run = async (operation: string, parameters: object = {}, items: readonly object[] = [{}]) => {
		const put = await lottery(harness, operation, { communityId: GROUP, ...parameters }, items);
		found.set(operation, [...(found.get(operation) ?? []), ...put]);
		return put;
	};
	harness.setTime(OPENS);
	const ids = Array.from({ length: 7 }, (_none, index) => `50${index}`);
	await settleIn(
		harness,
		ids.map((id) => ({ id, points: 90, wrote: 2 })),
		GROUP,
	);
	const pressed = (id: string, action: 'lot.enter' | 'lot.withdraw' | 'lot.claim' | 'lot.decline', lotteryId: string) =>
		press(id, action, lotteryId, { communityId: GROUP });

	await run('check', { ...FULL, disclosure: { organiser: '' }, title: '转发抽奖' });
	await run('check', { rulesSource: 'json', rulesJson: '{ "closesAt": "2026-06-02" }' });
	const [full] = await run('open', { ...FULL, options: { lotteryId: 'full' }, exclusions: {} });
	await run('enter', {}, [
		{ ...pressed('500', 'lot.enter', idOf(full)), tags: ['志愿者'] },
		pressed('500', 'lot.enter', idOf(full)),
		pressed('777', 'lot.enter', idOf(full)),
		event({
			type: 'button',
			communityId: GROUP,
			...person('500', '会员500'),
			button: { value: `lot.enter|full|${GROUP}` },
		}),
	]);
	await run('withdraw', {}, [pressed('500', 'lot.withdraw', 'full'), pressed('777', 'lot.withdraw', 'full')]);
	await run('withdraw', { lotteryId: 'nothing' }, [
		event({ type: 'form_submitted', communityId: GROUP, ...person('500', 'a') }),
	]);
	await run('enter', { lotteryId: 'nothing' }, [
		event({ type: 'form_submitted', communityId: GROUP, ...person('500', 'a') }),
	]);
	await run('cancel', { lotteryId: 'full', reason: '赞助方退出', operator: '李雷' });

	const [small] = await run('open', { ...RULES, ...form, entryRules: {} });
	const id = idOf(small);
	await run('enter', { who: 'everybody', lotteryId: id });
	const nobody = { ...RULES, options: { lotteryId: 'nobody' } };
	await run('open', nobody);
	await leaves(harness, '505');
	harness.setTime(later(3000));
	await run('close');
	const [drawn] = await run('draw', { options: { operatorsGroupId: '-1002', tellWinners: true } });
	await run('stage', { lotteryId: id });
	const winners = idsOf(drawn?.['winners']);
	const [first = '', second = ''] = winners;
	const [asked] = await run('claim', {}, [pressed(first, 'lot.claim', id)]);
	const code = (asked?.['prize'] as { claimCode: string }).claimCode;
	const [claimed] = await run('claim', {}, [
		event({
			type: 'form_submitted',
			communityId: GROUP,
			...person(first, 'a'),
			form: {
				formId: 'claim',
				entryId: '1',
				fields: [
					{ key: 'a', label: '领奖码', value: code },
					{ key: 'b', label: '收货地址', value: '科技路1号' },
					{ key: 'c', label: '颜色', value: '黑' },
				],
			},
		}),
		pressed('777', 'lot.claim', id),
		pressed(second, 'lot.decline', id),
		pressed('777', 'lot.claim', 'nothing'),
	]);
	const delivery = {
		claimCode: (claimed?.['prize'] as { claimCode: string }).claimCode,
		operator: '李雷',
		note: 'SF1',
	};
	await run('recordDelivery', { ...delivery, delivery: 'delivered' });
	harness.setTime(later(3000 + 48 * 60 + 1));
	await leaves(harness, idsOf(drawn?.['alternates'])[1] ?? '');
	await run('redraw', { options: { operatorsGroupId: '-1002' } });
	harness.setTime(later(3000 + 2 * 48 * 60 + 2));
	await run('redraw', { options: { operatorsGroupId: '-1002' } });
	await run('get', { lotteryId: id, options: { entries: true, sensitive: true, operatorsGroupId: '-1002' } });
	await run('get', { lotteryId: 'full' });
	await run('list', { returnAll: true });
	return [...found].map(([operation, items]) => ({
		node: 'Lottery',
		version: 1,
		resource: 'lottery',
		operation,
		items,
	}));
}

const idsOf = (list: unknown): string[] =>
	((list ?? []) as { member: { platformMemberId: string } }[]).map(({ member }) => member.platformMemberId);

async function leaves(harness: Harness, platformMemberId: string): Promise<void> {
	await inStore(harness, async (tx) => {
		const member = await tx.findMember(GROUP, { platform: 'telegram', platformMemberId });
		await tx.setMemberStatus(GROUP, member?.memberId ?? '', 'left', new Date().toISOString());
	});
}
