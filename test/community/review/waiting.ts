import fc from 'fast-check';

import type { WaitingApplication } from '../../../community/review/desk';

export const NOW = '2026-03-20T04:00:00.000Z';

/** So many hours before `NOW`. */
export const ago = (hours: number): string => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();

export const application = (applicationId: string, facts: Partial<WaitingApplication> = {}): WaitingApplication => ({
	applicationId,
	name: `申请人 ${applicationId}`,
	createdAt: ago(1),
	score: 30,
	way: 'form',
	reminded: 0,
	escalated: false,
	...facts,
});

export const queues: fc.Arbitrary<WaitingApplication[]> = fc
	.array(
		fc.record({
			createdAt: fc.integer({ min: 0, max: 20 }).map(ago),
			score: fc.integer({ min: 0, max: 3 }),
			way: fc.constantFrom('form', 'link'),
		}),
		{ maxLength: 30 },
	)
	.map((list) => list.map((facts, index) => application(`a${index}`, facts)));

/** The same queue twice, the second time in another order. */
export const mixedQueues = queues.chain((queue) =>
	fc.tuple(fc.constant(queue), fc.shuffledSubarray(queue, { minLength: queue.length, maxLength: queue.length })),
);
