import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { persist } from '../../courier';
import { done, optionsProperty, runChat } from '../../run';
import { checked } from '../message/send.operation';
import { personOf, personProperties } from '../person';

const properties: INodeProperties[] = [
	...personProperties,
	{
		displayName: 'Send the Messages of the Item',
		name: 'sendMessages',
		type: 'boolean',
		default: true,
		description:
			'Whether to also send what the node before has composed, e.g. the words to the applicant or the decided card',
	},
	optionsProperty(),
];

export const description = updateDisplayOptions({ show: { resource: ['joinRequest'] } }, properties);

function decide(action: 'approve' | 'decline') {
	return async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> =>
		await runChat(context, async (task) => {
			const target = personOf(context, task);
			const composed = task.item.json['messages'];
			const wanted = context.getNodeParameter('sendMessages', task.index, true) === true && Array.isArray(composed);
			const messages = wanted ? composed.map(checked) : [];
			const result = await persist(task.courier, () => task.courier.chat.joinRequest(action, target));
			const decided = done(`join_request.${action}`, `member:${target.platformMemberId}`, result);
			// Nobody is told of a decision that the platform did not carry out.
			const told = result.status === 'sent' ? await task.send(messages) : [];
			return { deliveries: [decided, ...told], deciding: 1 };
		});
}

export const approve = decide('approve');
export const decline = decide('decline');
