import { idOf, lottery, openOne, OPENS } from '../nodes/support/lottery';
import { drawnLottery } from '../nodes/support/samples-proof';
import { GROUP, PACKAGE, runNode, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

interface StageData {
	listHash: string;
	seed: string;
	rolling: { name?: string; masked: string }[];
	tiers: { prize: string; winners: { name?: string; masked: string }[] }[];
}

describe('the stage page of a lottery', () => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await createHarness({ packageDir: PACKAGE, credentials: {} });
	});
	afterAll(async () => await harness.dispose());

	async function stage(lotteryId: string, options: object = {}) {
		const parameters = { resource: 'lottery', operation: 'stage', communityId: GROUP, lotteryId, options };
		const { nodes, error, outputs } = await runNode(harness, TYPE.lottery, parameters, [{}]);
		if (error !== undefined) throw new Error(error.message);
		const file = nodes['Node']?.[0]?.[0]?.binary?.['stage'];
		const page = Buffer.from(file?.data ?? '', 'base64').toString('utf8');
		const [, json = ''] = /id="stage">([^]*?)<\/script>/.exec(page) ?? [];
		return { json: outputs[0]?.[0], file, page, data: JSON.parse(json) as StageData };
	}

	it('holds the result that was drawn, and the hashes that were published', async () => {
		const lotteryId = await drawnLottery(harness);
		const [got] = await lottery(harness, 'get', { communityId: GROUP, lotteryId });
		const { file, data, json } = await stage(lotteryId, { verifyAt: 'https://example.com/p.html' });
		expect(file).toMatchObject({ mimeType: 'text/html', fileName: `stage-${lotteryId}.html` });
		const prizes = got?.['prizes'] as { kind: string; prize: string; member: { name: string } }[];
		const winnersOf = (prize: string) =>
			prizes.filter((one) => one.kind === 'winner' && one.prize === prize).map(({ member }) => member.name);
		expect(data.tiers.map(({ prize }) => prize)).toEqual(['二等奖：咖啡券', '一等奖：机械键盘']);
		for (const { prize, winners } of data.tiers) expect(winners.map(({ name }) => name)).toEqual(winnersOf(prize));
		expect(data.rolling).toHaveLength(6);
		expect(data.listHash).toBe((got?.['lottery'] as { listHash: string }).listHash);
		expect(data.seed).toBe((got?.['draw'] as { seed: string }).seed);
		expect(json).toMatchObject({ winners: 3, tiers: [{ winners: 2 }, { winners: 1 }], maskedOnly: false });
	});

	it('keeps names out of the file where it is asked to', async () => {
		const lotteryId = await drawnLottery(harness);
		const { page, data } = await stage(lotteryId, { maskedOnly: true });
		expect(page).not.toMatch(/会员7/);
		expect(data.rolling[0]).toEqual({ masked: expect.stringMatching(/^会\*+\d$/) });
	});

	it('is refused before the draw, and for a lottery that does not exist', async () => {
		harness.setTime(OPENS);
		const id = idOf(await openOne(harness, { title: '还没开' }));
		await expect(stage(id)).rejects.toThrow(/"还没开" is not drawn, so there is nothing to reveal/);
		await expect(stage('nothing')).rejects.toThrow(/nothing/);
	});
});
