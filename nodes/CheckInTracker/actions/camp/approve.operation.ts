import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { decodeButton } from '../../../../community/button';
import { runBatch } from '../../../shared/batch';
import { eventOf, requireEvent, slim } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';
import { requireCamp } from './camps';
import { communityField, operatorField } from '../shared/fields';
import { campField, requireCommunity, requireText } from './fields';
import { approveSettlement, type Approval } from './settle';

const onlyFields = { displayOptions: { show: { source: ['fields'] } } };

export const description = updateDisplayOptions({ show: { resource: ['camp'], operation: ['approve'] } }, [
	{
		displayName: 'Approval Comes From',
		name: 'source',
		type: 'options',
		options: [
			{
				name: 'Button in the Chat',
				value: 'button',
				description: 'An operator pressed the button under the plan; everything else is passed over',
			},
			{ name: 'Fields Below', value: 'fields', description: 'A form, an approval step or another system approves' },
		],
		default: 'button',
	},
	{ ...communityField, ...onlyFields },
	{ ...campField, ...onlyFields, required: true, description: 'The name under which it was opened' },
	{ ...operatorField, ...onlyFields },
]);

interface Wanted {
	communityId: string;
	campId: string;
	approval: Approval;
}

function approvalOfButton(item: INodeExecutionData, now: string): Wanted | undefined {
	const event = requireEvent(item);
	const button = event.type === 'button' && event.button !== undefined ? decodeButton(event.button.value) : undefined;
	if (button?.action !== 'camp.approve' || event.memberId === undefined) return undefined;
	const { communityId, id: campId } = button;
	const approval = { operatorId: event.memberId, operatorName: event.memberName ?? event.memberId, click: event, now };
	return { communityId, campId, approval };
}

/** Approves settlements; the first approval counts. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const [source, community, camp, operator] = [text('source'), text('communityId'), text('campId'), text('operator')];
	const now = new Date().toISOString();
	return await runBatch<Wanted>(context, 1, {
		prepare(item, index) {
			if (source(index) !== 'fields') return approvalOfButton(item, now);
			const operatorId = requireText(operator(index), 'Operator');
			return {
				communityId: requireCommunity(community(index), item),
				campId: requireText(camp(index), 'Camp ID'),
				approval: { operatorId, operatorName: operatorId, now },
			};
		},
		async apply(tx, { communityId, campId, approval }, index) {
			const approved = await approveSettlement(tx, await requireCamp(tx, communityId, campId), approval);
			if (approved === undefined) return undefined;
			const item = context.getInputData()[index];
			const event = item === undefined ? undefined : eventOf(item);
			return {
				output: 0,
				json: {
					duplicate: approved.duplicate,
					...approved.result,
					...(event === undefined ? {} : { event: slim(event) }),
				},
			};
		},
	});
}
