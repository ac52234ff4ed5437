import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { eventOf } from '../../shared/item';
import { textOption } from '../../shared/parameters';

/** Who does it, for the ledger. */
export const operatorOption: INodeProperties = {
	displayName: 'Operator',
	name: 'operator',
	type: 'string',
	default: '',
	placeholder: 'e.g. 小王',
	description: 'Who does this, for the record. Leave empty to take the person who pressed the button, else “operator”.',
};

export function operatorOf(options: Readonly<Record<string, unknown>>, item: INodeExecutionData): string {
	const given = textOption(options, 'operator');
	if (given !== undefined) return given;
	const event = eventOf(item);
	return event?.actorId ?? (event?.type === 'button' ? event.memberId : undefined) ?? 'operator';
}
