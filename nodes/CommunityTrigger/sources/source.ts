import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { CommunityEvent } from '../../../community/event';

/** What a request turned out to be: events, or an HTTP answer that refuses it (without secrets). */
export type Received = { ok: true; events: CommunityEvent[] } | { ok: false; status: number; reason: string };

/** A request as it came, byte for byte. */
export interface RawRequest {
	headers: Readonly<Record<string, string | string[] | undefined>>;
	rawBody: Uint8Array;
	receivedAt: Date;
}

/** One way for events to come in. */
export interface EventSource {
	/** Name of the source in the ledger for one of its events. */
	ledgerSource(event: CommunityEvent): string;
	receive(context: IWebhookFunctions, request: RawRequest): Promise<Received>;
	/** Whether the other side already sends to this address. */
	checkExists(context: IHookFunctions): Promise<boolean>;
	create(context: IHookFunctions): Promise<boolean>;
	delete(context: IHookFunctions): Promise<boolean>;
}
