import type { Credential } from './prepared.ts';

/** What the credentials of the sandbox are made of. */
export interface CredentialSettings {
	/** Address of the demo group, which speaks Telegram's Bot API. */
	demoGroupUrl: string;
	botToken: string;
	webhookSecret: string;
}

/** The credentials of the sandbox. Their ids are fixed, so that a later start finds them again. */
export function demoCredentials({ demoGroupUrl, botToken, webhookSecret }: CredentialSettings): Credential[] {
	return [
		{
			id: 'sandboxTelegram1',
			name: 'Demo group',
			type: 'shequnTelegramApi',
			data: { accessToken: botToken, baseUrl: demoGroupUrl },
		},
		{
			id: 'sandboxSignedWh1',
			name: 'Demo signed webhook',
			type: 'shequnSignedWebhookApi',
			data: { secret: webhookSecret, previousSecret: '', url: `${demoGroupUrl}/demo/inbox` },
		},
	];
}
