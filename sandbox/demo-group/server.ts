import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { Bots } from './bots.ts';
import { botApiRouter, callMethod } from './bot-api/router.ts';
import { controlRouter } from './control.ts';
import { Faults } from './faults.ts';
import type { Change } from './model.ts';
import { Keeper, load, loadFiles } from './save.ts';
import { Stream } from './stream.ts';
import { World } from './world.ts';

export interface DemoGroupOptions {
	/** 0 for any free port. */
	port: number;
	/** @default '127.0.0.1' */
	host?: string;
	/** The bot's token, `<digits>:<letters>`; made up, and kept in the data file, if not given. */
	token?: string;
	/** Where the chat is kept over a restart; in memory only if not given. */
	dataFile?: string;
	/** n8n's editor, for a link on the page. */
	editorUrl?: string;
}

export interface DemoGroup {
	url: string;
	botToken: string;
	groupId: number;
	adminGroupId: number;
	close: () => Promise<void>;
}

const WEB = fileURLToPath(new URL('./web/', import.meta.url));
const PAGE_HEADERS = {
	'Content-Security-Policy':
		"default-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
};

const newToken = () =>
	`7${randomBytes(4).readUInt32BE().toString().padStart(10, '0').slice(-9)}:${randomBytes(26).toString('base64url').slice(0, 35)}`;

function listen(server: Server, port: number, host: string): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => {
			const address = server.address();
			resolve(typeof address === 'object' && address ? address.port : port);
		});
	});
}

/**
 * Starts the demo group: a page that looks like a group chat, and the Bot API of Telegram for the bot in it.
 * Point a Telegram credential's base URL at `url` and give it `botToken`.
 * @returns once it listens; `close` saves and stops
 */
export async function startDemoGroup(options: DemoGroupOptions): Promise<DemoGroup> {
	const { port, host = '127.0.0.1', dataFile } = options;
	const saved = dataFile === undefined ? undefined : load(dataFile);
	const kept = saved && (options.token === undefined || options.token === saved.token) ? saved : undefined;
	const token = options.token ?? kept?.token ?? newToken();
	const clock = () => Date.now();
	const stream = new Stream();
	const faults = new Faults();
	let keeper: Keeper | undefined;

	const changed = (change: Change) => {
		stream.send(change);
		keeper?.soon();
	};
	const world = new World({
		botId: Number(token.split(':')[0]),
		clock,
		onUpdate: (kind, body, botId) => {
			bots.push(kind, body, botId);
		},
		onChange: changed,
	});
	const bots: Bots = new Bots({
		token,
		clock,
		onChange: () => {
			changed({ type: 'changed', chatId: null });
		},
		onReply: (seat, method, values) => void callMethod({ world, ...seat }, method, values),
		onNew: (botId) => {
			if (!world.state.bots.includes(botId)) world.addBot(botId);
		},
	});
	if (kept) {
		world.state = kept.world;
		bots.load(kept.outboxes);
		if (dataFile !== undefined) loadFiles(dataFile, kept.files, world);
	}
	if (dataFile !== undefined) {
		keeper = new Keeper(dataFile, world.files, () => ({
			version: 2,
			token,
			world: world.state,
			outboxes: bots.save(),
			files: [...world.files.values()].map(({ file_id, file_unique_id, file_path, mime }) => ({
				file_id,
				file_unique_id,
				file_path,
				mime,
			})),
		}));
		keeper.save();
	}

	const app = express();
	app.disable('x-powered-by');
	app.use((_request, response, next) => {
		response.set(PAGE_HEADERS);
		next();
	});
	app.use('/demo', controlRouter({ world, bots, faults, stream, editorUrl: options.editorUrl ?? null }));
	app.use(express.static(WEB, { index: 'index.html', cacheControl: false }));
	app.use(botApiRouter(world, bots, faults));
	const server = createServer(app);
	const actualPort = await listen(server, port, host);
	bots.each((outbox) => outbox.wake());

	const main = world.chat(world.state.mainGroupId);
	return {
		url: `http://${host.includes(':') ? `[${host}]` : host}:${String(actualPort)}`,
		botToken: token,
		groupId: main.id,
		adminGroupId: main.adminGroupId ?? 0,
		close: async () => {
			bots.each((outbox) => outbox.close());
			stream.close();
			const stopped = new Promise<void>((resolve) =>
				server.close(() => {
					resolve();
				}),
			);
			server.closeAllConnections();
			await stopped;
			keeper?.save();
		},
	};
}
