import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { screen, type Decision, type Screening } from './screening.ts';

/** One signed event, ready to be sent, and the decision that has to come back. */
export interface SignedEvent {
	headers: Record<string, string>;
	body: string;
	expected: Decision;
}

/** One applicant for each way a screening can end. */
const applicants = [
	{
		memberName: '林小满',
		text: '我是林小满，在深圳做独立开发，想和大家交流学习',
		invite: { link: 'https://example.com/i/42' },
	},
	{ memberName: 'Sam Carter', text: 'Hello there' },
	{ memberName: '王大发', text: '加微信领返利，兼职日结，名额有限' },
];

const communityId = 'bench-community';

/**
 * Makes events that nobody has seen before, signed as Standard Webhooks says, by its own reference package.
 * They are made before the clock runs: signing must not be the load generator's bottleneck.
 * @param secret plain text, for the Crypto node cannot read the notation `whsec_…`
 */
export function signedEvents(count: number, screening: Screening, secret: string): SignedEvent[] {
	const signer = new Webhook(secret, { format: 'raw' });
	const now = new Date();
	return Array.from({ length: count }, (_, index) => {
		const id = randomUUID();
		const event = {
			v: 1,
			eventId: id,
			platform: 'bench',
			communityId,
			communityName: 'Benchmark · 压测',
			memberId: `member-${id}`,
			memberLanguage: 'zh-CN',
			type: 'join_request',
			occurredAt: now.toISOString(),
			...applicants[index % applicants.length],
		};
		const body = JSON.stringify(event);
		const headers = {
			'content-type': 'application/json',
			'webhook-id': id,
			'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
			'webhook-signature': signer.sign(id, now, body),
		};
		return { headers, body, expected: screen(event, screening) };
	});
}
