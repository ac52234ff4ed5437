import { DomainError } from '../../../../community/domain-error';
import type { PortraitField } from '../../../../community/identity/portrait';
import { readColumns, type Column } from '../../../../community/table/columns';
import { readRow, type MemberRowData, type RowError } from '../../../../community/table/row';
import { StoreError } from '../../../../store/errors';
import type { CommunityStore, StoreTransaction } from '../../../../store/types';
import { turns } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { changeMember } from '../member/change';
import { portraitOf } from '../portrait';
import type { Vault } from '../vault';
import type { Table } from './read';

export interface ImportOrder {
	communityId: string;
	table: Table;
	/** Of ids in rows that name none. */
	platform: string;
	/** Tags for everybody in the table. */
	tags: readonly string[];
	/** Whether only to look, and write nothing. */
	dryRun: boolean;
	/** Whether good rows are imported although others are wrong. */
	goodRows: boolean;
	/** Whether columns that nobody knows are passed over instead of refused. */
	ignoreUnknown: boolean;
	by: string;
	at: string;
	vault: Vault;
}

export interface ImportReport {
	/** Whether anything was written. */
	written: boolean;
	rows: number;
	good: number;
	bad: number;
	created: number;
	changed: number;
	unchanged: number;
	/** Rows that are about a member whom an earlier row is about. */
	repeated: number;
	errors: RowError[];
	/** Errors beyond those that are listed. */
	errorsLeftOut: number;
	columns: { heading: string; is: string }[];
}

/** Errors that are listed one by one. */
const MOST_ERRORS = 1_000;
/** Rows per transaction, where the good ones are imported whatever becomes of the others. */
const BATCH = 500;

/** Thrown to take back what was written. */
class NothingWritten extends Error {}

/**
 * Imports a table of members. Unless the good rows are to be imported anyway, everything is one transaction, which is
 * taken back if a row is wrong; a dry run does all of it and takes it back, so that it tells exactly what would happen.
 */
export async function importTable(store: CommunityStore, order: ImportOrder): Promise<ImportReport> {
	const inBatches = order.goodRows && !order.dryRun;
	let report = blank();
	const whole = async (tx: StoreTransaction): Promise<void> => {
		report = blank();
		const run = new Run(order, report);
		for await (const { row, cells } of order.table.rows()) await run.take(tx, row, cells);
		if (order.dryRun || report.bad > 0) throw new NothingWritten();
	};
	try {
		if (inBatches) await importInBatches(store, order, report);
		else await store.transaction(whole);
	} catch (error) {
		// eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- the operation shows every error with its item
		if (!(error instanceof NothingWritten)) throw error;
		return { ...report, written: false };
	}
	return { ...report, written: report.created + report.changed > 0 };
}

async function importInBatches(store: CommunityStore, order: ImportOrder, report: ImportReport): Promise<void> {
	const run = new Run(order, report);
	let batch: { row: number; cells: string[] }[] = [];
	const flush = async (): Promise<void> => {
		const rows = batch;
		batch = [];
		const before = run.mark();
		await store.transaction(async (tx) => {
			// The store may repeat the transaction, so what was counted is counted anew.
			run.reset(before);
			for (const { row, cells } of rows) await run.take(tx, row, cells);
		});
	};
	for await (const one of order.table.rows()) {
		batch.push(one);
		if (batch.length === BATCH) await flush();
	}
	await flush();
}

const blank = (): ImportReport => ({
	written: false,
	...{ rows: 0, good: 0, bad: 0, created: 0, changed: 0, unchanged: 0, repeated: 0 },
	errors: [],
	errorsLeftOut: 0,
	columns: [],
});

/** One pass over the table. */
class Run {
	private columns: Column[] | undefined;
	private fields: PortraitField[] = [];
	/** By row number, so that a row that is read again is no repetition of itself. */
	private readonly seen = new Map<string, number>();
	private readonly giveTurn = turns();

	constructor(
		private readonly order: ImportOrder,
		private readonly report: ImportReport,
	) {}

	mark(): ImportReport {
		return { ...this.report, errors: [...this.report.errors] };
	}

	reset(mark: ImportReport): void {
		Object.assign(this.report, mark, { errors: [...mark.errors] });
	}

	async take(tx: StoreTransaction, row: number, cells: readonly string[]): Promise<void> {
		await this.giveTurn();
		if (this.columns === undefined) {
			await this.begin(tx, cells);
			return;
		}
		const { order, report } = this;
		report.rows += 1;
		const { data, errors } = readRow(row, cells, this.columns, this.fields, order.platform);
		for (const error of errors) this.fault(error);
		if (data === undefined) {
			report.bad += 1;
			return;
		}
		try {
			await this.write(tx, data);
			report.good += 1;
		} catch (error) {
			const isOfRow = error instanceof DomainError || error instanceof InputError;
			// eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- the store repeats the transaction after some of its own errors, so it must see them as they are
			if (!isOfRow && !(error instanceof StoreError && error.code === 'conflict')) throw error;
			report.bad += 1;
			this.fault({ row, column: null, problem: error.message, hint: error.hint });
		}
	}

	private async begin(tx: StoreTransaction, headings: readonly string[]): Promise<void> {
		this.fields = await portraitOf(tx, this.order.communityId);
		this.columns = readColumns(headings, this.fields);
		this.report.columns = this.columns.map((column) => ({ heading: column.heading, is: meaningOf(column) }));
		const unknown = this.columns.filter(({ kind }) => kind === 'unknown').map(({ heading }) => `"${heading}"`);
		if (unknown.length > 0 && !this.order.ignoreUnknown) {
			throw new InputError(
				`Nobody knows what these columns are: ${unknown.join(', ')}`,
				'Define fields with these names or labels (Field: Define), rename the columns, or choose to ignore unknown columns.',
			);
		}
		const twice = this.report.columns.find(
			({ is }, index, all) => is !== '' && all.findIndex((one) => one.is === is) !== index,
		);
		if (twice === undefined) return;
		throw new InputError(`The column "${twice.heading}" is there twice`, 'Remove or rename one of them.');
	}

	private async write(tx: StoreTransaction, { row, who, tags, traits, ...rest }: MemberRowData): Promise<void> {
		const { communityId, by, at, vault } = this.order;
		const given = {
			...rest,
			communityId,
			who,
			tags: [...new Set([...tags, ...this.order.tags])].map((tag) => ({ tag })),
			traits: traits.map((trait) => ({ ...trait, verified: false, scope: '' })),
		};
		const giving = { source: 'import', by, at, vault, fields: this.fields } as const;
		const { row: member, created, changed } = await changeMember(tx, given, giving);
		if (created) this.report.created += 1;
		else if (changed.length > 0) this.report.changed += 1;
		else this.report.unchanged += 1;
		const first = this.seen.get(member.memberId);
		if (first === undefined) this.seen.set(member.memberId, row);
		else if (first !== row) this.report.repeated += 1;
	}

	private fault(error: RowError): void {
		if (this.report.errors.length < MOST_ERRORS) this.report.errors.push(error);
		else this.report.errorsLeftOut += 1;
	}
}

function meaningOf(column: Column): string {
	if (column.kind === 'member') return column.column;
	return column.kind === 'field' ? `field:${column.field}` : '';
}
