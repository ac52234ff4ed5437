import type { Harness } from '../../workflows/harness';
import type { Sample } from './samples';
import { ADMINS, asks, condition, event, fills, GROUP, person, runNode, TYPE } from './workflows';

const TASKS = [
	{ taskId: 'share', title: '转发海报', words: '深圳' },
	{ taskId: 'shot', title: '截图', image: true, operator: true },
];
const INVITER = 'w1';

const says = (memberId: string, text: string, fields: object = {}) =>
	event({ type: 'message', ...person(memberId, `会员${memberId}`), text, messageId: '77', ...fields });
const pays = (memberId: string, type: 'payment_succeeded' | 'refund_succeeded') =>
	event({
		type,
		...person(memberId, `会员${memberId}`),
		payment: { orderId: `O${memberId}`, transactionId: type, amountMinor: 9900, currency: 'CNY' },
	});
const press = (value: string) =>
	event({
		type: 'button',
		communityId: ADMINS,
		...person('op', '管理员'),
		button: { value, messageId: '5' },
		replyHandle: { kind: 'telegram.callback', token: 'cb', expiresAt: '2026-06-01T12:05:00.000Z' },
	});

/** Runs every operation of invitations, tasks, admission and appeals. */
export async function admissionSamples(harness: Harness): Promise<Sample[]> {
	const operation = async (
		resource: string,
		name: string,
		parameters: object,
		items: readonly object[],
	): Promise<Sample> => {
		const all = { resource, operation: name, ...parameters };
		const { outputs, error } = await runNode(harness, TYPE.screening, all, items);
		if (error !== undefined) throw new Error(error.message);
		return { node: 'MemberScreening', version: 1, resource, operation: name, items: outputs.flat() };
	};
	const together = (...samples: Sample[]): Sample => ({
		...(samples[0] as Sample),
		items: samples.flatMap(({ items }) => items),
	});

	const inviter = { platform: 'telegram', platformMemberId: INVITER, name: '老王', language: 'zh-hans' };
	const request = asks(INVITER, '老王', '想加入', {
		invite: { link: 'https://t.me/+x', name: '海报', inviterId: '9' },
	});
	const quota = { perInviter: 1, windowDays: 30, validDays: 30, tier: 'founders', note: '六月' };
	const issued = await operation('invitation', 'issue', { maxUses: 3, options: quota }, [
		{ community: { communityId: GROUP, groupId: GROUP, name: '深圳' }, member: inviter, event: request },
		says(INVITER, '邀请码'),
	]);
	const own = await operation('invitation', 'issue', { inviter: 'community', options: { communityId: GROUP } }, [{}]);
	const codeOf = ({ items }: Sample) => (items[0]?.['invitations'] as { code: string }[])[0]?.code ?? '';
	const form = fills('w2', { 邀请码: codeOf(issued), share: '深圳见', 申诉内容: '' });
	const redeemed = await operation('invitation', 'redeem', {}, [
		form,
		fills('w3', { 邀请码: codeOf(own) }),
		asks('w4', '小雨', '没有码', { invite: { name: codeOf(issued) } }),
		says('w5', '邀请码：123'),
	]);
	const revoke = { communityId: GROUP, code: codeOf(issued), operator: '李雷', note: '外泄' };
	const submitted = await operation('task', 'submit', { tasks: { task: TASKS }, reviewGroupId: ADMINS }, [
		form,
		says('w2', '#shot', { hasImage: true }),
		says('w6', '#shot', { hasImage: true }),
		says('w6', '#share 北京'),
	]);
	const cards = submitted.items.flatMap(({ messages }) => messages as { buttons?: { value: string }[] }[]);
	const [verify = '', refuse = ''] = [0, 1].map(
		(card) => cards.filter(({ buttons }) => buttons !== undefined)[card]?.buttons?.[card]?.value ?? '',
	);
	const judged = await operation('task', 'judge', { options: { note: '谢谢' } }, [press(verify), press(refuse)]);
	const names = { tasks: { task: TASKS.map(({ taskId, title }) => ({ taskId, title })) } };

	const rule = { name: 'r', field: 'answers.share', condition: condition('string', 'notEmpty'), weight: 60 };
	const evaluate = { rules: { rule: [rule] }, approveFrom: 60, rejectBelow: 1, reviewGroupId: ADMINS };
	const evaluated = await operation('application', 'evaluate', evaluate, [form, asks('w7', '阿强', '')]);
	const ways = { ways: ['invitation', 'application', 'payment'], amountMinor: 9900, currency: 'CNY' };
	const told = { options: { operatorsGroupId: ADMINS, thankInviter: true } };
	const [approved = {}] = evaluated.items;
	const checked = await operation('admission', 'check', { ...ways, ...told }, [
		approved,
		pays('w2', 'payment_succeeded'),
		asks('w4', '小雨', '想加入', { invite: { link: 'https://t.me/+x', name: '海报', inviterId: '9' } }),
	]);
	const revoked = await operation('admission', 'check', { ...ways, ...told }, [pays('w2', 'refund_succeeded')]);

	const opened = await operation('appeal', 'open', { reviewGroupId: ADMINS }, [
		says('w7', '申诉：我认识老王'),
		fills('w7', { 申诉内容: '再看看' }),
	]);
	const waiting = await operation('appeal', 'list', { communityId: GROUP }, [{}]);
	const overturn = {
		communityId: GROUP,
		appealId: opened.items[0]?.['appealId'],
		appealDecision: 'overturned',
		becomes: 'review',
		operator: '李雷',
		reason: '已核实',
	};
	const decided = await operation('appeal', 'decide', overturn, [{}]);
	return [
		together(issued, own),
		redeemed,
		await operation('invitation', 'chain', {}, [form]),
		await operation('invitation', 'topInviters', { communityId: GROUP }, [{}]),
		await operation('invitation', 'revoke', revoke, [{}]),
		await operation('invitation', 'list', { communityId: GROUP }, [{}]),
		submitted,
		judged,
		together(
			await operation('task', 'progress', names, [form]),
			await operation('task', 'progress', { ...names, whose: 'all', options: { communityId: GROUP } }, [{}]),
		),
		together(checked, revoked),
		opened,
		decided,
		together(waiting, await operation('appeal', 'list', { communityId: GROUP, state: 'all' }, [{}])),
	];
}
