import { basename } from 'node:path';

import { StoreError } from './errors';
import type { StoreOptions } from './types';

/** n8n's commands for the processes that share the work with others. */
const QUEUE_COMMANDS = ['worker', 'webhook'];

/**
 * The embedded store belongs to one n8n process. In queue mode there are several, perhaps on several
 * machines, and each would have a store of its own.
 *
 * @throws StoreError `embedded_in_queue_mode`
 */
export function assertMayEmbed({ argv, env }: NonNullable<StoreOptions['environment']>): void {
	const queued = env['EXECUTIONS_MODE']?.trim().toLowerCase() === 'queue';
	if (!queued && !QUEUE_COMMANDS.includes(n8nCommand(argv))) return;
	throw new StoreError(
		'embedded_in_queue_mode',
		'n8n runs in queue mode, where several processes share the work; the embedded Community Store serves only one.',
		'Make a Community Store credential with PostgreSQL and choose it in this node.',
	);
}

/** The command in `node …/n8n worker --concurrency=10`; empty for `n8n` alone. */
function n8nCommand(argv: readonly string[]): string {
	const program = argv.findIndex((word) => /^n8n(\.[cm]?js|\.cmd)?$/.test(basename(word)));
	return program < 0 ? '' : (argv.slice(program + 1).find((word) => !word.startsWith('-')) ?? '');
}
