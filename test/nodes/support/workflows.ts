import { join } from 'node:path';

import type { CommunityEvent } from '../../../community/event';
import { openStore, type CommunityStore } from '../../../store';
import type { Harness, WorkflowJson, WorkflowNode } from '../../workflows/harness';

/** The folder of the package, whose compiled nodes the tests run. */
export const PACKAGE = join(__dirname, '../../..');

export const GROUP = '-1001';
export const ADMINS = '-1002';

export interface NodeOptions {
	continueOnFail?: boolean;
	typeVersion?: number;
}

export function node(name: string, type: string, parameters: object, options: NodeOptions = {}): WorkflowNode {
	const { continueOnFail, typeVersion = 1 } = options;
	const settings = continueOnFail === true ? { onError: 'continueRegularOutput' } : {};
	return { id: name, name, type, typeVersion, position: [0, 0], parameters, ...settings };
}

/** Nodes one after the other, each behind the first output of the one before. */
export function chain(...nodes: WorkflowNode[]): WorkflowJson {
	return {
		name: 'Test',
		nodes,
		connections: Object.fromEntries(
			nodes
				.slice(1)
				.map((next, index) => [nodes[index]?.name ?? '', { main: [[{ node: next.name, type: 'main', index: 0 }]] }]),
		),
	};
}

/** Node types of the package by their short names. */
export const TYPE = {
	trigger: 'n8n-nodes-shequn.communityTrigger',
	chat: 'n8n-nodes-shequn.communityChat',
	desk: 'n8n-nodes-shequn.reviewDesk',
	screening: 'n8n-nodes-shequn.memberScreening',
	ritual: 'n8n-nodes-shequn.welcomeRitual',
	checkIn: 'n8n-nodes-shequn.checkInTracker',
} as const;

/** Runs one node named "Node" on the given items. */
export async function runNode(
	harness: Harness,
	type: string,
	parameters: object,
	items: readonly object[],
	options: NodeOptions = {},
) {
	const workflow = chain(node('Start', 'n8n-nodes-base.manualTrigger', {}), node('Node', type, parameters, options));
	const result = await harness.run(workflow, { triggerNode: 'Start', items });
	const outputs = result.nodes['Node'] ?? [];
	return {
		...result,
		/** JSON of the items per output. */
		outputs: [0, 1, 2].map((output) => result.json('Node', output)),
		/** Input index per item and output. */
		pairs: outputs.map((items_) => items_.map(({ pairedItem }) => (pairedItem as { item: number }).item)),
	};
}

let count = 0;

export function event(fields: Partial<CommunityEvent> & Pick<CommunityEvent, 'type'>): CommunityEvent {
	count += 1;
	return {
		v: 1,
		eventId: `42:${count}`,
		platform: 'telegram',
		communityId: GROUP,
		communityName: '深圳设计师社群',
		occurredAt: '2026-06-01T12:00:00.000Z',
		receivedAt: '2026-06-01T12:00:01.000Z',
		verified: true,
		...fields,
	};
}

export const person = (memberId: string, memberName: string, memberLanguage = 'zh-hans') => ({
	memberId,
	memberName,
	memberLanguage,
});

/** Somebody who asks to join, and may be written to in private for five minutes. */
export const asks = (memberId: string, memberName: string, text: string, fields: Partial<CommunityEvent> = {}) =>
	event({
		type: 'join_request',
		...person(memberId, memberName),
		text,
		replyHandle: { kind: 'telegram.user_chat', token: memberId, expiresAt: '2026-06-01T12:05:00.000Z' },
		...fields,
	});

type Answers = Readonly<Record<string, NonNullable<CommunityEvent['form']>['fields'][number]['value']>>;

/** A filled-in form: answers by the label of their question. */
export const fills = (memberId: string, answers: Answers, fields: Partial<CommunityEvent> = {}) =>
	event({
		type: 'form_submitted',
		...person(memberId, `会员${memberId}`),
		form: {
			formId: 'join',
			entryId: memberId,
			fields: Object.entries(answers).map(([label, value], index) => ({ key: `field_${index + 1}`, label, value })),
		},
		...fields,
	});

function kindOfRight(type: string, operation: string, rightValue: unknown): object {
	if (rightValue === undefined) return { singleValue: true };
	if (type !== 'array') return {};
	return { rightType: operation.startsWith('length') ? 'number' : 'any' };
}

/** A condition as n8n's filter keeps it. Without a right value the operation looks at the left one only. */
export function condition(type: string, operation: string, rightValue?: unknown) {
	return {
		options: { caseSensitive: false, leftValue: '', typeValidation: 'loose', version: 2 },
		combinator: 'and',
		conditions: [
			{
				id: `${type}.${operation}`,
				leftValue: '',
				rightValue: rightValue ?? '',
				operator: { type, operation, ...kindOfRight(type, operation, rightValue) },
			},
		],
	};
}

/** Opens the store that the nodes of a harness write to, as another process would. */
export async function storeOf(harness: Harness): Promise<CommunityStore> {
	return await openStore(
		{ engine: 'embedded', file: join(harness.userFolder, '.n8n', 'shequn.sqlite') },
		{ environment: { argv: ['node', 'n8n'], env: {} } },
	);
}

/** Waits until something that happens by itself has happened. */
export async function eventually<T>(look: () => Promise<T> | T, isGood: (value: T) => boolean): Promise<T> {
	for (let tries = 0; ; tries += 1) {
		const value = await look();
		if (isGood(value)) return value;
		if (tries === 200) throw new Error(`It did not come about: ${JSON.stringify(value)}`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

/** Warn, mute for an hour, mute for a day, remove. */
export const LADDER = {
	step: [
		{ penalty: 'warn', from: 1, minutes: 60 },
		{ penalty: 'mute', from: 1.5, minutes: 60 },
		{ penalty: 'mute', from: 2.5, minutes: 1440 },
		{ penalty: 'remove', from: 3.5, minutes: 60 },
	],
};
