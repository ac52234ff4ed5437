import type { IDataObject, INodeExecutionData, IRun, ITaskData } from 'n8n-workflow';
import type { RunError, RunResult } from './types';

/** Plain objects become items; what already is an item is copied. */
export function toItems(items: readonly object[]): INodeExecutionData[] {
	return items.map((item) => {
		const copy = structuredClone(item) as IDataObject | INodeExecutionData;
		return isItem(copy) ? copy : { json: copy };
	});
}

function isItem(value: IDataObject | INodeExecutionData): value is INodeExecutionData {
	return typeof value['json'] === 'object' && value['json'] !== null;
}

/** The last run of the node that was executed last. */
export function lastNodeRun({ data: { resultData } }: IRun): ITaskData | undefined {
	return resultData.runData[resultData.lastNodeExecuted ?? '']?.at(-1);
}

export function toRunResult(run: IRun): RunResult {
	const { runData, lastNodeExecuted } = run.data.resultData;
	const nodes = Object.fromEntries(Object.entries(runData).map(([name, runs]) => [name, joined(runs)]));
	const order = Object.entries(runData)
		.flatMap(([name, runs]) => runs.map(({ executionIndex }) => ({ name, executionIndex })))
		.sort((a, b) => a.executionIndex - b.executionIndex)
		.map(({ name }) => name);
	return {
		nodes,
		order,
		error: errorOf(run, lastNodeExecuted),
		json: (node, output = 0) => (nodes[node]?.[output] ?? []).map((item) => item.json),
	};
}

function joined(runs: readonly ITaskData[]): INodeExecutionData[][] {
	const outputs: INodeExecutionData[][] = [];
	for (const run of runs) {
		for (const [index, items] of (run.data?.['main'] ?? []).entries()) (outputs[index] ??= []).push(...(items ?? []));
	}
	return outputs;
}

function errorOf(run: IRun, lastNodeExecuted: string | undefined): RunError | undefined {
	const { error } = run.data.resultData;
	if (error === undefined) return undefined;
	const { name, message } = error;
	return {
		name,
		message,
		description: 'description' in error ? error.description : undefined,
		context: 'context' in error ? error.context : undefined,
		node: lastNodeExecuted,
	};
}
