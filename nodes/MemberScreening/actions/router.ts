import type { Operation } from '../../shared/router';
import { decide, evaluate, listWaiting } from './application/Application.resource';

export const operations: Readonly<Record<string, Operation>> = {
	'application.decide': decide.execute,
	'application.evaluate': evaluate.execute,
	'application.listWaiting': listWaiting.execute,
};
