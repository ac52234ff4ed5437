import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EVENT_TYPES, incomingEventSchema } from '../../../community/event';
import { outboundActionSchema } from '../../../platforms/signed-webhook/action';
import { decodeEvents } from '../../../platforms/signed-webhook/decode';
import { newWebhookSecret } from '../../../platforms/signed-webhook/secret';
import { verifySignedWebhook } from '../../../platforms/signed-webhook/verify';

/** What docs/integrators/signed-webhook.md shows, run as it stands there. */
const page = readFileSync(join(__dirname, '../../../docs/integrators/signed-webhook.md'), 'utf8');
const secret = newWebhookSecret(randomBytes);

function examples(language: string): string[] {
	return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
		.filter(([, name]) => name === language)
		.map(([, , code = '']) => code);
}

let server: Server;
let url: string;
let received: { verified: ReturnType<typeof verifySignedWebhook>; decoded: ReturnType<typeof decodeEvents> }[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const rawBody = Buffer.concat(chunks);
			const now = new Date();
			received.push({
				verified: verifySignedWebhook({ headers: request.headers, rawBody, secrets: [secret], now }),
				decoded: decodeEvents(rawBody, { receivedAt: now.toISOString() }),
			});
			response.end('{"accepted":1,"duplicates":0}');
		});
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/abc`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
	received = [];
});

test.each([
	['bash', 'bash', '-c'],
	['js', process.execPath, '-e'],
	['python', 'python3', '-c'],
])('the %s example sends an event that is accepted', async (language, program, flag) => {
	const [code] = examples(language);
	expect(code).toBeDefined();
	const env = { ...process.env, WEBHOOK_URL: url, WEBHOOK_SECRET: secret, LC_ALL: 'C.UTF-8', no_proxy: '127.0.0.1' };
	const { stdout } = await promisify(execFile)(program, [flag, code ?? ''], { env });
	expect(stdout).toContain('"accepted":1');
	expect(received).toMatchObject([
		{
			verified: { ok: true },
			decoded: { ok: true, events: [{ memberName: '小明', type: 'joined', eventId: 'hello-1' }] },
		},
	]);
});

test('the documented JSON fits the schemas', () => {
	const [event = '', action = ''] = examples('json');
	expect(incomingEventSchema.safeParse(JSON.parse(event)).success).toBe(true);
	expect(outboundActionSchema.safeParse(JSON.parse(action)).success).toBe(true);
});

test('every field, type and action is documented', () => {
	const actions = outboundActionSchema.options.map((option) => option.shape.action.value);
	for (const word of [...Object.keys(incomingEventSchema.shape), ...EVENT_TYPES, ...actions]) {
		expect(page).toContain(`\`${word}\``);
	}
});
