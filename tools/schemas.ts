import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { incomingEventSchema } from '../community/event';
import { lotteryProofSchema } from '../community/lottery/proof/schema';
import { outboundMessageSchema } from '../community/message';
import { outboundActionSchema } from '../platforms/signed-webhook/action';

const PUBLISHED: Readonly<Record<string, { title: string; description: string; schema: z.ZodType }>> = {
	'community-event': {
		title: 'CommunityEvent',
		description: 'One thing that happened to one member of a community, as an integrator sends it.',
		schema: incomingEventSchema,
	},
	'community-event-batch': {
		title: 'CommunityEventBatch',
		description: 'Several events in one request: an array, or an object with the array in "events".',
		schema: z.union([
			z.array(incomingEventSchema).min(1).max(500),
			z.object({ events: z.array(incomingEventSchema).min(1).max(500) }),
		]),
	},
	'lottery-proof': {
		title: 'LotteryProof',
		description: 'All that anybody needs to draw a lottery again: docs/integrators/lottery-algorithm.md.',
		schema: lotteryProofSchema,
	},
	'outbound-message': {
		title: 'OutboundMessage',
		description: 'A message as operations compose it, before any platform has a say.',
		schema: outboundMessageSchema,
	},
	'outbound-action': {
		title: 'OutboundAction',
		description: "What Community Chat posts to an integrator's endpoint, signed.",
		schema: outboundActionSchema,
	},
};

/** The JSON Schemas (2020-12) that integrators get, by file name. */
export function jsonSchemas(): Record<string, object> {
	return Object.fromEntries(
		Object.entries(PUBLISHED).map(([name, { title, description, schema }]) => {
			// "input": fields with a default may be left out by the sender.
			const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' });
			return [`${name}.schema.json`, { $schema, title, description, ...rest }];
		}),
	);
}

/** Writes them; format them with Prettier afterwards. */
export function writeJsonSchemas(folder: string): void {
	mkdirSync(folder, { recursive: true });
	for (const [file, schema] of Object.entries(jsonSchemas())) {
		writeFileSync(join(folder, file), `${JSON.stringify(schema, null, 2)}\n`);
	}
}

if (require.main === module) writeJsonSchemas('schemas');
