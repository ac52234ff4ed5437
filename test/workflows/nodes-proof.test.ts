import { randomBytes } from 'node:crypto';
import type { LotteryProof } from '../../community/lottery/proof/proof';
import { verifyProof } from '../../community/lottery/proof/verify';
import { lottery, openOne, idOf } from '../nodes/support/lottery';
import { drawnLottery } from '../nodes/support/samples-proof';
import { chain, GROUP, node, PACKAGE, runNode, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

describe('the proof of a lottery', () => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await createHarness({ packageDir: PACKAGE, credentials: {} });
	});
	afterAll(async () => await harness.dispose());

	/** Export, and Verify after it. */
	async function exportAndVerify(lotteryId: string, verify: object = {}) {
		const workflow = chain(
			node('Start', 'n8n-nodes-base.manualTrigger', {}),
			node('Export', TYPE.lottery, { resource: 'proof', operation: 'export', communityId: GROUP, lotteryId }),
			node('Verify', TYPE.lottery, { resource: 'proof', operation: 'verify', language: 'en', ...verify }),
		);
		const result = await harness.run(workflow, { triggerNode: 'Start', items: [{}] });
		const binary = result.nodes['Export']?.[0]?.[0]?.binary;
		const textOf = (name: string) => Buffer.from(binary?.[name]?.data ?? '', 'base64').toString('utf8');
		return { result, binary, textOf, verified: result.json('Verify', 0)[0] };
	}

	it('is two files, which hold, and which the next node verifies', async () => {
		const lotteryId = await drawnLottery(harness);
		const { binary, textOf, verified } = await exportAndVerify(lotteryId, { options: { lotteryId } });

		expect(binary?.['proof']).toMatchObject({ mimeType: 'application/json', fileName: `lottery-${lotteryId}.json` });
		expect(binary?.['page']).toMatchObject({ mimeType: 'text/html', fileName: `lottery-${lotteryId}.html` });
		const proof = JSON.parse(textOf('proof')) as LotteryProof;
		expect(verifyProof(proof, { communityId: GROUP, lotteryId }).valid).toBe(true);
		// Nobody's id or name can be read from it.
		expect(textOf('proof')).not.toMatch(/700\d"|会员/);
		expect(textOf('page')).toContain("default-src 'none'");
		expect(verified).toMatchObject({ valid: true, lottery: { lotteryId, entrants: 6 } });
		expect(verified?.['winners']).toEqual(proof.winners);

		const page = await exportAndVerify(lotteryId, { binaryField: 'page' });
		expect(page.verified).toMatchObject({ valid: true });
	});

	it('has the line of everybody who has a receipt', async () => {
		const lotteryId = await drawnLottery(harness);
		const [got] = await lottery(harness, 'get', { communityId: GROUP, lotteryId, options: { entries: true } });
		for (const { receipt } of got?.['entries'] as { receipt: string }[]) {
			const { verified } = await exportAndVerify(lotteryId, { options: { receipt } });
			expect(verified).toMatchObject({ line: { status: 'found', subject: expect.stringMatching(/700\d$/) } });
		}
	});

	it('names what does not hold, and is an error where it is asked to be', async () => {
		const lotteryId = await drawnLottery(harness);
		const { verified } = await exportAndVerify(lotteryId, { options: { lotteryId: 'another' } });
		expect(verified).toMatchObject({ valid: false });
		expect(verified?.['checks']).toContainEqual(
			expect.objectContaining({
				id: 'published',
				status: 'failed',
				detail: expect.stringContaining('not the proof of that lottery'),
			}),
		);
		const { result } = await exportAndVerify(lotteryId, { options: { commitment: 'ab'.repeat(32), fail: true } });
		expect(result.error?.message).toBe('It is the lottery that the group was told of');
		expect(result.error?.description).toContain('Published was abab');

		const { textOf } = await exportAndVerify(lotteryId);
		const proof = JSON.parse(textOf('proof')) as LotteryProof;
		const forged = { ...proof, secret: randomBytes(32).toString('hex') };
		const { outputs } = await runNode(
			harness,
			TYPE.lottery,
			{ resource: 'proof', operation: 'verify', source: 'json', language: 'en' },
			[{ proof: forged }, { proof: { ...proof, secret: 'ab' } }, {}],
		);
		expect(outputs[0]?.map(({ valid }) => valid)).toEqual([false, false, false]);
		expect(JSON.stringify(outputs[0]?.[0]?.['checks'])).toContain('it is another secret');
		expect(JSON.stringify(outputs[0]?.[1]?.['checks'])).toContain('must be 32 bytes, but is 2 characters');
	});

	it('does not exist before the draw', async () => {
		harness.setTime('2026-06-01T12:00:00.000Z');
		const lotteryId = idOf(await openOne(harness));
		const { result } = await exportAndVerify(lotteryId);
		expect(result.error?.message).toContain('is not drawn, so there is nothing to prove');
		const missing = await exportAndVerify('nothing');
		expect(missing.result.error?.message).toContain('nothing');
	});
});
