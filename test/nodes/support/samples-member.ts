import type { IDataObject } from 'n8n-workflow';

import type { Harness } from '../../workflows/harness';
import { storeOf } from './workflows';
import type { Sample } from './samples';
import { chain, event, GROUP, node, person, runNode, TYPE } from './workflows';

type Binary = Record<string, { data: string; mimeType: string; fileName: string }>;

/** A file as n8n hands it on. */
export const fileOf = (text: string | Buffer): Binary => ({
	data: { data: Buffer.from(text).toString('base64'), mimeType: 'text/csv', fileName: 'members.csv' },
});

/** Runs one operation of Community Member; `binary` goes along with the first item. */
export async function runMember(
	harness: Harness,
	[resource, operation]: [string, string],
	parameters: object,
	items: readonly object[] = [{}],
	binary?: Binary,
) {
	const workflow = chain(
		node('Start', 'n8n-nodes-base.manualTrigger', {}),
		node('Node', TYPE.member, { resource, operation, ...parameters }),
	);
	const given = items.map((json) => ({ json: json as IDataObject, ...(binary && { binary }) }));
	const result = await harness.run(workflow, { triggerNode: 'Start', items: given });
	if (result.error !== undefined) throw new Error(`${result.error.message} – ${String(result.error.description)}`);
	const out = result.nodes['Node']?.[0] ?? [];
	return { items: out.map(({ json }) => json), files: out.map((item) => item.binary as Binary | undefined) };
}

/** Runs every operation of Community Member. */
export async function memberSamples(harness: Harness): Promise<Sample[]> {
	const run = async (
		resource: string,
		operation: string,
		parameters: object,
		items: readonly object[] = [{}],
		binary?: Binary,
	): Promise<Sample> => {
		const done = await runMember(harness, [resource, operation], parameters, items, binary);
		return { node: 'CommunityMember', version: 1, resource, operation, items: done.items };
	};
	const both = (one: Sample, ...others: Sample[]): Sample => ({
		...one,
		items: [one, ...others].flatMap(({ items }) => items),
	});
	const here = { communityId: GROUP };
	const fields = {
		field: [
			{ name: 'city', type: 'text', label: '城市' },
			{ name: 'skills', type: 'choices', choices: '设计，开发' },
		],
	};
	const fieldsJson = [
		{ field: 'city', type: 'text', label: '城市' },
		{ field: 'skills', type: 'choice', many: true, choices: [{ value: '设计' }, { value: '开发', label: '写代码' }] },
		{ field: 'age', type: 'number', atLeast: 1, atMost: 120 },
		{ field: 'mobile', type: 'phone' },
	];
	const defined = both(
		await run('field', 'define', { ...here, fields }),
		await run('field', 'define', { ...here, options: { fieldsJson: JSON.stringify(fieldsJson) } }),
	);
	const rain = event({ type: 'joined', ...person('501', '小雨') });
	await runNode(harness, TYPE.ritual, { resource: 'ritual', operation: 'start' }, [rain]);
	const known = (value: string, kind = 'phone') => ({
		trait: [{ kind, value, verified: true, scope: kind === 'unionId' ? 'us' : '' }],
	});
	const upserted = await run(
		'member',
		'upsert',
		{
			portrait: { field: [{ field: 'city', value: '深圳' }] },
			tags: {
				tag: [
					{ tag: '铁粉', days: 30 },
					{ tag: '老客', days: 0 },
				],
			},
			traits: known('u-1', 'unionId'),
			options: { name: '小雨', timeZone: 'Asia/Shanghai' },
		},
		[rain],
	);
	const double = event({ type: 'message', ...person('502', '小雨') });
	await run('member', 'upsert', { traits: known('u-1', 'unionId') }, [double]);
	const apart = event({ type: 'message', ...person('503', '阿明') });
	await run(
		'member',
		'upsert',
		{ traits: { trait: [{ kind: 'email', value: 'a@b.cn', verified: true }, ...known('13800138001').trait] } },
		[apart],
	);
	const other = event({ type: 'message', ...person('504', '阿明') });
	await run(
		'member',
		'upsert',
		{ traits: { trait: [{ kind: 'email', value: 'a@b.cn', verified: true }, ...known('13800138002').trait] } },
		[other],
	);
	const proposed = await run('member', 'proposeMerges', { ...here, options: { blocked: true } });
	const merged = await run('member', 'merge', {}, proposed.items.slice(0, 1));
	const blocked = await run('member', 'merge', { options: { review: true } }, proposed.items.slice(1, 2));
	const store = await storeOf(harness);
	const inviter = await store.transaction(async (tx) => {
		const [one, two] = ['501', '503'].map((platformMemberId) =>
			tx.findMember(GROUP, { platform: 'telegram', platformMemberId }),
		);
		const [invited, by] = [(await one)?.memberId ?? '', (await two)?.memberId ?? ''];
		const at = '2026-06-01T12:00:00.000Z';
		await tx.recordAdmission({
			communityId: GROUP,
			memberId: invited,
			way: 'invitation',
			ref: 'ABCDE00000',
			tier: '老客',
			at,
		});
		const quota = { limit: 5, since: null };
		const invitation = {
			communityId: GROUP,
			code: 'ABCDE00000',
			inviterMemberId: by,
			maxUses: 5,
			tier: null,
			note: null,
			createdBy: 'op',
			createdAt: at,
			expiresAt: null,
		};
		await tx.issueInvitation(invitation, quota);
		await tx.redeemInvitation({ communityId: GROUP, code: 'ABCDE00000', memberId: invited, at });
		return by;
	});
	await store.close();
	const got = both(
		await run('member', 'get', { options: { showSensitive: true } }, [rain]),
		await run('member', 'get', { communityId: GROUP, findBy: 'memberId', memberId: inviter }),
		await run('member', 'get', {}, [event({ type: 'message', ...person('0', '无人') })]),
	);
	const split = await run('member', 'split', here, merged.items);
	const issued = both(await run('member', 'issueToken', {}, [rain]), await run('member', 'issueToken', {}, [rain]));
	const token = String(issued.items[0]?.['token']);
	const proof = event({ type: 'message', ...person('505', '小雨'), text: `口令 ${token}`, messageId: '9' });
	const proved = await run('member', 'merge', { how: 'token' }, [
		proof,
		event({ type: 'message', ...person('506', 'x'), text: '没有口令' }),
	]);
	const rules = { rule: [{ tag: '发过言', events: 'ritual.started', atLeast: 1, withinDays: 0 }] };
	const csv = 'ID,姓名,城市\n601,阿花,广州\n602,,"北\n京"\n,无名,上海\n';
	return [
		defined,
		await run('field', 'list', here),
		upserted,
		got,
		await run('member', 'list', { ...here, returnAll: true }),
		proposed,
		both(merged, blocked, proved),
		split,
		issued,
		await run('member', 'trail', { returnAll: true }, [rain]),
		both(
			await run('member', 'importCsv', here, [{}], fileOf(csv)),
			await run('member', 'importCsv', { ...here, dryRun: false, ifWrong: 'goodRows' }, [{}], fileOf(csv)),
		),
		await run('member', 'exportCsv', here),
		await run('member', 'exportData', {}, [rain, event({ type: 'message', ...person('0', '无人') })]),
		await run('tag', 'add', { tags: { tag: [{ tag: '新' }] } }, [rain]),
		await run('tag', 'remove', { tags: { tag: [{ tag: '新' }] } }, [rain]),
		await run('tag', 'applyRules', { ...here, rules }),
		both(
			await run('member', 'erase', {}, [rain]),
			await run('member', 'erase', { confirmed: true, reason: '本人要求' }, [rain]),
			await run('member', 'erase', { confirmed: true, reason: '本人要求' }, [rain]),
		),
	];
}
