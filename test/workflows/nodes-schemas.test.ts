import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import Ajv, { type AnySchema } from 'ajv';

import { FakeBotApi } from '../nodes/support/bot-api';
import { allSamples, type Sample } from '../nodes/support/samples';
import { PACKAGE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

interface Schema {
	type?: unknown;
	version?: unknown;
	properties?: Record<string, Schema>;
	items?: Schema;
}

const NODES = join(PACKAGE, 'nodes');

/** The schema that n8n itself finds for an operation. */
async function schemaOf({ node, version, resource, operation }: Omit<Sample, 'items'>): Promise<Schema | undefined> {
	const { loadOutputSchema } = await import('n8n-core');
	const which = { ...(resource === undefined ? {} : { resource }), ...(operation === undefined ? {} : { operation }) };
	return loadOutputSchema({ nodeDir: join(NODES, node), version, ...which });
}

/** Paths of everything that a value holds, or that a schema describes. */
function pathsOfValue(value: unknown, path = ''): string[] {
	if (Array.isArray(value)) return [path, ...value.flatMap((one) => pathsOfValue(one, `${path}[]`))];
	if (typeof value !== 'object' || value === null) return [path];
	return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOfValue(inner, `${path}.${key}`))];
}

function pathsOfSchema({ properties = {}, items }: Schema, path = ''): string[] {
	return [
		path,
		...Object.entries(properties).flatMap(([key, inner]) => pathsOfSchema(inner, `${path}.${key}`)),
		...(items === undefined ? [] : pathsOfSchema(items, `${path}[]`)),
	];
}

/** Values that differ from item to item and therefore have no fixed shape. */
const FREE = /\.(saw|value|portrait|rows)(\.|\[|$)/;

describe('the output schemas that the editor shows', () => {
	let harness: Harness;
	let bot: FakeBotApi;
	let samples: Sample[];
	beforeAll(async () => {
		bot = await FakeBotApi.start();
		harness = await createHarness({
			packageDir: PACKAGE,
			credentials: { ...bot.credentials, shequnSignedWebhookApi: { secret: 'a secret of the schemas test' } },
		});
		samples = await allSamples(harness, bot);
	}, 180_000);
	afterAll(async () => {
		await harness.dispose();
		await bot.close();
	});

	it('exist for every operation, and for nothing else', async () => {
		for (const sample of samples) expect(await schemaOf(sample)).toMatchObject({ type: 'object', version: 1 });
		const files = readdirSync(NODES, { recursive: true, encoding: 'utf8' }).filter((file) =>
			/__schema__.*\.json$/.test(file),
		);
		expect(files).toHaveLength(samples.length);
	});

	it('hold for real outputs', async () => {
		const ajv = new Ajv({ strict: false, allErrors: true });
		for (const sample of samples) {
			expect(sample.items.length).toBeGreaterThan(0);
			const isValid = ajv.compile((await schemaOf(sample)) as AnySchema);
			for (const item of sample.items)
				expect([sample.operation, isValid(item), isValid.errors]).toEqual([sample.operation, true, null]);
		}
	});

	it('describe all that real outputs hold, and nothing that none holds', async () => {
		for (const sample of samples) {
			const described = new Set(pathsOfSchema((await schemaOf(sample)) ?? {}).filter((path) => !FREE.test(path)));
			const held = new Set(sample.items.flatMap((item) => pathsOfValue(item)).filter((path) => !FREE.test(path)));
			const where = `${sample.node} ${sample.operation ?? ''}`;
			expect([
				where,
				[...held].filter((path) => !described.has(path) && !described.has(path.replace(/\[\]$/, ''))),
			]).toEqual([where, []]);
			expect([where, [...described].filter((path) => !held.has(path) && !/\[\]$/.test(path))]).toEqual([where, []]);
		}
	});
});
