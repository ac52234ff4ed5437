import { sql, type RawBuilder } from 'kysely';

import type { Engine } from './schema';

/**
 * The order that a payment's ledger line is about, as the index `event_by_order` has it: on PostgreSQL as it is spelled
 * inside JSON text. Never change it: a query that spells it otherwise does not use the index.
 *
 * PostgreSQL's own JSON functions refuse NUL and halves of emoji, which texts of members may hold, so that a payment
 * could not be written at all; a pattern refuses nothing.
 */
export function orderOf(engine: Engine): RawBuilder<string> {
	if (engine === 'embedded') return sql<string>`json_extract(data, '$.payment.orderId')`;
	return sql<string>`substring(data from ${sql.raw(`'${ORDER_IN_JSON}'`)})`;
}

/** Inside `"payment":{`, past whole strings and anything but braces, the string of the key `orderId`. */
const ORDER_IN_JSON = String.raw`"payment":\{(?:[^"{}]|"(?:[^"\\]|\\.)*")*"orderId":"((?:[^"\\]|\\.)*)"`;

/** The value to compare `orderOf` with. */
export function asOrder(engine: Engine, orderId: string): string {
	return engine === 'embedded' ? orderId : JSON.stringify(orderId).slice(1, -1);
}
