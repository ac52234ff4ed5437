import type { Operation } from '../../shared/router';
import * as buddies from './buddies/Buddies.resource';
import * as ritual from './ritual/Ritual.resource';

export const operations: Readonly<Record<string, Operation>> = {
	'buddies.followUpDue': buddies.followUpDue.execute,
	'buddies.invite': buddies.invite.execute,
	'buddies.match': buddies.match.execute,
	'buddies.optIn': buddies.optIn.execute,
	'buddies.recordAnswer': buddies.recordAnswer.execute,
	'buddies.report': buddies.report.execute,
	'ritual.confirmStep': ritual.confirmStep.execute,
	'ritual.nudgeDue': ritual.nudgeDue.execute,
	'ritual.progress': ritual.progress.execute,
	'ritual.recordStep': ritual.recordStep.execute,
	'ritual.report': ritual.report.execute,
	'ritual.start': ritual.start.execute,
};
