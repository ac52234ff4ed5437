import type { IncomingEvent } from '../../../community/event';
import type { OutboundMessage } from '../../../community/message';
import { signWebhook } from '../../../platforms/signed-webhook/sign';
import {
	fakeHttp,
	type FakeHttp,
	type Harness,
	type WebhookRunResult,
	type WorkflowJson,
} from '../../workflows/harness';

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`;

interface Action {
	action: string;
	message?: OutboundMessage;
	target?: { groupId: string; memberId: string };
}

/** An integrator on both ends: posts signed events to a trigger, and takes the actions of Community Chat. */
export class SignedChat {
	private readonly seen = new Set<string>();
	readonly actions: Action[] = [];
	/** Actions that came again under the same id; a receiver that remembers ids drops them. */
	repeated = 0;

	private constructor(private server: FakeHttp | undefined) {}

	static async start(): Promise<SignedChat> {
		const chat = new SignedChat(undefined);
		chat.server = await fakeHttp((request) => {
			const id = String(request.headers['webhook-id']);
			if (chat.seen.has(id)) chat.repeated += 1;
			else chat.actions.push(request.json() as Action);
			chat.seen.add(id);
			return { body: { status: 'sent', providerId: `m${chat.seen.size}` } };
		});
		return chat;
	}

	get credentials() {
		return { shequnSignedWebhookApi: { secret: SECRET, previousSecret: '', url: this.server?.url ?? '' } };
	}

	/** The texts that a receiver was sent, in their order. */
	textsTo(id: string): (string | undefined)[] {
		return this.actions.filter(({ message }) => message?.to.id === id).map(({ message }) => message?.text);
	}

	named(action: string): Action[] {
		return this.actions.filter((one) => one.action === action);
	}

	/** Posts events to a workflow's trigger as one signed request, and runs the workflow. */
	async post(
		harness: Harness,
		workflow: WorkflowJson,
		node: string,
		events: readonly IncomingEvent[],
	): Promise<WebhookRunResult> {
		const rawBody = JSON.stringify(events);
		// The answer leaves before the event is noted as processed: a sender who is told 409 comes back.
		for (let tries = 1; ; tries += 1) {
			const result = await this.postOnce(harness, workflow, node, rawBody);
			if (result.response.status !== 409 || tries === 50) return result;
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}

	private async postOnce(
		harness: Harness,
		workflow: WorkflowJson,
		node: string,
		rawBody: string,
	): Promise<WebhookRunResult> {
		const signable = { id: `in-${Math.random()}`.replace('.', ''), timestamp: Math.floor(Date.now() / 1000), rawBody };
		return await harness.webhookAndRun(workflow, {
			node,
			headers: { 'content-type': 'application/json', ...signWebhook(signable, SECRET) },
			rawBody,
		});
	}

	async close(): Promise<void> {
		await this.server?.close();
	}
}
