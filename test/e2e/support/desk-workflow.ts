/** Forms come in by the signed webhook, wait for a person, and are decided on the hosted page. */
const FORMS = '6f0c8f1e-2d5b-4c57-9a3e-5ec0de0000a1';
const DESK = '6f0c8f1e-2d5b-4c57-9a3e-5ec0de0000a2';
export const FORM_PATH = `/webhook/${FORMS}/community`;
export const DESK_PATH = `/webhook/${DESK}/review`;
export const LINK_PATH = '/webhook/e2e-review-link';

const credentials = { shequnSignedWebhookApi: { id: '', name: '' } };

export const deskWorkflow = {
	id: 'e2eReviewDesk',
	name: 'Review desk',
	active: false,
	settings: { executionOrder: 'v1' },
	connections: {
		Forms: { main: [[{ node: 'Screen', type: 'main', index: 0 }]] },
		'Link Wanted': { main: [[{ node: 'Link', type: 'main', index: 0 }]] },
		Desk: { main: [[{ node: 'Approved', type: 'main', index: 0 }]] },
	},
	nodes: [
		{
			id: 'forms',
			name: 'Forms',
			type: 'n8n-nodes-shequn.communityTrigger',
			typeVersion: 2,
			position: [0, 0],
			webhookId: FORMS,
			parameters: { source: 'signedWebhook', events: [], responseMode: 'responseNode', options: {} },
			credentials,
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
						{
							name: '住在深圳',
							field: 'answers.城市',
							condition: {
								options: { caseSensitive: false, leftValue: '', typeValidation: 'loose', version: 2 },
								conditions: [
									{ id: 'city', leftValue: '', rightValue: '深圳', operator: { type: 'string', operation: 'equals' } },
								],
								combinator: 'and',
							},
							weight: 40,
						},
					],
				},
				approveFrom: 60,
				rejectBelow: 20,
				reviewGroupId: '',
				options: { answerCaller: true },
			},
		},
		{
			id: 'wanted',
			name: 'Link Wanted',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			position: [0, 200],
			webhookId: 'e2e-review-link',
			parameters: { httpMethod: 'POST', path: 'e2e-review-link', responseMode: 'lastNode', options: {} },
		},
		{
			id: 'link',
			name: 'Link',
			type: 'n8n-nodes-shequn.memberScreening',
			typeVersion: 1,
			position: [300, 200],
			parameters: {
				resource: 'application',
				operation: 'reviewLink',
				deskUrl: '={{ $json.body.deskUrl }}',
				communityId: 'shenzhen-designers',
				reviewerId: 'li-lei',
				validHours: 1,
				options: {},
			},
			credentials,
		},
		{
			id: 'desk',
			name: 'Desk',
			type: 'n8n-nodes-shequn.reviewDesk',
			typeVersion: 2,
			position: [0, 400],
			webhookId: DESK,
			parameters: { language: 'zh-CN', reasonToReject: false, options: {} },
			credentials,
		},
		{
			id: 'approved',
			name: 'Approved',
			type: 'n8n-nodes-base.noOp',
			typeVersion: 1,
			position: [300, 400],
			parameters: {},
		},
	],
};
