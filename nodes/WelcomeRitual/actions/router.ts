import type { Operation } from '../../shared/router';
import { progress, recordStep, start } from './ritual/Ritual.resource';

export const operations: Readonly<Record<string, Operation>> = {
	'ritual.progress': progress.execute,
	'ritual.recordStep': recordStep.execute,
	'ritual.start': start.execute,
};
