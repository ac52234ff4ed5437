import type { IDataObject } from 'n8n-workflow';

import { event, GROUP, PACKAGE, person, runNode, storeOf, TYPE } from '../nodes/support/workflows';
import { runSql } from '../store/support/raw-sql';
import { createHarness, type Harness } from './harness';

describe('Community Member', () => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await createHarness({ packageDir: PACKAGE, baseTime: '2026-06-02T04:00:00Z' });
	}, 60_000);
	afterAll(() => harness.dispose());

	const run = async (
		[resource, operation]: [string, string],
		parameters: object,
		items: readonly object[] = [{}],
	): Promise<IDataObject[]> => {
		const result = await runNode(harness, TYPE.member, { resource, operation, ...parameters }, items);
		if (result.error !== undefined) throw new Error(`${result.error.message} – ${String(result.error.description)}`);
		return result.outputs.flat();
	};
	const rain = event({ type: 'message', ...person('7', '小雨') });

	it('defines a portrait and keeps what fits', async () => {
		const fields = {
			field: [
				{ name: 'city', label: '城市', type: 'text' },
				{ name: 'age', type: 'number' },
				{ name: 'skills', type: 'choices', choices: '设计，开发，运营' },
				{ name: 'idCard', type: 'text', sensitive: true },
			],
		};
		const first = await run(['field', 'define'], { communityId: GROUP, fields });
		expect(first).toMatchObject([
			{ changed: true, fields: [{ field: 'city' }, {}, { many: true }, { sensitive: true }] },
		]);
		expect(await run(['field', 'define'], { communityId: GROUP, fields })).toMatchObject([{ changed: false }]);
		await expect(
			run(['field', 'define'], { communityId: GROUP, fields: { field: [{ name: 'age', type: 'text' }] } }),
		).rejects.toThrow(/values of another type/);

		const upsert = {
			portrait: {
				field: [
					{ field: 'city', value: '深圳' },
					{ field: 'age', value: '３０' },
					{ field: 'skills', value: '运营, 设计' },
					{ field: 'idCard', value: '440300199001011234' },
				],
			},
			tags: {
				tag: [
					{ tag: '铁粉', days: 0 },
					{ tag: '试用', days: 3 },
				],
			},
			traits: { trait: [{ kind: 'phone', value: '138 0013 8000', verified: true }] },
			options: { name: '小雨', timeZone: 'Asia/Shanghai', operator: '小王' },
		};
		const [made] = await run(['member', 'upsert'], upsert, [rain]);
		expect(made).toMatchObject({
			created: true,
			changed: [
				'name',
				'language',
				'timeZone',
				'field:city',
				'field:age',
				'field:skills',
				'field:idCard',
				'tag:铁粉',
				'tag:试用',
				'trait:phone',
			],
			portrait: { city: '深圳', age: 30, skills: ['设计', '运营'], idCard: '***' },
			tags: ['试用', '铁粉'],
			traits: [{ kind: 'phone', value: '***', verified: true }],
		});
		const again = await run(['member', 'upsert'], { ...upsert, tags: {} }, [rain]);
		expect(again).toMatchObject([{ created: false, changed: [] }]);
	});

	it('finds a member by a phone however it is written, and shows sensitive values when asked', async () => {
		const by = { communityId: GROUP, findBy: 'phone', phone: '+86 138-0013-8000' };
		const [hidden] = await run(['member', 'get'], by);
		expect(hidden).toMatchObject({ found: true, member: { platformMemberId: '7' }, portrait: { idCard: '***' } });
		const [shown] = await run(['member', 'get'], { ...by, options: { showSensitive: true } });
		expect(shown).toMatchObject({ portrait: { idCard: '440300199001011234' }, traits: [{ value: '138 0013 8000' }] });
		expect(await run(['member', 'get'], { communityId: GROUP, findBy: 'phone', phone: '13900000000' })).toEqual([
			{ found: false },
		]);
	});

	it('keeps sensitive values encrypted, and nothing of them in the ledger', async () => {
		const store = await storeOf(harness);
		const rows = await store.read(async (tx) => {
			const member = await tx.findMember(GROUP, { platform: 'telegram', platformMemberId: '7' });
			return await tx.personalData(GROUP, [member?.memberId ?? '']);
		});
		await store.close();
		const all = JSON.stringify(rows);
		expect(all).toContain('深圳');
		expect(all).not.toContain('440300199001011234');
		expect(all).not.toContain('13800138000');
		expect(rows['event']?.map(({ type }) => type)).toEqual(['member.created']);
	});

	it('lists members by tag, field and name', async () => {
		await run(['member', 'upsert'], { options: { name: 'Bob', status: 'member' } }, [
			event({ type: 'message', ...person('8', 'Bob') }),
		]);
		const found = async (options: object) =>
			(await run(['member', 'list'], { communityId: GROUP, options })).map(
				(item) => (item['member'] as IDataObject)['name'],
			);
		expect(await found({ tag: '铁粉' })).toEqual(['小雨']);
		expect(await found({ field: 'age', value: '30' })).toEqual(['小雨']);
		expect(await found({ field: 'skills', value: '设计' })).toEqual(['小雨']);
		expect(await found({ name: 'bo' })).toEqual(['Bob']);
		expect(await found({ name: '%' })).toEqual([]);
		expect(await found({ status: 'member' })).toEqual(['Bob']);
		await expect(found({ field: 'idCard', value: 'x' })).rejects.toThrow(/sensitive/);
	});

	it('takes a tag away, whoever gave it', async () => {
		const tags = { tag: [{ tag: '试用' }] };
		expect(await run(['tag', 'remove'], { tags }, [rain])).toMatchObject([{ changed: true, tags: ['铁粉'] }]);
		expect(await run(['tag', 'remove'], { tags }, [rain])).toMatchObject([{ changed: false, tags: ['铁粉'] }]);
		expect(await run(['tag', 'add'], { tags }, [rain])).toMatchObject([{ changed: true, tags: ['试用', '铁粉'] }]);
	});

	it('gives tags by what members did, and ends them when it holds no more', async () => {
		const store = await storeOf(harness);
		await store.claimReceipts(
			[1, 2, 3].map((day) => ({
				source: 'telegram',
				event: event({
					type: 'checkin',
					...person('7', '小雨'),
					occurredAt: `2026-06-0${day > 2 ? 2 : day}T0${day}:00:00.000Z`,
				}),
			})),
			{ now: '2026-06-02T04:00:00Z', leaseMs: 1000, maxAttempts: 3 },
		);
		await store.close();
		const rules = (withinDays: number) => ({
			communityId: GROUP,
			rules: { rule: [{ tag: '活跃', events: 'checkin', atLeast: 2, count: 'days', withinDays }] },
		});
		const given = await run(['tag', 'applyRules'], rules(7));
		expect(given).toMatchObject([
			{ member: { name: '小雨' }, added: ['活跃'], ended: [], because: [{ ruleId: '活跃', when: 'events', saw: 2 }] },
		]);
		expect(await run(['tag', 'applyRules'], rules(7))).toEqual([]);
		expect(await run(['tag', 'applyRules'], rules(1))).toMatchObject([{ added: [], ended: ['活跃'] }]);
	});

	it('says clearly that the key is another one', async () => {
		const file = `${harness.userFolder}/.n8n/shequn.sqlite`;
		await runSql(
			{ engine: 'embedded', file },
			`update {portrait_value} set sealed = replace(sealed, 'v1.', 'v1.x') where sealed is not null`,
		);
		await expect(run(['member', 'get'], { options: { showSensitive: true } }, [rain])).rejects.toThrow(
			/was encrypted with the key x.*Encryption Key/s,
		);
	});
});
