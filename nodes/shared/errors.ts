import { NodeOperationError, type INode } from 'n8n-workflow';
import { DomainError } from '../../community/domain-error';
import { StoreError } from '../../store/errors';

/** A mistake in the item or the node's fields: what happened, and how to mend it. */
export class InputError extends Error {
	constructor(
		message: string,
		readonly hint: string,
	) {
		super(message);
		this.name = 'InputError';
	}
}

function hintOf(error: unknown): string | undefined {
	return error instanceof InputError || error instanceof DomainError || error instanceof StoreError
		? error.hint
		: undefined;
}

/** An error in one line, for places that show no description: what happened, and how to mend it. */
export function inOneLine(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	const hint = hintOf(error);
	return hint === undefined ? message : `${message.replace(/\.$/, '')}. ${hint}`;
}

/** Shows any error as n8n shows its own: the message says what happened, the description how to mend it. */
export function nodeError(node: INode, error: unknown, itemIndex?: number): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	const cause = error instanceof Error ? error : new Error(String(error));
	const description = hintOf(cause);
	return new NodeOperationError(node, cause, {
		message: cause.message,
		...(description === undefined ? {} : { description }),
		...(itemIndex === undefined ? {} : { itemIndex }),
	});
}
