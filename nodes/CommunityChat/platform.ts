import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { OutboundMessage } from '../../community/message';
import type { ChatPlatform } from '../../platforms/platform';
import { signedWebhookChat } from '../../platforms/signed-webhook/chat';
import { telegramChat } from '../../platforms/telegram/chat';
import { telegramLimits } from '../../platforms/telegram/limits';
import type { RateLimit } from '../../store/types';
import { nodeTransport, TELEGRAM_CREDENTIAL, WEBHOOK_CREDENTIAL } from '../shared/transport';

export const platformProperty: INodeProperties = {
	displayName: 'Platform',
	name: 'platform',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Signed Webhook',
			value: 'signedWebhook',
			description: 'A system of your own that receives signed requests',
		},
		{ name: 'Telegram', value: 'telegram' },
	],
	default: 'telegram',
};

export interface ChosenPlatform {
	chat: ChatPlatform;
	limits: (to: OutboundMessage['to']) => RateLimit[];
}

/** The platform that the node is set to, ready to be asked. */
export async function chosenPlatform(context: IExecuteFunctions, messagesPerMinute: number): Promise<ChosenPlatform> {
	if (context.getNodeParameter('platform', 0) === 'signedWebhook') {
		const { secret } = await context.getCredentials<{ secret: string }>(WEBHOOK_CREDENTIAL);
		const transport = nodeTransport(context, WEBHOOK_CREDENTIAL);
		return {
			chat: signedWebhookChat(transport, { secret, now: () => new Date(), newId: randomUUID }),
			limits: () => [],
		};
	}
	// A credential that cannot be read must be known before the right to send is booked.
	await context.getCredentials(TELEGRAM_CREDENTIAL);
	const group = { burst: messagesPerMinute, intervalMs: Math.ceil(60_000 / messagesPerMinute) };
	return {
		chat: telegramChat(nodeTransport(context, TELEGRAM_CREDENTIAL)),
		limits: (to) => telegramLimits(to, { group }),
	};
}
