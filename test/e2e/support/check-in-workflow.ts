import { daytimeZone } from '../../support/daytime';

/** What an integrator builds: a signed check-in comes in, is recorded, and goes back as the answer. */
export const CHECK_IN_PATH = '/webhook/6f0c8f1e-2d5b-4c57-9a3e-5ec0de00009a/community';

export const checkInWorkflow = {
	id: 'e2eSignedCheckIn',
	name: 'Signed check-in',
	active: false,
	settings: { executionOrder: 'v1' },
	connections: { Events: { main: [[{ node: 'Record', type: 'main', index: 0 }]] } },
	nodes: [
		{
			id: 'events',
			name: 'Events',
			type: 'n8n-nodes-shequn.communityTrigger',
			typeVersion: 2,
			position: [0, 0],
			webhookId: '6f0c8f1e-2d5b-4c57-9a3e-5ec0de00009a',
			parameters: {
				source: 'signedWebhook',
				events: ['checkin'],
				responseMode: 'responseNode',
				options: { eventsPerExecution: 20 },
			},
			credentials: { shequnSignedWebhookApi: { id: '', name: '' } },
		},
		{
			id: 'record',
			name: 'Record',
			type: 'n8n-nodes-shequn.checkInTracker',
			typeVersion: 1,
			position: [300, 0],
			parameters: {
				resource: 'checkIn',
				operation: 'record',
				trackerId: 'morning',
				options: { answerCaller: true, timeZone: daytimeZone() },
			},
		},
	],
};
