import type { DeliveryResult, OutboundMessage } from '../community/message';

/** One HTTP request as a platform composes it; the node adds address, credentials and proxy. */
export interface WireRequest {
	method: 'GET' | 'POST';
	/** Path below the credential's base URL, e.g. `/sendMessage`. */
	path: string;
	headers?: Record<string, string>;
	/** A JSON body, or the exact bytes where a signature covers them, or a form with a file in it. */
	body?: { kind: 'json'; value: unknown } | { kind: 'text'; value: string } | { kind: 'form'; value: FormData };
}

export interface WireResponse {
	status: number;
	headers: Record<string, string | undefined>;
	/** Parsed JSON where it is JSON, else the text. */
	body: unknown;
}

/** Thrown by a Transport when no response came. */
export class TransportError extends Error {
	/**
	 * @param message one sentence, free of secrets
	 * @param requestLeft whether the request may have reached the platform
	 */
	constructor(
		message: string,
		readonly requestLeft: boolean,
	) {
		super(message);
		this.name = 'TransportError';
	}
}

/** Sends one request. Resolves for every HTTP status; throws TransportError when none came. */
export type Transport = (request: WireRequest) => Promise<WireResponse>;

export interface BinaryFile {
	data: Uint8Array;
	fileName: string;
	mimeType: string;
}

export interface Target {
	groupId: string;
	platformMemberId: string;
}

/** A message that somebody wrote. */
export interface MessagePlace {
	groupId: string;
	messageId: string;
}

export type MemberAction =
	{ kind: 'mute'; until?: string | undefined } | { kind: 'remove'; mayReturn: boolean } | { kind: 'restore' };

/** What Community Chat can ask of a platform. Every call says what became of it and never throws for the platform's no. */
export interface ChatPlatform {
	send(message: OutboundMessage, files?: (name: string) => Promise<BinaryFile>): Promise<DeliveryResult>;
	joinRequest(action: 'approve' | 'decline', target: Target): Promise<DeliveryResult>;
	member(action: MemberAction, target: Target): Promise<DeliveryResult>;
	/** Takes a message out of its group; one that is gone counts as done. */
	deleteMessage(place: MessagePlace): Promise<DeliveryResult>;
}
