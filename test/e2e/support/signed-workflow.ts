/** What an integrator builds: a signed event comes in, is screened, and the decision goes back as the answer. */
export const SIGNED_PATH = '/webhook/6f0c8f1e-2d5b-4c57-9a3e-5ec0de000099/community';

const rule = (name: string, field: string, type: string, operation: string, rightValue: unknown, weight: number) => ({
	name,
	field,
	condition: {
		options: { caseSensitive: false, leftValue: '', typeValidation: 'loose', version: 2 },
		conditions: [{ id: `rule-${name}`, leftValue: '', rightValue, operator: { type, operation } }],
		combinator: 'and',
	},
	weight,
});

export const signedWorkflow = {
	id: 'e2eSignedScreening',
	name: 'Signed screening',
	active: false,
	settings: { executionOrder: 'v1' },
	connections: { Events: { main: [[{ node: 'Screen', type: 'main', index: 0 }]] } },
	nodes: [
		{
			id: 'events',
			name: 'Events',
			type: 'n8n-nodes-shequn.communityTrigger',
			typeVersion: 2,
			position: [0, 0],
			webhookId: '6f0c8f1e-2d5b-4c57-9a3e-5ec0de000099',
			parameters: {
				source: 'signedWebhook',
				events: [],
				responseMode: 'responseNode',
				options: { eventsPerExecution: 20 },
			},
			credentials: { shequnSignedWebhookApi: { id: '', name: '' } },
		},
		{
			id: 'screen',
			name: 'Screen',
			type: 'n8n-nodes-shequn.memberScreening',
			typeVersion: 1,
			position: [300, 0],
			parameters: {
				resource: 'application',
				operation: 'evaluate',
				rules: {
					rule: [
						rule('住在深圳', 'answers.城市', 'string', 'equals', '深圳', 40),
						rule('三年以上经验', 'answers.years', 'number', 'gte', 3, 30),
					],
				},
				approveFrom: 60,
				rejectBelow: 20,
				reviewGroupId: '',
				options: { answerCaller: true },
			},
		},
	],
};
