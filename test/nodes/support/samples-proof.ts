import type { Harness } from '../../workflows/harness';
import { idOf, later, lottery, openOne, press } from './lottery';
import type { Sample } from './samples';
import { GROUP, runNode, TYPE } from './workflows';

/** A lottery from opening to its draw, with so many people; gives its id. */
export async function drawnLottery(harness: Harness, people = 6, changes: object = {}): Promise<string> {
	harness.setTime(later(0));
	const id = idOf(await openOne(harness, { title: '核验抽奖', ...changes }));
	harness.setTime(later(10));
	const presses = Array.from({ length: people }, (_, index) => press(String(7000 + index), 'lot.enter', id));
	await lottery(harness, 'enter', { who: 'item' }, presses);
	harness.setTime(later(3000));
	await lottery(harness, 'close', { communityId: GROUP, lotteryId: id });
	await lottery(harness, 'draw', { communityId: GROUP, lotteryId: id });
	return id;
}

/** Runs the two operations on proofs. */
export async function proofSamples(harness: Harness): Promise<Sample[]> {
	const lotteryId = await drawnLottery(harness);
	const run = async (operation: string, parameters: object, items: readonly object[] = [{}]) => {
		const all = { resource: 'proof', operation, ...parameters };
		const { outputs, error } = await runNode(harness, TYPE.lottery, all, items);
		if (error !== undefined) throw new Error(error.message);
		return outputs.flat();
	};
	const exported = await run('export', { communityId: GROUP, lotteryId, options: { inItem: true } });
	const entered = await lottery(harness, 'get', { communityId: GROUP, lotteryId, options: { entries: true } });
	const receipts = (entered[0]?.['entries'] as { receipt: string }[]).map(({ receipt }) => receipt);
	const verified = [];
	for (const receipt of receipts) {
		verified.push(...(await run('verify', { source: 'json', options: { receipt } }, exported)));
	}
	verified.push(...(await run('verify', { source: 'json', proof: '{}' })));
	return [
		{ node: 'Lottery', version: 1, resource: 'proof', operation: 'export', items: exported },
		{ node: 'Lottery', version: 1, resource: 'proof', operation: 'verify', items: verified },
	];
}
