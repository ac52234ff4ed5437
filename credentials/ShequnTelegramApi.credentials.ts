import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

export class ShequnTelegramApi implements ICredentialType {
	name = 'shequnTelegramApi';

	displayName = 'Telegram Bot (Community) API';

	icon: Icon = { light: 'file:telegramBot.svg', dark: 'file:telegramBot.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-shequn/n8n-nodes-shequn/blob/main/docs/credentials/telegram-bot.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Bot Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. 123456789:AAE…',
			description:
				'From @BotFather. Make the bot an administrator of the group that may invite users and restrict members.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.telegram.org',
			description: 'Change it only for your own Bot API server',
		},
	];

	/** The Bot API carries the token in the path, so it is put there and nowhere else. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => ({
		...request,
		url: `${(credentials['baseUrl'] as string).replace(/\/+$/, '')}/bot${credentials['accessToken'] as string}${request.url}`,
	});

	test: ICredentialTestRequest = {
		request: { baseURL: '={{ $credentials.baseUrl }}/bot{{ $credentials.accessToken }}', url: '/getMe' },
	};
}
