import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from '../../shared/router';
import * as admission from './admission/Admission.resource';
import * as appeal from './appeal/Appeal.resource';
import * as application from './application/Application.resource';
import * as blocklist from './blocklist/Blocklist.resource';
import * as elimination from './elimination/Elimination.resource';
import * as invitation from './invitation/Invitation.resource';
import * as message from './message/Message.resource';
import * as task from './task/Task.resource';

/** What the node works on, in the order in which the editor lists it. */
export const RESOURCES: INodePropertyOptions[] = [
	{ name: 'Admission', value: 'admission' },
	{ name: 'Appeal', value: 'appeal' },
	{ name: 'Application', value: 'application' },
	{ name: 'Blocklist', value: 'blocklist' },
	{ name: 'Elimination', value: 'elimination' },
	{ name: 'Invitation', value: 'invitation' },
	{ name: 'Message', value: 'message' },
	{ name: 'Task', value: 'task' },
];

export const properties: INodeProperties[] = [
	...admission.description,
	...appeal.description,
	...application.description,
	...blocklist.description,
	...elimination.description,
	...invitation.description,
	...message.description,
	...task.description,
];

export const operations: Readonly<Record<string, Operation>> = {
	...admission.operations,
	...appeal.operations,
	...application.operations,
	...blocklist.operations,
	...elimination.operations,
	...invitation.operations,
	...message.operations,
	...task.operations,
};
