import { StoreError, isCoded, isError } from '../errors';
import type { StoreErrorCode } from '../types';

/** SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html; a class of two characters stands for all of it. */
const BY_STATE: Record<string, StoreErrorCode> = {
	'28P01': 'authentication',
	'28000': 'authentication',
	'3D000': 'no_database',
	'42501': 'no_permission',
	'53100': 'disk_full',
	'53300': 'unreachable',
	'57P01': 'unreachable',
	'57P02': 'unreachable',
	'57P03': 'unreachable',
	'55P03': 'locked',
	'57014': 'locked',
	'40001': 'locked',
	'40P01': 'locked',
	'25006': 'unwritable',
	'42P07': 'not_a_store',
	'42723': 'not_a_store',
	'08': 'unreachable',
	'22': 'conflict',
	'23': 'conflict',
	'54': 'conflict',
};

const NETWORK = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'ECONNABORTED',
	'EPIPE',
	'ENOTFOUND',
	'EAI_AGAIN',
	'ETIMEDOUT',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EHOSTDOWN',
	'ENOENT',
	'EACCES',
]);

/** What node:tls says about a certificate it does not trust, and how TLS itself fails. */
const TLS =
	/^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO|ERR_OSSL_)/;
const TLS_MESSAGE = /does not support SSL|SSL connection|no encryption|SSL off|SSL encryption/i;
const LOST_CONNECTION = /^(Connection terminated|timeout expired|timeout exceeded when trying to connect)/;

const SAYS: Record<Exclude<StoreErrorCode, 'embedded_in_queue_mode' | 'newer_schema'>, [what: string, hint: string]> = {
	authentication: [
		'The PostgreSQL server at {server} refused the user name or the password.',
		'Check user and password in the Community Store credential.',
	],
	unreachable: [
		'The PostgreSQL server at {server} could not be reached, or ended the connection.',
		'Check host and port in the Community Store credential, that the server runs, and that it takes more connections.',
	],
	no_database: [
		'The PostgreSQL server at {server} has no database with this name.',
		'Create the database, or correct its name in the Community Store credential.',
	],
	no_permission: [
		'The PostgreSQL user may not do what the Community Store needs.',
		'Grant the user CREATE on the database (or make the schema yourself), and all rights on its schema.',
	],
	tls: [
		'No secure connection to the PostgreSQL server at {server} could be made.',
		'Choose the SSL mode that the server offers; for "verify", give the certificate of the authority that signed the server’s.',
	],
	disk_full: [
		'The disk of the PostgreSQL server at {server} is full; nothing of the last change was kept.',
		'Free some space on the server, then run the workflow again.',
	],
	unwritable: [
		'The PostgreSQL server at {server} takes no writes.',
		'Connect to the primary server, not to a read-only replica.',
	],
	not_a_store: [
		'The PostgreSQL schema holds tables of another program.',
		'Choose a schema of its own for the Community Store.',
	],
	locked: ['Other writers kept the Community Store busy for too long.', 'Run the workflow again.'],
	conflict: [
		'The Community Store refused a row ({detail}).',
		'The row exists already, refers to one that does not exist, holds what the column does not take, or belongs to a ledger that never changes.',
	],
	broken: [
		'The PostgreSQL server at {server} could not do what the Community Store needs ({detail}).',
		'Look at the log of the PostgreSQL server, and see that nobody changed the tables by hand.',
	],
};

/** Turns an error of pg, of the network or of TLS into a StoreError; leaves others as they are. */
export function postgresError(error: unknown, server: string): unknown {
	if (!isError(error) || error instanceof StoreError) return error;
	const code = storeCode(error);
	if (code === undefined) return error;
	const [what, hint] = SAYS[code];
	const detail = isCoded(error) ? `${error.code}: ${error.message}` : error.message;
	return new StoreError(
		code,
		what.replace('{server}', () => server).replace('{detail}', () => detail),
		hint,
		error,
	);
}

function storeCode(error: Error): keyof typeof SAYS | undefined {
	if (TLS_MESSAGE.test(error.message)) return 'tls';
	if (!isCoded(error)) return LOST_CONNECTION.test(error.message) ? 'unreachable' : undefined;
	if (TLS.test(error.code)) return 'tls';
	if (NETWORK.has(error.code)) return 'unreachable';
	if (!/^[0-9A-Z]{5}$/.test(error.code)) return undefined;
	return (BY_STATE[error.code] ?? BY_STATE[error.code.slice(0, 2)] ?? 'broken') as keyof typeof SAYS;
}

/** Whether PostgreSQL gave up a transaction that may simply be run again: serialization failure or deadlock. */
export function isRepeatable(error: unknown): boolean {
	const cause = error instanceof StoreError ? error.cause : undefined;
	return isCoded(cause) && (cause.code === '40001' || cause.code === '40P01');
}
