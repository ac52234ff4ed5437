import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { PortraitField, PortraitValue } from '../../../../community/identity/portrait';
import { activeTags } from '../../../../community/identity/tags';
import { MEMBER_COLUMNS, type MemberColumn } from '../../../../community/table/columns';
import { neutralise } from '../../../../community/table/formula';
import type { CommunityStore, MemberFilter, MemberRow, StoreTransaction } from '../../../../store/types';
import { portraitOf, readKept } from '../portrait';
import { traitPlace, type Vault } from '../vault';
import { writer, type Encoding } from './encoding';

export interface ExportOrder {
	filter: Omit<MemberFilter, 'now'>;
	now: string;
	encoding: Encoding;
	/** Opens what is sensitive; those columns are left out without one. */
	vault: Vault | undefined;
	/** Headings as operators read them, by the labels of the fields. */
	labels: boolean;
}

/** Members per query and piece of the file. */
const PAGE = 500;
const TRAIT_COLUMNS: readonly MemberColumn[] = ['phone', 'email', 'unionId'];

/** What was written so far. */
export interface Written {
	rows: number;
}

/**
 * Members as CSV, read and written page by page, so that memory stays flat. Every text that a spreadsheet might take
 * for a formula is neutralised; the import restores it.
 */
export function exportTable(store: CommunityStore, order: ExportOrder, written: Written): Readable {
	return Readable.from(piecesOf(store, order, written));
}

async function* piecesOf(store: CommunityStore, order: ExportOrder, written: Written): AsyncGenerator<Buffer> {
	const out = writer(order.encoding);
	const { communityId } = order.filter;
	const all = await store.read((tx) => portraitOf(tx, communityId));
	const fields = all.filter(({ sensitive }) => !sensitive || order.vault !== undefined);
	const columns = MEMBER_COLUMNS.filter((column) => order.vault !== undefined || !TRAIT_COLUMNS.includes(column));
	const headings = [...columns, ...fields.map(({ field, label }) => (order.labels ? (label ?? field) : field))];
	yield out.write(csv([headings.map(neutralise)]));
	for (let after: string | undefined; ;) {
		const page = await store.read(async (tx) => {
			const rows = await tx.listMembers({ ...order.filter, now: order.now }, { limit: PAGE, after });
			return { rows, lines: await linesOf(tx, rows, order, columns, fields) };
		});
		if (page.lines.length > 0) yield out.write(csv(page.lines));
		written.rows += page.rows.length;
		after = page.rows.at(-1)?.memberId;
		if (page.rows.length < PAGE || after === undefined) break;
	}
	const rest = out.end();
	if (rest.length > 0) yield rest;
}

/** CRLF between rows, as RFC 4180 has it. */
const csv = (rows: (string | number)[][]): string => stringify(rows, { record_delimiter: 'windows' });

async function linesOf(
	tx: StoreTransaction,
	rows: readonly MemberRow[],
	{ filter: { communityId }, vault, now }: ExportOrder,
	columns: readonly MemberColumn[],
	fields: readonly PortraitField[],
): Promise<(string | number)[][]> {
	const ids = rows.map(({ memberId }) => memberId);
	const portraits = await tx.portraitsOf(communityId, ids);
	const tags = await tx.tagsOf(communityId, ids);
	const traits = vault === undefined ? [] : await tx.traitsOf(communityId, ids);
	const lines: (string | number)[][] = [];
	for (const row of rows) {
		const { memberId } = row;
		const [identity] = await tx.listIdentities(communityId, memberId);
		const traitOf = (kind: string): string => {
			const trait = traits.find((one) => one.memberId === memberId && one.kind === kind);
			return trait === undefined ? '' : (vault?.unseal(communityId, traitPlace(kind), trait.sealed) ?? '');
		};
		const values: Record<MemberColumn, string | number | null> = {
			memberId,
			platform: identity?.platform ?? '',
			platformMemberId: identity?.platformMemberId ?? '',
			name: row.name,
			language: row.language,
			timeZone: row.timeZone,
			status: row.status,
			joinedAt: row.joinedAt,
			phone: traitOf('phone'),
			email: traitOf('email'),
			unionId: traitOf('unionId'),
			tags: activeTags(tags.get(memberId) ?? [], now).join(';'),
			points: columns.includes('points') ? await tx.pointsBalance(communityId, memberId) : null,
		};
		const portrait = readKept(fields, portraits.get(memberId), communityId, vault);
		lines.push([
			...columns.map((column) => cellOf(values[column])),
			...fields.map(({ field }) => cellOf(portrait[field] ?? null)),
		]);
	}
	return lines;
}

function cellOf(value: PortraitValue | null): string | number {
	if (value === null) return '';
	if (typeof value === 'number') return value;
	return neutralise(Array.isArray(value) ? value.join(';') : value);
}
