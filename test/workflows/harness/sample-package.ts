import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Compiled files of a package as small as a package can be, by path. */
const FILES: Readonly<Record<string, string>> = {
	'package.json': JSON.stringify({
		name: 'n8n-nodes-sample',
		version: '1.0.0',
		n8n: {
			n8nNodesApiVersion: 1,
			nodes: ['dist/nodes/Greeter/Greeter.node.js', 'dist/nodes/Post/PostTrigger.node.js'],
			credentials: ['dist/credentials/TokenApi.credentials.js', 'dist/credentials/SignedApi.credentials.js'],
		},
	}),

	'dist/nodes/Greeter/Greeter.node.js': `
		const { NodeApiError, NodeOperationError } = require('n8n-workflow');
		class Greeter {
			description = {
				displayName: 'Greeter', name: 'greeter', group: ['transform'], version: [1, 2], description: 'Greets',
				defaults: { name: 'Greeter' }, inputs: ['main'], outputs: ['main', 'main'],
				credentials: [
					{ name: 'tokenApi', required: true, displayOptions: { show: { auth: ['token'] } } },
					{ name: 'signedApi', required: true, displayOptions: { show: { auth: ['signed'] } } },
				],
				properties: [
					{ displayName: 'Auth', name: 'auth', type: 'options', default: 'none',
						options: ['none', 'token', 'signed'].map((value) => ({ name: value, value })) },
					{ displayName: 'URL', name: 'url', type: 'string', default: '' },
					{ displayName: 'Greeting', name: 'greeting', type: 'string', default: 'Hello', required: true },
				],
			};
			methods = {
				listSearch: { async people(filter) { return { results: [{ name: filter, value: this.getCurrentNodeParameter('greeting') }] }; } },
				loadOptions: { async zones() { return [{ name: this.getTimezone(), value: this.getTimezone() }]; } },
			};
			async execute() {
				const greeted = [];
				const refused = [];
				for (const [index, item] of this.getInputData().entries()) {
					if (item.json.name === 'Nobody') {
						throw new NodeOperationError(this.getNode(), 'Nobody is there', { itemIndex: index, description: 'Send a name' });
					}
					const auth = this.getNodeParameter('auth', index);
					const json = { text: this.getNodeParameter('greeting', index) + ', ' + item.json.name, at: new Date().toISOString() };
					if (auth !== 'none') {
						const url = this.getNodeParameter('url', index);
						try {
							json.answer = await this.helpers.httpRequestWithAuthentication.call(this, auth + 'Api', { url, json: true });
						} catch (error) {
							if (error instanceof NodeApiError) error.context.itemIndex = index;
							throw error;
						}
					}
					const binary = { note: await this.helpers.prepareBinaryData(Buffer.from(json.text), 'note.txt', 'text/plain') };
					(item.json.name === 'Stranger' ? refused : greeted).push({ json, binary, pairedItem: { item: index } });
				}
				return [greeted, refused];
			}
		}
		exports.Greeter = Greeter;`,

	'dist/nodes/Post/PostTrigger.node.js': `
		const { webhookDescriptionFields, fromParameter } = require('n8n-workflow');
		class PostTrigger {
			description = {
				displayName: 'Post Trigger', name: 'postTrigger', group: ['trigger'], version: [1, 2], description: 'Waits for post',
				defaults: { name: 'Post Trigger' }, inputs: [], outputs: ['main'],
				webhooks: [
					{ name: 'setup', httpMethod: 'GET', path: 'post', responseMode: 'onReceived' },
					{ name: 'default', httpMethod: 'POST', path: 'post', responseData: '={{$parameter["answer"]}}',
						...webhookDescriptionFields({ responseMode: fromParameter('responseMode') }) },
				],
				properties: [
					{ displayName: 'Response Mode', name: 'responseMode', type: 'string', default: 'lastNode' },
					{ displayName: 'Answer', name: 'answer', type: 'string', default: 'firstEntryJson' },
				],
			};
			webhookMethods = {
				default: {
					async checkExists() { return this.getWorkflowStaticData('node').url === this.getNodeWebhookUrl('default'); },
					async create() { this.getWorkflowStaticData('node').url = this.getNodeWebhookUrl('default'); return true; },
					async delete() { delete this.getWorkflowStaticData('node').url; return true; },
				},
			};
			async webhook() {
				const request = this.getRequestObject();
				if (this.getWebhookName() === 'setup') return { webhookResponse: this.getQueryData().challenge };
				if (this.getHeaderData().authorization === 'wrong') {
					this.getResponseObject().status(401).json({ error: 'Wrong signature' });
					return { noWebhookResponse: true };
				}
				if (request.rawBody === undefined) await request.readRawBody();
				const body = this.getBodyData() ?? {};
				if (body.explode) throw new Error('Boom');
				if (body.ignore) return { webhookResponse: 'ignored' };
				return { webhookResponse: 'thanks', workflowData: [[{ json: { name: body.name, bytes: request.rawBody.toString('base64') } }]] };
			}
		}
		exports.PostTrigger = PostTrigger;`,

	'dist/credentials/TokenApi.credentials.js': `
		exports.TokenApi = class {
			name = 'tokenApi'; displayName = 'Token API';
			properties = [
				{ displayName: 'Token', name: 'token', type: 'hidden', typeOptions: { expirable: true }, default: '' },
				{ displayName: 'Url', name: 'url', type: 'string', default: '' },
				{ displayName: 'Region', name: 'region', type: 'string', default: 'cn' },
			];
			async preAuthentication(credentials) {
				const { token } = await this.helpers.httpRequest({ url: credentials.url + '/token', json: true });
				return { token };
			}
			authenticate = { type: 'generic', properties: {
				headers: { Authorization: '=Bearer {{$credentials.token}}' }, qs: { region: '={{$credentials.region}}' },
			} };
		};`,

	'dist/credentials/SignedApi.credentials.js': `
		exports.SignedApi = class {
			name = 'signedApi'; displayName = 'Signed API';
			properties = [{ displayName: 'Secret', name: 'secret', type: 'string', default: '' }];
			async authenticate(credentials, options) {
				return { ...options, headers: { ...options.headers, 'x-signature': credentials.secret + ':' + options.url.split('/').pop() } };
			}
		};`,
};

/** Writes the sample package to a temporary folder. */
export function writeSamplePackage(): { readonly packageDir: string; remove(): void } {
	const packageDir = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-sample-'));
	for (const [name, content] of Object.entries(FILES)) {
		const file = path.join(packageDir, name);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, content);
	}
	return { packageDir, remove: () => rmSync(packageDir, { recursive: true, force: true }) };
}
