import type { IncomingEvent } from '../../community/event';
import template from '../../workflows/invitation-growth.json';
import { SignedChat } from '../nodes/support/signed-chat';
import { ADMINS, PACKAGE, runNode, TYPE } from '../nodes/support/workflows';
import { ENGINES, Engines } from '../store/support/engines';
import { createHarness, type Harness } from './harness';

const TRIGGER = 'Forms and Requests';
const GROUP = 'growers';

// One event per execution, so that calls at the same time are executions at the same time.
const workflow = JSON.parse(
	JSON.stringify(template)
		.replaceAll('ADMIN_GROUP_ID', ADMINS)
		.replace('"eventsPerExecution":20', '"eventsPerExecution":1'),
) as typeof template;

let count = 0;
const event = (memberId: string, fields: Partial<IncomingEvent> & Pick<IncomingEvent, 'type'>) => ({
	v: 1 as const,
	eventId: `e${(count += 1)}`,
	platform: 'myapp',
	communityId: GROUP,
	communityName: '种子社群',
	memberId,
	memberName: `会员${memberId}`,
	occurredAt: '2026-06-01T12:00:00.000Z',
	...fields,
});
const form = (memberId: string, code: string, more: Record<string, string> = { 自我介绍: '做产品设计' }) =>
	event(memberId, {
		type: 'form_submitted',
		form: {
			formId: 'join',
			entryId: `entry${memberId}`,
			fields: Object.entries({ 邀请码: code, 姓名: `会员${memberId}`, ...more }).map(([label, value], index) => ({
				key: `q${index}`,
				label,
				value,
			})),
		},
	});

describe.each(ENGINES)('invitation-growth.json on the %s store', (engine) => {
	const engines = new Engines();
	let harness: Harness;
	let chat: SignedChat;

	beforeAll(async () => await engines.start(), 60_000);
	afterAll(async () => await engines.stop(), 60_000);
	beforeEach(async () => {
		chat = await SignedChat.start();
		const store = engines.fresh(engine);
		harness = await createHarness({
			packageDir: PACKAGE,
			credentials: {
				...chat.credentials,
				communityStoreApi: 'file' in store ? { engine, fileName: store.file } : { ...store, ca: '', maxConnections: 5 },
			},
		});
	});
	afterEach(async () => {
		await harness.dispose();
		await chat.close();
	});

	const post = async (...events: IncomingEvent[]) => {
		const { response, run, error } = await chat.post(harness, workflow, TRIGGER, events);
		expect([error, run?.error, response.status]).toEqual([undefined, undefined, 200]);
		return run;
	};
	/** The first codes, which the community itself gives out. */
	const firstCode = async (maxUses: number): Promise<string> => {
		const parameters = { resource: 'invitation', operation: 'issue', inviter: 'community', maxUses };
		const { outputs } = await runNode(harness, TYPE.screening, { ...parameters, options: { communityId: GROUP } }, [
			{},
		]);
		return (outputs[0]?.[0]?.['invitations'] as { code: string }[])[0]?.code ?? '';
	};
	const letIn = () => chat.named('join_request.approve').map(({ target }) => target?.memberId);
	const codesOf = (id: string) => chat.textsTo(id).flatMap((text) => text?.match(/[0-9A-Z]{5}-[0-9A-Z]{5}/g) ?? []);

	it('lets in who has a code, gives them codes, and thanks whoever invited them with the count', async () => {
		await post(form('1', await firstCode(1)));
		expect(letIn()).toEqual(['1']);
		const [mine = '', second = '', third] = codesOf('1');
		expect(third).toBeDefined();
		expect(chat.textsTo('1')[0]).toBe('🎉 会员1，欢迎加入种子社群！');

		await post(form('2', mine));
		await post(event('3', { type: 'join_request', text: '想加入', invite: { name: second } }));
		expect(letIn()).toEqual(['1', '2', '3']);
		expect(chat.textsTo('1').slice(-2)).toEqual([
			'🎉 会员2 用你的邀请加入了种子社群，谢谢！你已经邀请了 1 位朋友',
			'🎉 会员3 用你的邀请加入了种子社群，谢谢！你已经邀请了 2 位朋友',
		]);
		expect(codesOf('2')).toHaveLength(3);
		const used = await post(form('4', mine));
		expect(used?.json('Redeem the Code', 1)).toMatchObject([{ verdict: 'used_up' }]);
		expect(chat.textsTo('4')).toEqual(['这个邀请码的名额已经用完了']);
	});

	it('does everything once, however often an event comes', async () => {
		const application = form('1', await firstCode(1));
		await post(application);
		const before = chat.textsTo('1');
		await post(application);
		expect(chat.textsTo('1')).toEqual(before);
		expect(codesOf('1')).toHaveLength(3);
	});

	it('lets in as many as a code has uses when many come at once', async () => {
		const code = await firstCode(3);
		await Promise.all(Array.from({ length: 10 }, (_none, index) => post(form(`${index}`, code))));
		expect(new Set(letIn()).size).toBe(3);
		const refused = Array.from({ length: 10 }, (_none, index) => chat.textsTo(`${index}`)).filter(([text]) =>
			text?.includes('名额已经用完'),
		);
		expect(refused).toHaveLength(7);
	});

	it('a code alone is not enough: operators decide in doubt', async () => {
		await post(form('1', await firstCode(1), {}));
		expect(letIn()).toEqual([]);
		const card = chat.named('message.send').find(({ message }) => message?.to.id === ADMINS)?.message;
		const value = card?.buttons?.[0]?.value ?? '';
		await post(event('9', { type: 'button', communityId: ADMINS, button: { value, messageId: 'm1' } }));
		expect(letIn()).toEqual(['1']);
		expect(codesOf('1')).toHaveLength(3);
	});

	it('gives members who ask one more code, up to their quota; others get none', async () => {
		const asks = (memberId: string) => event(memberId, { type: 'message', text: '邀请码', messageId: 'm' });
		await post(asks('7'));
		expect(chat.actions).toEqual([]);
		await post(form('1', await firstCode(1)));
		for (let time = 0; time < 8; time += 1) await post(asks('1'));
		expect(new Set(codesOf('1')).size).toBe(10);
		expect(chat.textsTo('1').at(-1)).toMatch(/^你的邀请名额暂时用完了/);
	});
});
