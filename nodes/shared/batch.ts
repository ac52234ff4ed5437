import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { StoreError } from '../../store/errors';
import type { StoreTransaction } from '../../store/types';
import { nodeError } from './errors';
import { nodeStore } from './store';

/** One item to pass on, and the output it leaves by. */
export interface Routed {
	output: number;
	json: IDataObject;
}

/** One operation, in the two halves that a batch needs. */
export interface BatchOperation<Prepared> {
	/** Reads and checks one item before anything is written; `undefined` = this item is not for the operation. */
	prepare(item: INodeExecutionData, index: number): Prepared | undefined;
	/** Does the work inside the transaction. */
	apply(tx: StoreTransaction, prepared: Prepared, index: number): Promise<Routed | Routed[] | undefined>;
	/** Output for the error of an item, with "continue on fail" (default: the first). */
	errorOutput?: number;
	/** Whether nothing is written: the work then holds up nobody who writes. */
	readOnly?: boolean;
}

/** How long a large batch may keep n8n from doing anything else, in milliseconds. */
const TURN_MS = 25;

/** Gives n8n a turn now and then: the embedded store answers at once, so waiting for it lets nobody else in. */
export function turns(): () => Promise<void> {
	let since = performance.now();
	return async () => {
		if (performance.now() - since < TURN_MS) return;
		await nextTurn();
		since = performance.now();
	};
}

/** An error of one item alone; all others mean that the store itself is in trouble. */
function concernsOneItem(error: unknown): boolean {
	return !(error instanceof StoreError) || error.code === 'conflict';
}

/**
 * Runs an operation over all items in one store transaction. Items that are not for the operation
 * are passed over, and the store is not opened for them. With "continue on fail" an item's error
 * becomes an item; otherwise nothing of the batch is written.
 */
export async function runBatch<Prepared>(
	context: IExecuteFunctions,
	outputs: number,
	operation: BatchOperation<Prepared>,
): Promise<INodeExecutionData[][]> {
	const node = context.getNode();
	const failures = new Map<number, string>();
	const prepared: [number, Prepared][] = [];
	const fail = (index: number, error: unknown) => {
		const shown = nodeError(node, error, index);
		if (!context.continueOnFail() || !concernsOneItem(error)) throw shown;
		failures.set(index, shown.message);
	};
	const forget = (index: number) => failures.delete(index);
	const items = context.getInputData();
	const giveTurn = turns();
	for (const [index, item] of items.entries()) {
		await giveTurn();
		try {
			const ready = operation.prepare(item, index);
			if (ready !== undefined) prepared.push([index, ready]);
		} catch (error) {
			fail(index, error);
		}
	}
	const routed = prepared.length === 0 ? [] : await applyAll(context, prepared, operation, { fail, forget });
	const result: INodeExecutionData[][] = Array.from({ length: outputs }, () => []);
	for (const [index, message] of failures)
		result[operation.errorOutput ?? 0]?.push({ json: { error: message }, pairedItem: { item: index } });
	for (const [index, { output, json }] of routed) {
		const binary = items[index]?.binary;
		result[output]?.push({ json, ...(binary === undefined ? {} : { binary }), pairedItem: { item: index } });
	}
	return result;
}

async function applyAll<Prepared>(
	context: IExecuteFunctions,
	prepared: readonly [number, Prepared][],
	operation: BatchOperation<Prepared>,
	{ fail, forget }: { fail: (index: number, error: unknown) => void; forget: (index: number) => void },
): Promise<[number, Routed][]> {
	try {
		const store = await nodeStore(context);
		const giveTurn = turns();
		const run = async (tx: StoreTransaction) => {
			const routed: [number, Routed][] = [];
			for (const [index, ready] of prepared) {
				// The store may repeat the transaction: what failed the first time may succeed now.
				forget(index);
				await giveTurn();
				try {
					const result = await operation.apply(tx, ready, index);
					for (const one of result === undefined ? [] : [result].flat()) routed.push([index, one]);
				} catch (error) {
					// eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- the store repeats the transaction after some of its own errors, so it must see them as they are
					if (!concernsOneItem(error)) throw error;
					fail(index, error);
				}
			}
			return routed;
		};
		return await (operation.readOnly === true ? store.read(run) : store.transaction(run));
	} catch (error) {
		throw nodeError(context.getNode(), error);
	}
}
