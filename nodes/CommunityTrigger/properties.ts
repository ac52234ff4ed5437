import type { INodeProperties } from 'n8n-workflow';

export const properties: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Signed Webhook',
				value: 'signedWebhook',
				description: 'A form, shop or system of your own posts signed events',
			},
			{
				name: 'Telegram',
				value: 'telegram',
				description: 'A bot in your group; its webhook is set and removed by itself',
			},
		],
		default: 'telegram',
	},
	{
		displayName:
			'Make the bot an administrator of the group that may invite users, and let join requests need approval in the group’s settings. A bot has one webhook: use it in one active workflow, and publish again after you have tried the trigger out in the editor.',
		name: 'telegramNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { source: ['telegram'] } },
	},
	{
		displayName:
			'Post events to the Production URL above, signed as docs/integrators/signed-webhook.md describes, with curl and JSON Schema.',
		name: 'signedWebhookNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { source: ['signedWebhook'] } },
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		noDataExpression: true,
		options: [
			{ name: 'Button Pressed', value: 'button' },
			{ name: 'Checked In', value: 'checkin' },
			{ name: 'Community Created', value: 'community_created' },
			{ name: 'Community Dissolved', value: 'community_dissolved' },
			{ name: 'Contact Added', value: 'contact_added' },
			{ name: 'Form Submitted', value: 'form_submitted' },
			{ name: 'Form Updated', value: 'form_updated' },
			{ name: 'Join Request', value: 'join_request' },
			{ name: 'Member Joined', value: 'joined' },
			{ name: 'Member Left', value: 'left' },
			{ name: 'Member Removed', value: 'removed' },
			{ name: 'Message', value: 'message' },
			{ name: 'Payment Closed', value: 'payment_closed' },
			{ name: 'Payment Succeeded', value: 'payment_succeeded' },
			{ name: 'Refund Succeeded', value: 'refund_succeeded' },
			{ name: 'Unknown', value: 'unknown' },
		],
		default: [],
		description: 'What to pass on. Leave empty for everything.',
	},
	{
		displayName: 'Respond',
		name: 'responseMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Immediately',
				value: 'onReceived',
				description: 'Answer at once. If n8n stops before the workflow ends, the event is lost.',
			},
			{
				name: 'When the Workflow Ends',
				value: 'responseNode',
				description:
					'Answer when all is done, or when a node answers the caller. If n8n stops before, the sender tries again.',
			},
		],
		default: 'responseNode',
		description: 'When the sender is told that the event has arrived',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Events per Execution',
				name: 'eventsPerExecution',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 500 },
				default: 1,
				description:
					'How many events of different requests may go through one execution when many arrive at once. With more than 1 a rush of newcomers costs n8n far less; the nodes after it get several items. Each request is still answered for its own events by the nodes of this package.',
			},
			{
				displayName: 'Include Raw Data',
				name: 'includeRaw',
				type: 'boolean',
				default: false,
				description: 'Whether to pass on what the platform sent, in the field raw',
			},
			{
				displayName: 'Largest Request',
				name: 'maxKilobytes',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 16384 },
				default: 1024,
				description: 'In kilobytes; a larger one is refused with 413',
				displayOptions: { show: { '/source': ['signedWebhook'] } },
			},
			{
				displayName: 'Tolerance',
				name: 'toleranceSeconds',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 86400 },
				default: 300,
				description: 'Seconds that the timestamp of a signed request may be off; an older one is refused as a replay',
				displayOptions: { show: { '/source': ['signedWebhook'] } },
			},
		],
	},
];
