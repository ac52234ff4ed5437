import type { Operation } from '../../shared/router';
import { followUpDue, invite, match, optIn, recordAnswer, report } from './buddies/Buddies.resource';
import { progress, recordStep, start } from './ritual/Ritual.resource';

export const operations: Readonly<Record<string, Operation>> = {
	'buddies.followUpDue': followUpDue.execute,
	'buddies.invite': invite.execute,
	'buddies.match': match.execute,
	'buddies.optIn': optIn.execute,
	'buddies.recordAnswer': recordAnswer.execute,
	'buddies.report': report.execute,
	'ritual.progress': progress.execute,
	'ritual.recordStep': recordStep.execute,
	'ritual.start': start.execute,
};
