type Rows = readonly Readonly<Record<string, unknown>>[];

/** The rows of a fixedCollection with one kind of row. */
export function rowsOf(value: unknown, name: string): Rows {
	const rows = (value as Record<string, unknown> | undefined)?.[name];
	return Array.isArray(rows) ? (rows as Rows) : [];
}

/** What a field of JSON holds, typed or given by an expression; `undefined` if it is no JSON. */
export function readJson(json: unknown): unknown {
	if (typeof json !== 'string') return json;
	try {
		return JSON.parse(json) as unknown;
	} catch {
		return undefined;
	}
}
