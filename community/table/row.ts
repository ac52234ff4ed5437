import { DomainError } from '../domain-error';
import { traitKey } from '../identity/evidence';
import { readPortrait, type PortraitField } from '../identity/portrait';
import type { MemberStatus } from '../identity/record';
import { requireZone } from '../parse';
import type { Column, MemberColumn } from './columns';
import { restore } from './formula';

/** What is wrong in one cell, or in a whole row. */
export interface RowError {
	/** Line of the table, the headings being line 1. */
	row: number;
	/** The heading of the column; null for the row as a whole. */
	column: string | null;
	problem: string;
	/** How to mend it. */
	hint: string;
}

/** By what a row's member is known, in the order of how sure it is. */
export type RowWho =
	| { by: 'memberId'; memberId: string }
	| { by: 'identity'; platform: string; platformMemberId: string }
	| { by: 'unionId' | 'phone' | 'email'; value: string };

export interface MemberRowData {
	row: number;
	who: RowWho;
	name?: string | undefined;
	language?: string | undefined;
	timeZone?: string | undefined;
	status?: MemberStatus | undefined;
	portrait: Record<string, unknown>;
	tags: string[];
	traits: { kind: 'phone' | 'email' | 'unionId'; value: string }[];
}

export interface ReadRow {
	data: MemberRowData | undefined;
	errors: RowError[];
}

const STATUSES: Record<string, MemberStatus> = {
	applicant: 'applicant',
	申请中: 'applicant',
	member: 'member',
	成员: 'member',
	在群: 'member',
	left: 'left',
	已退群: 'left',
	退群: 'left',
	removed: 'removed',
	被移出: 'removed',
	rejected: 'rejected',
	未通过: 'rejected',
};
const TRAITS = ['unionId', 'phone', 'email'] as const;

/**
 * Reads one row of a table of members. An empty cell says nothing, and leaves what is known as it is.
 *
 * @param platform of ids in rows that name none
 */
export function readRow(
	row: number,
	cells: readonly string[],
	columns: readonly Column[],
	fields: readonly PortraitField[],
	platform: string,
): ReadRow {
	const errors: RowError[] = [];
	const values = new Map<MemberColumn, string>();
	const headings = new Map<string, string>();
	const portrait: Record<string, unknown> = {};
	for (const [index, column] of columns.entries()) {
		const cell = restore(cells[index] ?? '').trim();
		if (cell === '') continue;
		if (column.kind === 'member') {
			values.set(column.column, cell);
			headings.set(column.column, column.heading);
		} else if (column.kind === 'field') {
			portrait[column.field] = cell;
			headings.set(column.field, column.heading);
		}
	}
	const fault = (column: string, problem: string, hint: string): void => {
		errors.push({ row, column: headings.get(column) ?? null, problem, hint });
	};
	for (const error of readPortrait(fields, portrait).errors) fault(error.field ?? '', error.message, error.hint);
	const traits = TRAITS.flatMap((kind) => {
		const value = values.get(kind);
		if (value === undefined) return [];
		if (traitKey(kind, value) !== undefined) return [{ kind, value }];
		if (kind === 'phone') fault(kind, 'This is no telephone number', 'Write it with its code, e.g. +8613800138000.');
		else fault(kind, 'This is no e-mail address', 'Write it like name@example.com.');
		return [];
	});
	const timeZone = zoneOf(values.get('timeZone'), fault);
	const status = statusOf(values.get('status'), fault);
	const who = whoOf(values, traits, platform);
	if (who === undefined && errors.length === 0) {
		errors.push({
			row,
			column: null,
			problem: 'The row says nothing that a member is known by',
			hint: 'Fill in an ID on a platform, a phone, an e-mail address, a union ID or a member ID.',
		});
	}
	if (who === undefined || errors.length > 0) return { data: undefined, errors };
	const [name, language] = [values.get('name'), values.get('language')];
	return { data: { row, who, name, language, timeZone, status, portrait, tags: tagsOf(values), traits }, errors };
}

type Fault = (column: string, problem: string, hint: string) => void;

function zoneOf(zone: string | undefined, fault: Fault): string | undefined {
	try {
		if (zone !== undefined) requireZone(zone);
		return zone;
	} catch (error) {
		if (error instanceof DomainError) fault('timeZone', error.message, error.hint);
		return undefined;
	}
}

function statusOf(text: string | undefined, fault: Fault): MemberStatus | undefined {
	if (text === undefined) return undefined;
	const word = text.normalize('NFKC').toLowerCase();
	const status = Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined;
	if (status === undefined) {
		fault('status', `"${text.slice(0, 40)}" is no status`, 'Use applicant, member, left, removed or rejected.');
	}
	return status;
}

function tagsOf(values: ReadonlyMap<MemberColumn, string>): string[] {
	const tags = (values.get('tags') ?? '').split(/[,，、;；|\n]/).map((tag) => tag.trim().normalize('NFC'));
	return [...new Set(tags.filter((tag) => tag !== ''))];
}

function whoOf(
	values: ReadonlyMap<MemberColumn, string>,
	traits: MemberRowData['traits'],
	platform: string,
): RowWho | undefined {
	const memberId = values.get('memberId');
	if (memberId !== undefined) return { by: 'memberId', memberId };
	const platformMemberId = values.get('platformMemberId');
	if (platformMemberId !== undefined) {
		return { by: 'identity', platform: values.get('platform') ?? platform, platformMemberId };
	}
	const [trait] = traits;
	return trait === undefined ? undefined : { by: trait.kind, value: trait.value };
}
