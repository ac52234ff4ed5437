import type { Operation } from '../../shared/router';
import { confirmStep, nudgeDue, progress, recordStep, report, start } from './ritual/Ritual.resource';

export const operations: Readonly<Record<string, Operation>> = {
	'ritual.confirmStep': confirmStep.execute,
	'ritual.nudgeDue': nudgeDue.execute,
	'ritual.progress': progress.execute,
	'ritual.recordStep': recordStep.execute,
	'ritual.report': report.execute,
	'ritual.start': start.execute,
};
