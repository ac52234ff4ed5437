import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

const postgres = { show: { engine: ['postgres'] } };

export class CommunityStoreApi implements ICredentialType {
	name = 'communityStoreApi';

	displayName = 'Community Store API';

	icon: Icon = { light: 'file:communityStore.svg', dark: 'file:communityStore.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-shequn/n8n-nodes-shequn/blob/main/docs/credentials/community-store.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Kept In',
			name: 'engine',
			type: 'options',
			options: [
				{ name: 'Embedded File', value: 'embedded', description: 'One file beside n8n’s own data; for a single n8n' },
				{ name: 'PostgreSQL', value: 'postgres', description: 'For n8n in queue mode, or to share the store' },
			],
			default: 'embedded',
		},
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: 'shequn.sqlite',
			description: 'A name lies in n8n’s user folder; an absolute path is taken as it is',
			displayOptions: { show: { engine: ['embedded'] } },
		},
		// eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password -- it is a secret: whoever has it reads what is sensitive
		{
			displayName: 'Encryption Key',
			name: 'encryptionKey',
			type: 'string',

			typeOptions: { password: true },
			default: '',
			description:
				'Encrypts what is sensitive about members. Leave empty to use the encryption key of n8n itself. Keep it: without it nobody can read those values again.',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: 'localhost',
			displayOptions: postgres,
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			default: 5432,
			displayOptions: postgres,
		},
		{
			displayName: 'Database',
			name: 'database',
			type: 'string',
			default: '',
			placeholder: 'e.g. shequn',
			displayOptions: postgres,
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: '',
			displayOptions: postgres,
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: postgres,
		},
		{
			displayName: 'Schema',
			name: 'schema',
			type: 'string',
			default: 'shequn',
			description: 'Made by itself if it does not exist and the user may make it',
			displayOptions: postgres,
		},
		{
			displayName: 'SSL',
			name: 'ssl',
			type: 'options',
			options: [
				{ name: 'Disable', value: 'disable' },
				{ name: 'Require', value: 'require', description: 'Encrypt, but accept any certificate' },
				{ name: 'Verify', value: 'verify', description: 'Encrypt and check the certificate' },
			],
			default: 'disable',
			displayOptions: postgres,
		},
		{
			displayName: 'CA Certificate',
			name: 'ca',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
			description: 'PEM of the authority that signed the server’s certificate. Leave empty for the well-known ones.',
			displayOptions: { show: { engine: ['postgres'], ssl: ['verify'] } },
		},
		{
			displayName: 'Max Connections',
			name: 'maxConnections',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: 10,
			description: 'Of each n8n process',
			displayOptions: postgres,
		},
	];
}
