import type { IDataObject } from 'n8n-workflow';
import type { CommunityEvent } from '../../community/event';
import template from '../../workflows/spam-guard.json';
import { event, GROUP, PACKAGE, person } from '../nodes/support/workflows';
import { createHarness, fakeHttp, type FakeHttp, type FakeReply, type Harness } from './harness';

const TRIGGER = 'Group Messages';
const OPERATORS = 'operators';
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ADS = [
	'淘宝刷单兼职，一单一结，加微信 kefu8823',
	'代开发票，联系微信 fapiao_66',
	'低息贷款秒批，加qq 88812345',
	'网上赌场，注册即送 https://bet.win/x',
];

const workflow = JSON.parse(JSON.stringify(template).replaceAll('ADMIN_GROUP_ID', OPERATORS)) as typeof template;

interface Action {
	action: string;
	target?: { groupId: string; memberId?: string; messageId?: string };
	message?: { to: { id: string }; text: string; replaces?: string; buttons?: { value: string }[] };
}

describe('spam-guard.json', () => {
	let harness: Harness;
	let endpoint: FakeHttp;
	let reply: (action: Action) => FakeReply;
	beforeEach(async () => {
		reply = () => ({ body: { status: 'sent', providerId: '501' } });
		endpoint = await fakeHttp((request) => reply(request.json() as Action));
		harness = await createHarness({
			packageDir: PACKAGE,
			credentials: { shequnSignedWebhookApi: { secret: SECRET, previousSecret: '', url: endpoint.url } },
		});
	});
	afterEach(async () => {
		await harness.dispose();
		await endpoint.close();
	});

	const run = async (...items: CommunityEvent[]) => {
		const before = endpoint.requests.length;
		const result = await harness.run(workflow, { triggerNode: TRIGGER, items });
		expect(result.error).toBeUndefined();
		const actions = endpoint.requests.slice(before).map((request) => request.json() as Action);
		return { ...result, actions, done: actions.map(({ action }) => action) };
	};
	let count = 0;
	const says = (memberId: string, text: string) => {
		count += 1;
		return event({
			type: 'message',
			platform: 'demo',
			...person(memberId, `成员${memberId}`),
			text,
			messageId: `m${count}`,
		});
	};
	const press = (value: string, communityId: string) =>
		event({
			type: 'button',
			platform: 'demo',
			communityId,
			...person('boss', '群主'),
			button: { value, messageId: '501' },
		});
	const cardOf = (actions: readonly Action[]) => actions.find(({ message }) => message?.to.id === OPERATORS)?.message;

	it('leaves talk alone', async () => {
		const result = await run(says('2', '昨天的分享很好，谢谢老师'));
		expect(result.json('Scan Messages')).toMatchObject([{ outcome: 'clean' }]);
		expect(result.actions).toEqual([]);
	});

	it('climbs from a warning over mutes to the door, and a replay does nothing new', async () => {
		const penalties: string[][] = [];
		for (const text of ADS) penalties.push((await run(says('3', text))).done);
		expect(penalties).toEqual([
			['message.delete', 'message.send', 'message.send'],
			['message.delete', 'member.mute', 'message.send', 'message.send'],
			['message.delete', 'member.mute', 'message.send', 'message.send'],
			['message.delete', 'member.remove', 'message.send', 'message.send'],
		]);
		const ad = says('4', ADS[0] ?? '');
		const first = await run(ad);
		expect(first.actions[0]?.target).toEqual({ groupId: GROUP, messageId: ad.messageId });
		expect(first.actions[1]?.message?.text).not.toContain('刷单');
		const again = await run(ad);
		expect(again.done.filter((action) => action !== 'message.delete')).toEqual([]);
		expect(again.json('Apply Penalty')).toMatchObject([{ duplicate: true, strikes: { standing: 1 } }]);
	});

	it('lets an operator undo it: the mute ends, the card says so, and the text passes from then on', async () => {
		await run(says('3', ADS[0] ?? ''));
		const text = '报名表：请加微信 caiwu_2026 领取代开发票须知';
		const { actions } = await run(says('3', text));
		const value = cardOf(actions)?.buttons?.[0]?.value ?? '';
		expect(value).toMatch(/^scan\.undo\|/);

		expect((await run(press(value, GROUP))).done).toEqual([]);
		const undone = await run(press(value, OPERATORS));
		expect(undone.done).toEqual(['member.restore', 'message.send', 'message.send']);
		expect(cardOf(undone.actions)).toMatchObject({ replaces: '501', text: expect.stringContaining('群主') as string });

		const passed = await run(says('9', text));
		expect(passed.json('Scan Messages')).toMatchObject([{ outcome: 'clean', spared: 'forgiven' }]);
		expect(passed.actions).toEqual([]);
	});

	it('asks a person where the platform cannot', async () => {
		reply = ({ action }) =>
			action === 'message.delete' ? { status: 403, body: { reason: 'too old' } } : { body: { status: 'sent' } };
		const { nodes, actions } = await run(says('3', ADS[0] ?? ''));
		const [sent = [], person_ = []] = nodes['Apply Penalty'] ?? [];
		expect(sent).toEqual([]);
		expect(person_.map(({ json }) => (json['deliveries'] as IDataObject[])[0])).toMatchObject([
			{ action: 'message.delete', status: 'pending_confirmation' },
		]);
		expect(actions.at(-1)?.message).toMatchObject({
			to: { id: OPERATORS },
			text: expect.stringContaining('需要人工处理') as string,
		});
	});
});
