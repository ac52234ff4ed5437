import type { Credential } from './prepared.ts';

/** What the credentials of the sandbox are made of. */
export interface CredentialSettings {
	/** Address of the demo group, which speaks Telegram's Bot API. */
	demoGroupUrl: string;
	botToken: string;
	webhookSecret: string;
}

/** A bot of the demo group. */
export interface DemoBot {
	/** 1 for the first. */
	number: number;
	/** How it is called in the group. */
	name: string;
	token: string;
}

/** The token of one of the demo group's bots: the first one's with a higher number, see demo-group/bots.ts. */
export function tokenOfBot(firstToken: string, number: number): string {
	const [id = '', secret = ''] = firstToken.split(':');
	return `${String(Number(id) + number - 1)}:${secret}`;
}

/** A bot as a credential. Its id is fixed, so that a later start finds it again. */
export function botCredential({ number, name, token }: DemoBot, demoGroupUrl: string): Credential {
	return {
		id: `sandboxTelegram${String(number)}`,
		name: number === 1 ? 'Demo group' : `Demo group · ${name}`,
		type: 'shequnTelegramApi',
		data: { accessToken: token, baseUrl: demoGroupUrl },
	};
}

/** The other credentials of the sandbox. Their ids are fixed too. */
export function demoCredentials({ demoGroupUrl, webhookSecret }: CredentialSettings): Credential[] {
	return [
		{
			id: 'sandboxSignedWh1',
			name: 'Demo signed webhook',
			type: 'shequnSignedWebhookApi',
			data: { secret: webhookSecret, previousSecret: '', url: `${demoGroupUrl}/demo/inbox` },
		},
	];
}
