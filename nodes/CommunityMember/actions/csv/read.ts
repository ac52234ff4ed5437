import { Readable } from 'node:stream';
import type { IExecuteFunctions } from 'n8n-workflow';
import { CsvError, parse } from 'csv-parse';
import { InputError } from '../../../shared/errors';
import { decoder, detectEncoding, type Encoding } from './encoding';

export interface Table {
	encoding: Encoding | 'utf16le';
	delimiter: string;
	/** Rows as a spreadsheet numbers them, the headings being row 1; read from the start at every call. */
	rows: () => AsyncIterable<{ row: number; cells: string[] }>;
}

/** Longest cell in characters; a quote that is never closed swallows the rest of the table. */
const MAX_CELL = 100_000;

/**
 * Opens the table in an item's binary data. It is read as a stream, so its size does not matter.
 *
 * @throws InputError if the item has no such data
 */
export async function openTable(
	context: IExecuteFunctions,
	index: number,
	property: string,
	chosen: Encoding | 'detect',
): Promise<Table> {
	const data = context.helpers.assertBinaryData(index, property);
	const stored = data.id;
	const buffer = stored === undefined ? await context.helpers.getBinaryDataBuffer(index, property) : undefined;
	const open = async (): Promise<Readable> =>
		stored === undefined ? Readable.from([buffer ?? Buffer.alloc(0)]) : await context.helpers.getBinaryStream(stored);
	const probe = await firstBytes(await open());
	const encoding = chosen === 'detect' ? detectEncoding(probe) : chosen;
	const delimiter = delimiterOf(new TextDecoder(encoding === 'utf16le' ? 'utf-16le' : encoding).decode(probe));
	return { encoding, delimiter, rows: () => rowsOf(open, encoding, delimiter) };
}

async function firstBytes(stream: Readable): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		chunks.push(chunk as Buffer);
		size += (chunk as Buffer).length;
		if (size >= 65_536) break;
	}
	return Buffer.concat(chunks);
}

/** The separator that the headings have most of: Excel writes semicolons and tabs in some countries. */
function delimiterOf(text: string): string {
	const [headings = ''] = text.split(/\r?\n/, 1);
	const count = (separator: string): number => headings.split(separator).length;
	return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

async function* rowsOf(
	open: () => Promise<Readable>,
	encoding: Encoding | 'utf16le',
	delimiter: string,
): AsyncGenerator<{ row: number; cells: string[] }> {
	const parser = parse({
		delimiter,
		bom: true,
		relax_column_count: true,
		max_record_size: MAX_CELL * 10,
	});
	const source = await open();
	const text = decoder(encoding);
	const fail = (error: Error): void => void parser.destroy(error);
	source.on('error', fail);
	text.on('error', fail);
	source.pipe(text).pipe(parser);
	try {
		let row = 0;
		for await (const cells of parser) {
			row += 1;
			// An empty line is a row too, so that the numbers are those of the spreadsheet.
			if ((cells as string[]).some((cell) => cell.trim() !== '')) yield { row, cells: cells as string[] };
		}
	} catch (error) {
		throw error instanceof CsvError ? brokenTable(error) : error;
	} finally {
		source.destroy();
	}
}

function brokenTable(error: CsvError): InputError {
	const line = typeof error['lines'] === 'number' ? ` in line ${error['lines']}` : '';
	if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE') {
		return new InputError(
			`The table has a quotation mark that is never closed${line}`,
			'Close it, or write two of them where one is meant, and import again. Nothing was written.',
		);
	}
	return new InputError(
		`The table cannot be read${line}: a quotation mark stands where none may be`,
		'Save the table as CSV once more from your spreadsheet. Nothing was written.',
	);
}
