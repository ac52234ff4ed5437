import type { z } from 'zod/v4';
import { incomingEventSchema, type CommunityEvent } from '../../community/event';
import type { Refused } from './verify';

export interface DecodeOptions {
	/** ISO 8601, when the request came in. */
	receivedAt: string;
	/** The most events in one request (default 500). */
	maxEvents?: number;
	/** The largest body in bytes (default 1 MiB). */
	maxBytes?: number;
}

export type DecodedEvents = { ok: true; events: CommunityEvent[] } | Refused<400 | 413 | 422>;

const DEFAULT_MAX_EVENTS = 500;
const DEFAULT_MAX_BYTES = 1_048_576;
/** Deeper JSON than anybody writes; keeps recursive readers from running out of stack. */
const MAX_DEPTH = 64;
const MAX_ISSUES = 5;
const FUTURE_MS = 24 * 3_600_000;

/**
 * Reads the body of a verified request: one event, an array of events, or `{"events": […]}`.
 * All of them are good or none is taken. Refusals name the item and the path, never the values.
 * @returns the events, or the HTTP status to answer with: 400 not UTF-8 or not JSON, 413 too much,
 * 422 not events
 */
export function decodeEvents(rawBody: Uint8Array, options: DecodeOptions): DecodedEvents {
	const { maxBytes = DEFAULT_MAX_BYTES, maxEvents = DEFAULT_MAX_EVENTS } = options;
	if (rawBody.byteLength > maxBytes) {
		return refused(413, `the body has ${rawBody.byteLength} bytes, more than ${maxBytes}: send smaller batches`);
	}
	const text = decodeUtf8(rawBody);
	if (!text.ok) return text;
	const json = parseJson(text.value);
	if (!json.ok) return json;
	const { items, pathOf } = itemsOf(json.value);
	if (items.length === 0) return refused(422, 'the body holds no events');
	if (items.length > maxEvents) {
		return refused(413, `the body holds ${items.length} events, more than ${maxEvents}: send smaller batches`);
	}
	return decodeItems(items, pathOf, options.receivedAt);
}

type Step<T> = { ok: true; value: T } | Refused<400 | 422>;

function decodeUtf8(bytes: Uint8Array): Step<string> {
	if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
		return refused(400, 'the body begins with a byte order mark: send UTF-8 without BOM');
	}
	try {
		return { ok: true, value: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
	} catch {
		return refused(400, 'the body is not UTF-8: convert it (from GBK, GB18030, UTF-16 …) before signing it');
	}
}

function parseJson(text: string): Step<unknown> {
	if (depthOf(text) > MAX_DEPTH) return refused(400, `the body is nested deeper than ${MAX_DEPTH} levels`);
	try {
		return { ok: true, value: JSON.parse(text) as unknown };
	} catch {
		return refused(400, 'the body is not JSON');
	}
}

/** How deep brackets nest, those in strings aside; linear in time, whatever the text. */
function depthOf(json: string): number {
	let depth = 0;
	let deepest = 0;
	let inString = false;
	for (let index = 0; index < json.length; index++) {
		const character = json[index];
		if (inString && character === '\\') index++;
		else if (character === '"') inString = !inString;
		else if (inString) continue;
		else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
		else if (character === ']' || character === '}') depth--;
	}
	return deepest;
}

function itemsOf(body: unknown): { items: unknown[]; pathOf: (index: number) => string } {
	if (Array.isArray(body)) return { items: body, pathOf: (index) => `[${index}]` };
	if (typeof body === 'object' && body !== null && 'events' in body && Array.isArray(body.events)) {
		return { items: body.events, pathOf: (index) => `events[${index}]` };
	}
	return { items: [body], pathOf: () => '' };
}

function decodeItems(items: readonly unknown[], pathOf: (index: number) => string, receivedAt: string): DecodedEvents {
	const latest = Date.parse(receivedAt) + FUTURE_MS;
	const events: CommunityEvent[] = [];
	const problems: string[] = [];
	for (const [index, item] of items.entries()) {
		const parsed = incomingEventSchema.safeParse(item);
		if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => describe(issue, item, pathOf(index))));
		else if (Date.parse(parsed.data.occurredAt) > latest) {
			problems.push(`${locate(pathOf(index), ['occurredAt'])}: is more than 24 hours in the future`);
		} else if (hasNul(parsed.data)) {
			problems.push(
				`${locate(pathOf(index), []) || 'the event'}: contains the character U+0000, which no store can keep`,
			);
		} else events.push({ ...parsed.data, receivedAt, verified: true });
		if (problems.length > MAX_ISSUES) break;
	}
	if (problems.length === 0) return { ok: true, events };
	const more = problems.length > MAX_ISSUES ? ['and more'] : [];
	return refused(422, [...problems.slice(0, MAX_ISSUES), ...more].join('; '));
}

function describe(issue: z.core.$ZodIssue, item: unknown, itemPath: string): string {
	const where = locate(itemPath, issue.path) || 'the body';
	const isMissing = issue.code === 'invalid_type' && issue.path.length > 0 && valueAt(item, issue.path) === undefined;
	return isMissing ? `${where}: is missing` : `${where}: ${issue.message}`;
}

function valueAt(item: unknown, path: readonly PropertyKey[]): unknown {
	return path.reduce<unknown>(
		(value, key) =>
			typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
		item,
	);
}

function locate(itemPath: string, path: readonly PropertyKey[]): string {
	return path.reduce<string>((where, key) => {
		if (typeof key === 'number') return `${where}[${key}]`;
		return where === '' ? String(key) : `${where}.${String(key)}`;
	}, itemPath);
}

function hasNul(value: unknown): boolean {
	if (typeof value === 'string') return value.includes('\0');
	if (typeof value !== 'object' || value === null) return false;
	return Object.entries(value).some(([key, inner]) => key.includes('\0') || hasNul(inner));
}

function refused<Status extends number>(status: Status, reason: string): Refused<Status> {
	return { ok: false, status, reason };
}
