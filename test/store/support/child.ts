// One of several processes that use a store at once. Reads its task from the environment, prints its result as JSON.
import { openStore, type RateLimit, type StoreConfig } from '../../../store';

export type Task = { config: StoreConfig } & (
	| { kind: 'open' }
	| { kind: 'once'; keys: string[] }
	| { kind: 'claim'; eventIds: string[] }
	| { kind: 'reserve'; keys: string[]; limits: RateLimit[] }
	| { kind: 'take'; memberId: string; times: number; prefix: string }
);

const AT = '2026-03-01T08:00:00.000Z';

async function run(task: Task): Promise<unknown> {
	const store = await openStore(task.config, { busyTimeoutMs: 60_000, environment: { argv: [], env: {} } });
	try {
		switch (task.kind) {
			case 'open':
				return await store.check();
			case 'once': {
				let executed = 0;
				for (const key of task.keys) {
					const { duplicate } = await store.transaction((tx) =>
						tx.once('c', key, AT, async () => {
							const member = await tx.ensureMember({ communityId: 'c', platform: 'p', platformMemberId: key, at: AT });
							await tx.addPoints({ ...member, entryId: `${key}:${process.pid}`, amount: 1, reason: 'r', at: AT });
							return {};
						}),
					);
					if (!duplicate) executed++;
				}
				return executed;
			}
			case 'claim': {
				const verdicts: string[] = [];
				for (const eventId of task.eventIds) {
					const event = {
						v: 1,
						eventId,
						platform: 'p',
						communityId: 'c',
						memberId: '7',
						type: 'message',
						occurredAt: AT,
						receivedAt: AT,
						verified: true,
					} as const;
					const at = { now: AT, leaseMs: 60_000, maxAttempts: 10 };
					verdicts.push(...(await store.claimReceipts([{ source: 's', event }], at)));
				}
				return verdicts;
			}
			case 'reserve': {
				const waits: number[] = [];
				for (const dedupeKey of task.keys) {
					const reservation = {
						communityId: 'c',
						dedupeKey,
						channel: 'g',
						limits: task.limits,
						now: AT,
						maxWaitMs: 1e9,
					};
					const verdict = await store.reserveDelivery(reservation, 60_000);
					if (verdict.verdict === 'send') waits.push(verdict.waitMs);
				}
				return waits;
			}
			case 'take': {
				let taken = 0;
				for (let time = 0; time < task.times; time++) {
					const entry = { communityId: 'c', memberId: task.memberId, amount: -1, reason: 'r', at: AT };
					await store
						.transaction((tx) => tx.addPoints({ ...entry, entryId: `${task.prefix}${time}` }))
						.then(
							() => taken++,
							(error: unknown) => {
								if ((error as { code?: string }).code !== 'conflict') throw error;
							},
						);
				}
				return taken;
			}
		}
	} finally {
		await store.close();
	}
}

run(JSON.parse(process.env['TASK'] ?? '') as Task).then(
	(result) => process.stdout.write(JSON.stringify(result)),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
		process.exitCode = 1;
	},
);
