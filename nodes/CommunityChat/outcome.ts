import type { INodeExecutionData } from 'n8n-workflow';
import { COPY } from '../../community/copy';
import type { Language } from '../../community/language';
import type { DeliveryStatus, OutboundMessage } from '../../community/message';
import { displayName, type Subject } from '../../community/subject';
import { fillText } from '../../community/text';
import { toJson } from '../shared/item';
import type { Delivered } from './courier';

/** Outputs of Community Chat. */
export const OUTPUT = { sent: 0, needsPerson: 1, failed: 2 } as const;

const OUTPUT_OF: Record<DeliveryStatus, number> = {
	sent: OUTPUT.sent,
	pending_confirmation: OUTPUT.needsPerson,
	unsure: OUTPUT.needsPerson,
	rate_limited: OUTPUT.failed,
	failed: OUTPUT.failed,
};

/** One thing that Community Chat did, as items show it. */
export interface Delivery extends Delivered {
	action: string;
	/** Who or what it was for. */
	to: string;
	dedupeKey?: string;
}

/** The output of an item is that of its worst delivery; an item with nothing to do is sent. */
export function outputOf(deliveries: readonly Delivery[]): number {
	return Math.max(OUTPUT.sent, ...deliveries.map(({ status }) => OUTPUT_OF[status]));
}

/** The item as it came, with what became of it. */
export function deliveredItem(
	item: INodeExecutionData,
	index: number,
	deliveries: readonly Delivery[],
	output: number,
): INodeExecutionData {
	const names = ['sent', 'needs_person', 'failed'] as const;
	return {
		json: { ...item.json, delivery: names[output], deliveries: deliveries.map(toJson) },
		...(item.binary === undefined ? {} : { binary: item.binary }),
		pairedItem: { item: index },
	};
}

/** What operators are told where a person must look: one message for each delivery that needs it. */
export function taskMessage(
	delivery: Delivery,
	text: string | undefined,
	subject: Subject | undefined,
	operators: { groupId: string; language: Language; occasion: string | undefined },
): OutboundMessage {
	const copy = COPY[operators.language];
	const name = subject === undefined ? delivery.to : displayName(subject.member);
	const body =
		delivery.status === 'unsure' && text !== undefined
			? fillText(copy.taskUnsure, { text })
			: fillText(copy.taskFailed, { reason: delivery.reason ?? delivery.action });
	return {
		to: { kind: 'group', id: operators.groupId },
		text: `${fillText(copy.taskTitle, { name })}\n\n${body}`,
		format: 'plain',
		...taskKey(delivery, operators.occasion),
	};
}

/** What was done to a person has no key of its own, and may be needed again another time. */
function taskKey({ dedupeKey, action, to }: Delivery, occasion: string | undefined): { dedupeKey?: string } {
	if (dedupeKey !== undefined) return { dedupeKey: `task:${dedupeKey}` };
	return occasion === undefined ? {} : { dedupeKey: `task:${action}:${to}:${occasion}` };
}
