import type { IDataObject } from 'n8n-workflow';

import type { CommunityEvent } from '../../../community/event';
import type { Harness } from '../../workflows/harness';
import type { Sample } from './samples';
import { ADMINS, asks, condition, fills, runNode, TYPE } from './workflows';

/** Communities of its own, so that nothing here is seen in the samples of other operations. */
const COMMUNITY = '-2001';
const OTHER = '-2002';

const rule = (name: string, field: string, text: string, fields: object = {}) => ({
	name,
	field,
	condition: condition('string', 'contains', text),
	weight: 60,
	...fields,
});
const CITY = rule('住在深圳', 'answers.城市', '深圳');
const here = (fields: Partial<CommunityEvent> = {}) => ({ communityId: COMMUNITY, ...fields });
const handle = { kind: 'telegram.user_chat', token: '7', expiresAt: '2026-06-01T12:05:00.000Z' };

/** Adds what the options of Evaluate make, and the operations around it. */
export async function evaluationSamples(harness: Harness, screened: readonly Sample[]): Promise<Sample[]> {
	const run = async (resource: string, operation: string, parameters: object, items: readonly object[] = [{}]) => {
		const result = await runNode(harness, TYPE.screening, { resource, operation, ...parameters }, items);
		if (result.error !== undefined) throw new Error(result.error.message);
		return [...result.outputs.flat(), ...result.json('Node', 3)];
	};
	const sample = (resource: string, operation: string, items: IDataObject[]): Sample => ({
		node: 'MemberScreening',
		version: 1,
		resource,
		operation,
		items,
	});
	const blocklist = await blocked(run);
	const evaluated = await checked(run);
	const selected = await chosen(run);
	const wrong = { ...CITY, condition: condition('string', 'regex', '(') };
	const reran = [
		...(await run('application', 'rerun', panel([rule('广告', 'answers.城市', '深', { effect: 'reject' })]))),
		...(await run('application', 'rerun', panel([wrong]))),
	];
	return [
		...screened.map((one) => (one.operation === 'evaluate' ? { ...one, items: [...one.items, ...evaluated] } : one)),
		sample('application', 'select', selected),
		sample('application', 'rerun', reran),
		...Object.entries(blocklist).map(([operation, items]) => sample('blocklist', operation, items)),
	];
}

type Run = (
	resource: string,
	operation: string,
	parameters: object,
	items?: readonly object[],
) => Promise<IDataObject[]>;

const panel = (rules: object[], options: object = {}, limits: object = {}) => ({
	rules: { rule: rules },
	approveFrom: 60,
	rejectBelow: 0,
	...limits,
	options,
});

async function checked(run: Run): Promise<IDataObject[]> {
	const signals = { signals: { blocklist: {} } };
	const spam = await run('application', 'evaluate', panel([CITY], signals), [fills('1', { 城市: '深圳返利' }, here())]);
	const wait = panel([CITY], { coolOff: { wait: { days: 7 } } }, { rejectBelow: 1 });
	await run('application', 'evaluate', wait, [fills('2', { 城市: '上海' }, here())]);
	const early = await run('application', 'evaluate', wait, [asks('2', 'b', '', here())]);
	const quota = {
		quota: { heads: { maxMembers: 1 } },
		tierField: 'answers.职业',
		tiers: { tier: [{ tier: 'designers', quota: 1, tag: '设计师' }] },
	};
	const placed = await run('application', 'evaluate', panel([CITY], quota), [
		fills('3', { 城市: '深圳', 职业: '设计师' }, here()),
		fills('4', { 城市: '深圳' }, here({ replyHandle: handle })),
	]);
	return [...spam, ...early, ...placed];
}

async function chosen(run: Run): Promise<IDataObject[]> {
	const there = (fields: Partial<CommunityEvent> = {}) => ({ communityId: OTHER, ...fields });
	await run('application', 'evaluate', { ...panel([CITY], {}, { approveFrom: 100 }), reviewGroupId: ADMINS }, [
		fills('1', { 城市: '深圳', 职业: '设计师' }, there()),
		fills('2', { 城市: '深圳' }, there()),
		fills('3', { 城市: '上海' }, there()),
	]);
	const options = {
		minimumScore: 60,
		tierField: 'answers.职业',
		tiers: { tier: [{ tier: 'designers', quota: 1, tag: '设计师' }] },
	};
	return await run('application', 'select', { communityId: OTHER, selectionId: 's', places: 1, options });
}

async function blocked(run: Run): Promise<Record<string, IDataObject[]>> {
	const word = { communityId: COMMUNITY, kind: 'word', value: '返利', reason: '广告', operator: '李雷', days: 30 };
	const other = { communityId: COMMUNITY, ownerCommunityId: OTHER };
	const added = [
		...(await run('blocklist', 'add', word)),
		...(await run('blocklist', 'add', {}, [asks('9', 'x', '', here())])),
	];
	const listed = await run('blocklist', 'list', { communityId: COMMUNITY, returnAll: true });
	const member = { kind: 'member' };
	return {
		add: added,
		list: listed,
		remove: await run('blocklist', 'remove', member, [asks('9', 'x', '', here())]),
		subscribe: await run('blocklist', 'subscribe', other),
		unsubscribe: await run('blocklist', 'unsubscribe', other),
	};
}
