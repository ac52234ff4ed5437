import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { MemberAction } from '../../../../platforms/platform';
import { InputError } from '../../../shared/errors';
import { persist } from '../../courier';
import { done, optionsProperty, runChat } from '../../run';
import { personOf, personProperties } from '../person';

const properties: INodeProperties[] = [
	...personProperties,
	{
		displayName: 'Minutes',
		name: 'minutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		description: 'How long the member cannot write; 0 = until restored',
		displayOptions: { show: { operation: ['mute'] } },
	},
	{
		displayName: 'May Come Back',
		name: 'mayReturn',
		type: 'boolean',
		default: true,
		description: 'Whether the member may ask to join again',
		displayOptions: { show: { operation: ['remove'] } },
	},
	optionsProperty(),
];

export const description = updateDisplayOptions(
	{ show: { resource: ['member'] }, hide: { operation: ['penalize'] } },
	properties,
);

function act(choose: (context: IExecuteFunctions, index: number) => MemberAction) {
	return async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> =>
		await runChat(context, async (task) => {
			const action = choose(context, task.index);
			const target = personOf(context, task);
			const result = await persist(task.courier, () => task.courier.chat.member(action, target));
			return { deliveries: [done(`member.${action.kind}`, `member:${target.platformMemberId}`, result)] };
		});
}

export const mute = act((context, index) => {
	const minutes = Number(context.getNodeParameter('minutes', index, 60));
	if (!Number.isFinite(minutes) || minutes < 0) {
		throw new InputError(
			`"Minutes" is ${minutes}`,
			'Fill in how many minutes the member is muted; 0 = until restored.',
		);
	}
	return minutes === 0
		? { kind: 'mute' }
		: { kind: 'mute', until: new Date(Date.now() + minutes * 60_000).toISOString() };
});

export const remove = act((context, index) => ({
	kind: 'remove',
	mayReturn: context.getNodeParameter('mayReturn', index, true) === true,
}));

export const restore = act(() => ({ kind: 'restore' }));
