import { randomUUID } from 'node:crypto';
import type { Phase } from '../sandbox/progress.ts';
import { isObject, post, type Check, type SignedEvent, type Variant } from './job.ts';

const atOnce = 200;

interface Wish {
	url: string;
	variants: readonly Variant[];
	sign: (event: { eventId: string }, expected: unknown) => SignedEvent;
	eventOf: (memberId: string, occurredAt: Date, eventId?: string) => { eventId: string };
	log: Phase;
}

/**
 * Sends two hundred check-ins of one member for one day at once: as two hundred events, and as one event that is
 * delivered two hundred times. Exactly one may count. The workflow of built-in nodes is asked the same, for comparison.
 */
export async function identicalAtOnce(wish: Wish): Promise<Check[]> {
	const checks: Check[] = [];
	for (const variant of wish.variants.filter(({ id }) => id !== 'floor')) {
		for (const same of variant.id === 'builtin' ? (['events'] as const) : (['events', 'deliveries'] as const)) {
			wish.log(`${atOnce} identical ${same} at once: ${variant.title}`);
			checks.push(await rush(wish, variant, same));
		}
	}
	return checks;
}

async function rush({ url, sign, eventOf }: Wish, variant: Variant, same: 'events' | 'deliveries'): Promise<Check> {
	const memberId = `rush-${randomUUID()}`;
	const eventId = randomUUID();
	const now = new Date();
	const events = Array.from({ length: atOnce }, () =>
		sign(eventOf(memberId, now, same === 'events' ? undefined : eventId), undefined),
	);
	const target = `${url}/webhook/${variant.path}`;
	const answers = await Promise.all(events.map(async ({ body, headers }) => await post(target, body, headers)));
	const recorded = answers.filter(({ json }) => isObject(json) && json['outcome'] === 'recorded').length;
	const what = `${atOnce} ${same === 'events' ? 'events of one member and day' : 'deliveries of one event'} at once`;
	if (variant.id === 'builtin') {
		return { text: `${what}, ${variant.title}: ${recorded} callers hear that theirs counts`, holds: undefined };
	}
	const kept = await post(`${url}/webhook/bench-list`, { memberId });
	const standing = Array.isArray(kept.json) ? kept.json.length : 0;
	// Another delivery of an event that is being worked on is told to come again later.
	const isSound = answers.every(({ status }) => status === 200 || (same === 'deliveries' && status === 409));
	const statuses = [...new Set(answers.map(({ status }) => status))].sort().join(', ');
	return {
		text: `${what}, ${variant.title}: ${recorded} recorded, ${standing} kept (HTTP ${statuses})`,
		holds: recorded === 1 && standing === 1 && isSound,
	};
}
