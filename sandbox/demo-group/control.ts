import express, {
	type ErrorRequestHandler,
	type Request,
	type RequestHandler,
	type Response,
	type Router,
} from 'express';
import multer from 'multer';
import { z } from 'zod/v4';
import type { Bots } from './bots.ts';
import { keepPhoto } from './bot-api/files.ts';
import { findEntities } from './entities.ts';
import { ApiError, badRequest, forbidden } from './errors.ts';
import type { Faults } from './faults.ts';
import { approve, askToJoin, assertMayWrite, cancelRequest, decline, leave, membershipOf } from './membership.ts';
import type { Chat, StoredMessage } from './model.ts';
import { snapshot } from './snapshot.ts';
import type { Stream } from './stream.ts';
import { messageView, userView } from './views.ts';
import type { World } from './world.ts';

export interface Demo {
	world: World;
	bots: Bots;
	faults: Faults;
	stream: Stream;
	/** Where n8n's editor is, for a link on the page. */
	editorUrl: string | null;
}

const id = z.coerce.number().int();
const text = z.string().trim().min(1).max(4096);
/** How many actions of the signed webhook the inbox shows. */
const KEPT_ACTIONS = 100;

const inGroup = z.object({ groupId: id.optional(), userId: id });
const writing = z.object({ chatId: id, userId: id });

const shapes = {
	group: z.object({ title: text.max(128), withAdminGroup: z.boolean().default(false) }),
	join: z.object({
		groupId: id.optional(),
		userId: id.optional(),
		name: text.max(64).optional(),
		username: z
			.string()
			.regex(/^[a-z]\w{3,31}$/i)
			.optional(),
		bio: z.string().trim().max(500).default(''),
		language_code: z.string().max(16).optional(),
		inviteLinkName: z.string().max(32).optional(),
	}),
	decision: inGroup.extend({ approve: z.boolean() }),
	message: writing.extend({ text, replyToId: id.optional() }),
	photo: writing.extend({ caption: z.string().trim().max(1024).default(''), replyToId: id.optional() }),
	press: writing.extend({
		messageId: id,
		data: z.string().optional(),
		row: id.default(0),
		column: id.default(0),
	}),
	fault: z.object({
		method: z.string().min(1),
		times: z.number().int().min(1).default(1),
		kind: z.enum(['error', 'rate-limit', 'reset', 'delay']).default('error'),
		errorCode: z.number().int().default(500),
		description: z.string().default('Internal Server Error'),
		retryAfter: z.number().int().default(1),
		delayMs: z.number().int().min(0).max(600_000).default(0),
		performed: z.boolean().default(false),
	}),
	limits: z.object({
		groupMessagesPerMinute: z.number().positive().nullable().optional(),
		messagesPerSecond: z.number().positive().nullable().optional(),
	}),
	redeliver: z.object({
		updateId: id,
		times: z.number().int().min(1).max(1000).default(1),
		concurrently: z.boolean().default(false),
	}),
};

/** Pages of other sites may not drive the demo through the visitor's browser. */
const sameOrigin: RequestHandler = (request, _response, next) => {
	const { origin, host } = request.headers;
	if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host))
		throw forbidden('only the page of the demo group may call this');
	next();
};

/** A message of a person, sent as the page or a test says. */
function postAs(world: World, chatId: number, userId: number, content: Partial<StoredMessage>) {
	const person = world.knownPerson(userId);
	if (person.is_bot) throw badRequest('the bot writes through the Bot API');
	const chat = chatId === userId ? world.privateChat(userId) : world.chat(chatId);
	assertMayWrite(world, chat, userId);
	if (chat.type === 'private') {
		if (chat.id !== userId) throw badRequest('chat not found');
		person.startedBot = true;
	}
	return { messageId: world.post(chat, { fromId: userId, ...content }).message_id };
}

function press(world: World, input: z.infer<typeof shapes.press>) {
	const { chatId, userId, messageId, row, column } = input;
	const person = world.knownPerson(userId);
	const chat = world.chat(chatId);
	if (chat.type === 'private' ? chat.id !== userId : ['left', 'kicked'].includes(statusIn(world, chat, userId)))
		throw forbidden('this person does not see the message');
	const message = world.message(chat, messageId);
	if (!message) throw badRequest('message not found');
	const buttons = message.reply_markup?.inline_keyboard ?? [];
	const data = input.data ?? buttons[row]?.[column]?.callback_data;
	if (data === undefined || !buttons.flat().some((button) => button.callback_data === data))
		throw badRequest('the message has no such button');
	const { id: queryId } = world.addPress(userId, chatId, message.fromId);
	const query = {
		id: queryId,
		from: userView(person),
		message: messageView(world, chat, message),
		chat_instance: String(BigInt(Math.abs(chat.id)) * 7_919n),
		data,
	};
	world.tell('callback_query', query, message.fromId);
	return { callbackQueryId: queryId };
}

const statusIn = (world: World, chat: Chat, userId: number) => membershipOf(world, chat, userId).status;

function join({ world }: Demo, input: z.infer<typeof shapes.join>) {
	const { username, name, bio, language_code } = input;
	if (input.userId === undefined && name === undefined) throw badRequest('a name or a userId is needed');
	const chat = world.chat(input.groupId ?? world.state.mainGroupId);
	const person =
		input.userId !== undefined
			? world.knownPerson(input.userId)
			: world.addPerson({
					first_name: name ?? '',
					bio,
					...(username && { username }),
					...(language_code && { language_code }),
				});
	const { date, state } = askToJoin(world, chat, person.id, bio, input.inviteLinkName);
	return { groupId: chat.id, userId: person.id, date, state };
}

function addGroup({ world }: Demo, { title, withAdminGroup }: z.infer<typeof shapes.group>) {
	const shared = world.chat(world.state.mainGroupId).adminGroupId;
	const own = withAdminGroup ? world.addGroup(`${title} · Admins`, { isAdminGroup: true }).id : shared;
	const group = world.addGroup(title, own === undefined ? {} : { adminGroupId: own });
	return { groupId: group.id, adminGroupId: own ?? null };
}

const failed: ErrorRequestHandler = (error: unknown, _request, response, next) => {
	if (response.headersSent) next(error);
	else if (error instanceof ApiError) response.status(error.code).json({ error: error.message });
	else if (error instanceof z.ZodError) response.status(400).json({ error: z.prettifyError(error) });
	else if (error instanceof SyntaxError || error instanceof multer.MulterError)
		response.status(400).json({ error: error.message });
	else {
		console.error(error);
		response.status(500).json({ error: 'Internal Server Error' });
	}
};

/** What people do in the demo, and what a test orders: everything under `/demo`. Errors are `{error: string}`. */
export function controlRouter(demo: Demo): Router {
	const { world, bots, faults, stream } = demo;
	const router = express.Router();
	const groupIdOf = (value: unknown) => id.parse(value ?? world.state.mainGroupId);

	/** One POST: the body checked by its shape, what the action gives as JSON. */
	const on = <T extends z.ZodType>(path: string, shape: T, act: (input: z.infer<T>) => unknown) =>
		router.post(path, async (request: Request, response: Response) => {
			const result = await act(shape.parse(request.body ?? {}));
			response.json(result ?? { ok: true });
		});

	router.use(sameOrigin, express.json({ limit: '1mb' }));
	router.get('/config', (_request, response) => void response.json({ editorUrl: demo.editorUrl }));
	router.get('/state', (request, response) => {
		response.json(snapshot(world, bots, groupIdOf(request.query.groupId)));
	});
	router.get('/stream', (request, response) => {
		stream.open(request, response);
	});
	router.get('/updates', (_request, response) => void response.json({ updates: bots.log }));
	router.get('/files/:fileId', (request, response) => {
		const file = world.files.get(request.params.fileId);
		if (!file) throw new ApiError(404, 'no such file');
		response.set('Cache-Control', 'private, max-age=86400').type(file.mime).send(file.data);
	});

	/** What the signed webhook's templates send, newest first: an integrator's endpoint, to look at. */
	const inbox: unknown[] = [];
	router.get('/inbox', (_request, response) => void response.json({ actions: inbox }));
	on('/inbox', z.unknown(), (action) => {
		inbox.unshift(action);
		inbox.splice(KEPT_ACTIONS);
		return { status: 'sent' };
	});

	on('/groups', shapes.group, (input) => addGroup(demo, input));
	on('/join', shapes.join, (input) => join(demo, input));
	on('/cancel', inGroup, ({ groupId, userId }) => {
		cancelRequest(world, world.chat(groupIdOf(groupId)), userId);
	});
	on('/leave', inGroup, ({ groupId, userId }) => {
		leave(world, world.chat(groupIdOf(groupId)), userId);
	});
	on('/decide', shapes.decision, (input) => {
		const chat = world.chat(groupIdOf(input.groupId));
		if (input.approve) approve(world, chat, input.userId, world.state.operatorId);
		else decline(world, chat, input.userId);
	});
	on('/messages', shapes.message, ({ chatId, userId, text: said, replyToId }) =>
		postAs(world, chatId, userId, {
			text: said,
			entities: findEntities(said),
			...(replyToId !== undefined && { replyToId }),
		}),
	);
	on('/press', shapes.press, (input) => press(world, input));

	const upload = multer({ storage: multer.memoryStorage(), limits: { fileSize: 10 * 1024 * 1024 } }).single('photo');
	router.post('/photos', upload, (request, response) => {
		const { chatId, userId, caption, replyToId } = shapes.photo.parse(request.body);
		if (!request.file) throw badRequest('there is no photo in the request');
		const photo = keepPhoto(world, request.file.buffer);
		const text = caption && { caption, caption_entities: findEntities(caption) };
		response.json(postAs(world, chatId, userId, { photo, ...text, ...(replyToId !== undefined && { replyToId }) }));
	});

	router.get('/faults', (_request, response) => void response.json({ faults: faults.list() }));
	router.delete('/faults', (_request, response) => {
		faults.clear();
		response.json({ ok: true });
	});
	on('/faults', shapes.fault, (fault) => {
		faults.add(fault);
	});
	on('/limits', shapes.limits, (input) => {
		const given = Object.entries(input).filter(([, value]) => value !== undefined);
		return bots.limit(Object.fromEntries(given));
	});
	on('/redeliver', shapes.redeliver, async ({ updateId, times, concurrently }) => ({
		attempts: await bots.redeliver(updateId, times, concurrently),
	}));
	on('/pause', z.object({}), () => {
		bots.each((outbox) => outbox.pause());
	});
	on('/resume', z.object({}), () => {
		bots.each((outbox) => outbox.resume());
	});
	on('/reset', z.object({}), () => {
		faults.clear();
		bots.reset();
		world.reset();
		return { groupId: world.state.mainGroupId };
	});
	router.use((_request, response) => void response.status(404).json({ error: 'Not Found' }));
	router.use(failed);
	return router;
}
