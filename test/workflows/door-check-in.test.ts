import { readCode } from '../../community/scan/qr';
import template from '../../workflows/door-check-in.json';
import { FakeBotApi } from '../nodes/support/bot-api';
import { ADMINS, event, GROUP, PACKAGE, person, runNode, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

const workflow = JSON.parse(
	JSON.stringify(template)
		.replaceAll('ADMIN_GROUP_ID', ADMINS)
		.replaceAll('COMMUNITY_ID', GROUP)
		.replace('YOUR_N8N', 'n8n.example'),
) as typeof template;
const NOW = '2026-06-01T02:00:00.000Z';

describe('door-check-in.json', () => {
	let harness: Harness;
	let bot: FakeBotApi;
	beforeEach(async () => {
		bot = await FakeBotApi.start();
		harness = await createHarness({
			packageDir: PACKAGE,
			credentials: { ...bot.credentials, shequnSignedWebhookApi: { secret: 'a secret for the doors of this test' } },
		});
		harness.setTime(NOW);
	});
	afterEach(async () => {
		await harness.dispose();
		await bot.close();
	});

	const run = async (triggerNode: string, ...items: object[]) => {
		const before = bot.calls.length;
		const result = await harness.run(workflow, { triggerNode, items });
		expect(result.error).toBeUndefined();
		return { ...result, calls: bot.calls.slice(before) };
	};
	const issue = async () => {
		const made = await run('Open the Door', {});
		expect(made.calls.map(({ method }) => method)).toEqual(['sendPhoto']);
		const [item] = made.nodes['Make the Code']?.[0] ?? [];
		const binary = item?.binary?.['qr'];
		expect(binary?.mimeType).toBe('image/png');
		const door = item?.json['door'] as { code: string; words: string; link: string; svg: string };
		expect(door.svg).toContain('<svg');
		expect(readCode(new Uint8Array(Buffer.from(binary?.data ?? '', 'base64'))).text).toBe(door.link);
		return { ...door, token: new URL(door.link).searchParams.get('door') ?? '' };
	};
	const types = async (text: string, who = '7', at = NOW) => {
		harness.setTime(at);
		const said = await run(
			'Code Typed in the Chat',
			event({ type: 'message', ...person(who, '小雨'), text, messageId: '5', occurredAt: at, receivedAt: at }),
		);
		return { text: String(said.calls[0]?.params['text']), json: said.json('Record Check-In')[0] };
	};
	const opens = async (query: object, body: object = {}) => {
		const { nodes } = await run('Code Scanned', { query, body, headers: {} });
		const [item] = nodes['Door Page']?.[0] ?? [];
		return { json: item?.json, page: Buffer.from(item?.binary?.['data']?.data ?? '', 'base64').toString('utf8') };
	};

	it('takes the code once from each member, and from nobody after its time', async () => {
		const door = await issue();
		expect((await types(door.words)).json).toMatchObject({ outcome: 'recorded', checkIn: { way: 'scan' } });
		expect((await types(door.words)).json).toMatchObject({ outcome: 'refused', reason: 'code_used' });
		expect((await types(`打卡 ${door.code.toLowerCase()}`, '8')).json).toMatchObject({ outcome: 'recorded' });
		expect((await types('打卡 ABCDEFGH', '9')).json).toMatchObject({ outcome: 'refused', reason: 'code_unknown' });
		const late = await types(door.words, '9', '2026-06-01T05:00:00.000Z');
		expect(late.json).toMatchObject({ outcome: 'refused', reason: 'code_expired', checkIn: null });
		expect(late.text).toContain('签到码已过期');
	});

	it('leaves a check-in without a code to the workflow of the daily check-in', async () => {
		await issue();
		const said = await types('打卡 早');
		expect(said).toEqual({ text: 'undefined', json: undefined });
	});

	it('shows whoever scans the words to send, and writes nothing', async () => {
		const door = await issue();
		const { json, page } = await opens({ door: door.token });
		expect(json).toMatchObject({ shown: 'words', outcome: null });
		expect(page).toContain(door.words);
	});

	it('checks a member with a personal link in by the button, not by opening the page', async () => {
		const door = await issue();
		const yesterday = '2026-05-31T02:00:00.000Z';
		harness.setTime(yesterday);
		const says = { type: 'message', ...person('7', '小雨'), text: '打卡 早', messageId: '5' } as const;
		await runNode(harness, TYPE.checkIn, { resource: 'checkIn', operation: 'record', trackerId: 'daily' }, [
			event({ ...says, occurredAt: yesterday, receivedAt: yesterday }),
		]);
		harness.setTime(NOW);
		const linked = await harness.run(
			{
				name: 'Link',
				nodes: [
					{
						id: 's',
						name: 'Start',
						type: 'n8n-nodes-base.manualTrigger',
						typeVersion: 1,
						position: [0, 0],
						parameters: {},
					},
					{
						id: 'n',
						name: 'Node',
						type: 'n8n-nodes-shequn.checkInTracker',
						typeVersion: 1,
						position: [0, 0],
						credentials: { shequnSignedWebhookApi: { id: '1', name: 'x' } },
						parameters: {
							resource: 'checkIn',
							operation: 'memberLink',
							communityId: GROUP,
							memberId: '7',
							pageUrl: 'https://n8n.example/webhook/door-check-in',
						},
					},
				],
				connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
			},
			{ triggerNode: 'Start', items: [{}] },
		);
		const me = new URL(String(linked.json('Node')[0]?.['link'])).searchParams.get('me') ?? '';
		const opened = await opens({ door: door.token, me });
		expect(opened.json).toMatchObject({ shown: 'button', outcome: null });
		expect(opened.page).toContain('<form method="post">');
		const pressed = await opens({}, { door: door.token, me });
		expect(pressed.json).toMatchObject({
			shown: 'result',
			outcome: 'recorded',
			checkIn: { way: 'scan', day: '2026-06-01' },
		});
		expect(pressed.page).toContain('已连续 2 天');
		const [body, signature] = [
			door.token.slice(0, door.token.lastIndexOf('.')),
			door.token.slice(door.token.lastIndexOf('.') + 1),
		] as const;
		const other = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
		expect((await opens({ door: `${body}.${other}` })).json).toMatchObject({ shown: 'refused', reason: 'forged' });
		harness.setTime('2026-06-01T09:00:00.000Z');
		expect((await opens({ door: door.token, me })).json).toMatchObject({ shown: 'refused', reason: 'expired' });
	});
});
