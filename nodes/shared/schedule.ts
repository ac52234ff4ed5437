import type { INodeExecutionData } from 'n8n-workflow';

/** How far back a schedule's instant may lie to count: a run that failed may be tried again a week later. */
const LATEST_RETRY_MS = 7 * 86_400_000;

/** The instant that the schedule gave the item, so that trying a run again is the same run; else now. */
export function scheduledAt({ json }: INodeExecutionData, now: string): string {
	const timestamp = typeof json['timestamp'] === 'string' ? Date.parse(json['timestamp']) : Number.NaN;
	const age = Date.parse(now) - timestamp;
	return age >= 0 && age < LATEST_RETRY_MS ? new Date(timestamp).toISOString() : now;
}
