import { openStore, type CommunityStore, type StoreConfig } from '../../store';
import { chain, condition, fills, GROUP, node, PACKAGE, TYPE } from '../nodes/support/workflows';
import { ENGINES, Engines, PLAIN } from '../store/support/engines';
import { createHarness, type Harness } from './harness';

const PASSES = {
	name: '住在深圳',
	field: 'answers.城市',
	condition: condition('string', 'contains', '深圳'),
	weight: 60,
};
const credentials = { communityStoreApi: { id: '', name: 'Community Store' } };

/** Whatever runs at once, places and people are counted one by one. */
describe.each(ENGINES)('places on the %s store', (engine) => {
	const engines = new Engines();
	let harness: Harness;
	let store: CommunityStore;

	beforeAll(async () => await engines.start(), 60_000);
	afterAll(async () => await engines.stop(), 60_000);
	beforeEach(async () => {
		const config: StoreConfig = engines.fresh(engine);
		const fields = 'file' in config ? { engine, fileName: config.file } : { ...config, ca: '', maxConnections: 5 };
		harness = await createHarness({ packageDir: PACKAGE, credentials: { communityStoreApi: fields } });
		store = await openStore(config, PLAIN);
	}, 30_000);
	afterEach(async () => {
		await store.close();
		await harness.dispose();
	});

	const run = async (operation: string, parameters: object, items: readonly object[]) => {
		const screening = node('Node', TYPE.screening, { resource: 'application', operation, ...parameters });
		const workflow = chain(node('Start', 'n8n-nodes-base.manualTrigger', {}), { ...screening, credentials });
		const result = await harness.run(workflow, { triggerNode: 'Start', items });
		expect(result.error).toBeUndefined();
		return [0, 1, 2, 3].map((output) => result.json('Node', output));
	};
	const panel = (options: object) => ({ rules: { rule: [PASSES] }, approveFrom: 60, rejectBelow: 0, options });
	const evaluate = (options: object, item: object) => run('evaluate', panel(options), [item]);

	it('gives the last place to one of many who apply at once', async () => {
		const options = { quota: { heads: { maxMembers: 2 } } };
		const runs = await Promise.all(
			['1', '2', '3', '4', '5'].map((id) => evaluate(options, fills(id, { 城市: '深圳' }))),
		);
		expect(runs.flatMap(([approved]) => approved)).toHaveLength(2);
		const places = runs.flatMap(([, , , waiting = []]) => waiting.map((json) => json['place']));
		expect(places.sort()).toEqual([1, 2, 3]);
	});

	it('sees that two who apply at once are one person', async () => {
		const options = { signals: { duplicate: {} }, contactFields: { fields: { phone: 'answers.手机' } } };
		const runs = await Promise.all(
			['138 0013 8000', '+8613800138000'].map((phone, index) =>
				evaluate(options, fills(String(index), { 城市: '深圳', 手机: phone })),
			),
		);
		expect(runs.flatMap(([approved]) => approved)).toHaveLength(1);
		expect(runs.flatMap(([, review]) => review)).toMatchObject([{ stoppedBy: ['duplicate_person'] }]);
	});

	it('moves the list up once, however many ask at once', async () => {
		const full = { quota: { heads: { maxMembers: 0 } } };
		for (const id of ['1', '2', '3']) await evaluate(full, fills(id, { 城市: '深圳' }));
		const up = (selectionId: string) =>
			run('select', { communityId: GROUP, selectionId, method: 'moveUp', places: 0, options: { maxMembers: 2 } }, [{}]);
		const runs = await Promise.all(['a', 'a', 'b'].map(up));
		const moved = runs.flatMap(([approved = []]) => approved.filter((json) => json['duplicate'] === false));
		expect(moved.map((json) => (json['member'] as { platformMemberId: string }).platformMemberId)).toEqual(['1', '2']);
		expect(await store.read((tx) => tx.countApplications({ communityId: GROUP, status: 'waitlisted' }))).toBe(1);
	});
});
