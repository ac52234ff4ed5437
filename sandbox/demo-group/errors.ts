/** An answer `{ok:false}`: the number and the words Telegram itself uses. */
export class ApiError extends Error {
	readonly code: number;
	readonly retryAfter: number | undefined;

	/** @param retryAfter seconds to wait, for code 429 */
	constructor(code: number, description: string, retryAfter?: number) {
		super(description);
		this.code = code;
		this.retryAfter = retryAfter;
	}
}

/** 400 with Telegram's prefix. */
export const badRequest = (reason: string): ApiError => new ApiError(400, `Bad Request: ${reason}`);

/** 403 with Telegram's prefix. */
export const forbidden = (reason: string): ApiError => new ApiError(403, `Forbidden: ${reason}`);

/** 409 with Telegram's prefix. */
export const conflict = (reason: string): ApiError => new ApiError(409, `Conflict: ${reason}`);

/** 429 as Telegram answers it. @param seconds whole seconds to wait */
export const tooManyRequests = (seconds: number): ApiError =>
	new ApiError(429, `Too Many Requests: retry after ${String(seconds)}`, seconds);
