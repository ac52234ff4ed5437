import { setTimeout as delay } from 'node:timers/promises';
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express';
import multer from 'multer';
import { ApiError, badRequest, tooManyRequests } from '../errors.ts';
import type { Bots } from '../bots.ts';
import type { Fault, Faults } from '../faults.ts';
import type { World } from '../world.ts';
import type { Context, Method } from './context.ts';
import { memberMethods } from './methods-members.ts';
import { messageMethods } from './methods-messages.ts';
import { updateMethods } from './methods-updates.ts';
import { isRecord, Params, type Upload } from './params.ts';

const LARGEST_UPLOAD = 20 * 1024 * 1024;
const METHODS = new Map<string, Method>(
	Object.entries({ ...updateMethods, ...messageMethods, ...memberMethods }).map(([name, method]) => [
		name.toLowerCase(),
		method,
	]),
);

const envelope = (error: ApiError) => ({
	ok: false,
	error_code: error.code,
	description: error.message,
	...(error.retryAfter !== undefined && { parameters: { retry_after: error.retryAfter } }),
});

function sendError(response: Response, error: unknown): void {
	if (response.headersSent || response.destroyed) return;
	const known = error instanceof ApiError ? error : new ApiError(500, 'Internal Server Error');
	if (known !== error) console.error(error);
	response.status(known.code).json(envelope(known));
}

function readParams(request: Request): Params {
	const body: unknown = request.body;
	const files = Array.isArray(request.files) ? request.files : [];
	const uploads: Upload[] = files.map((file) => ({ field: file.fieldname, data: file.buffer }));
	return new Params({ ...request.query, ...(isRecord(body) ? body : {}) }, uploads);
}

const faultError = (fault: Fault): ApiError =>
	fault.kind === 'rate-limit' ? tooManyRequests(fault.retryAfter) : new ApiError(fault.errorCode, fault.description);

/** Runs a method, or fails in the ordered way. @returns undefined when the connection was cut */
async function run(
	fault: Fault | undefined,
	request: Request,
	call: () => unknown,
): Promise<{ result: unknown } | undefined> {
	if (!fault) return { result: await call() };
	if (fault.delayMs > 0) await delay(fault.delayMs);
	if (fault.kind === 'delay') return { result: await call() };
	if (fault.performed) await call();
	if (fault.kind === 'reset') {
		request.socket.resetAndDestroy();
		return undefined;
	}
	throw faultError(fault);
}

/** A call from inside, for a webhook that answers with a method. Its result goes nowhere, as with Telegram. */
export async function callMethod(context: Context, name: string, values: Record<string, unknown>): Promise<void> {
	try {
		await METHODS.get(name.toLowerCase())?.(context, new Params(values), new AbortController().signal);
	} catch (error) {
		if (!(error instanceof ApiError)) console.error(error);
	}
}

/**
 * `/bot<token>/<method>` and `/file/bot<token>/<path>`.
 * A token of another bot gets 401, as does Telegram; what doesn't look like a token 404.
 */
export function botApiRouter(world: World, bots: Bots, faults: Faults): Router {
	const router = express.Router();
	const unpack = [
		express.json({ limit: LARGEST_UPLOAD }),
		express.urlencoded({ extended: false, limit: LARGEST_UPLOAD }),
		multer({ storage: multer.memoryStorage(), limits: { fileSize: LARGEST_UPLOAD } }).any(),
	];

	const callerOf = (given: string | undefined): Context => {
		const seat = bots.byToken(given ?? '');
		if (seat) return { world, ...seat };
		throw /^\d+:[\w-]+$/.test(given ?? '') ? new ApiError(401, 'Unauthorized') : new ApiError(404, 'Not Found');
	};

	const answer = async (request: Request, response: Response) => {
		const name = String(request.params.method ?? '');
		const context = callerOf(String(request.params.token ?? ''));
		const method = METHODS.get(name.toLowerCase());
		if (!method) throw new ApiError(404, 'Not Found: method not found');
		const gone = new AbortController();
		response.on('close', () => {
			gone.abort();
		});
		const done = await run(faults.take(name), request, () => method(context, readParams(request), gone.signal));
		if (done && !response.destroyed) response.json({ ok: true, result: done.result });
	};

	router.get('/file/bot:token/*path', (request, response) => {
		callerOf(request.params.token);
		const path = [request.params.path].flat().join('/');
		const file = [...world.files.values()].find(({ file_path }) => file_path === path);
		if (!file) throw new ApiError(404, 'Not Found');
		response.type(file.mime).send(file.data);
	});
	router.get('/bot:token/:method', answer);
	router.post('/bot:token/:method', ...unpack, answer);

	const failed: ErrorRequestHandler = (error: unknown, _request, response, next) => {
		if (response.headersSent) {
			next(error);
			return;
		}
		const unreadable = error instanceof SyntaxError || (isRecord(error) && error.type === 'entity.parse.failed');
		if (error instanceof multer.MulterError) sendError(response, new ApiError(413, 'Request Entity Too Large'));
		else sendError(response, unreadable ? badRequest("can't parse JSON object") : error);
	};
	router.use(failed);
	return router;
}
