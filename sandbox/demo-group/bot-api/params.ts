import { badRequest } from '../errors.ts';

export interface Upload {
	field: string;
	data: Buffer;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parameters of one call, from the query, a form or JSON: forms carry numbers and objects as text. */
export class Params {
	private readonly values: Record<string, unknown>;
	private readonly uploads: Upload[];

	constructor(values: Record<string, unknown>, uploads: Upload[] = []) {
		this.values = values;
		this.uploads = uploads;
	}

	has(name: string): boolean {
		const value = this.values[name];
		return value !== undefined && value !== null && value !== '';
	}

	/** '' when absent. */
	text(name: string): string {
		const value = this.values[name];
		if (typeof value === 'string') return value;
		return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
	}

	optionalText(name: string): string | undefined {
		return this.has(name) ? this.text(name) : undefined;
	}

	integer(name: string, fallback: number): number {
		const value = this.has(name) ? Number(this.text(name)) : fallback;
		return Number.isSafeInteger(value) ? value : fallback;
	}

	flag(name: string, fallback = false): boolean {
		if (!this.has(name)) return fallback;
		return ['true', '1', 'yes', 'y'].includes(this.text(name).toLowerCase());
	}

	/** An object or list, given as such or as JSON text. @throws ApiError when the text is no JSON */
	json(name: string): unknown {
		if (!this.has(name)) return undefined;
		const value = this.values[name];
		if (typeof value !== 'string') return value;
		try {
			return JSON.parse(value);
		} catch {
			throw badRequest(`can't parse ${name.replaceAll('_', ' ')} JSON object`);
		}
	}

	record(name: string): Record<string, unknown> | undefined {
		const value = this.json(name);
		if (value === undefined) return undefined;
		if (!isRecord(value)) throw badRequest(`object expected as ${name.replaceAll('_', ' ')}`);
		return value;
	}

	strings(name: string): string[] | undefined {
		const value = this.json(name);
		return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
	}

	/** The file sent under this field, or the one `attach://` names. */
	upload(name: string): Buffer | undefined {
		const field = /^attach:\/\/(.+)$/.exec(this.text(name))?.[1] ?? name;
		return this.uploads.find((upload) => upload.field === field)?.data;
	}
}
