import { randomBytes } from 'node:crypto';
import { badRequest } from './errors.ts';
import type { Change, Chat, Membership, Person, Press, StoredFile, StoredMessage, UpdateBody, User } from './model.ts';
import { messageView } from './views.ts';

export interface WorldState {
	/** The first bot; it is in every group from the beginning. */
	botId: number;
	/** All bots, administrators of every group. */
	bots: number[];
	operatorId: number;
	mainGroupId: number;
	people: Record<string, Person>;
	chats: Record<string, Chat>;
	presses: Press[];
	nextUserId: number;
	nextGroupId: number;
}

export interface WorldOptions {
	botId: number;
	/** Milliseconds since 1970. */
	clock: () => number;
	/** An update for one bot, or for all: its kind and what stands under that key. */
	onUpdate: (kind: string, body: UpdateBody, botId?: number) => void;
	onChange: (change: Change) => void;
}

const FIRST_BOT = '小群助手';
const FIRST_USER_ID = 5_000_000_001;
const FIRST_GROUP_ID = -1_001_000_000_001;
const KEPT_PRESSES = 500;

/** Every person, chat and message of the demo; the rules of membership are in `membership.ts`. */
export class World {
	state: WorldState;
	readonly files = new Map<string, StoredFile>();
	private readonly options: WorldOptions;

	constructor(options: WorldOptions) {
		this.options = options;
		this.state = this.begin();
	}

	/**
	 * Starts over: one operator, one main group, one admin group, the bot an administrator of both. The two groups keep
	 * their ids; people and messages get new ones, so that nobody is taken for somebody of before.
	 */
	reset(): void {
		const { nextUserId, mainGroupId, bots, people } = this.state;
		const before = [mainGroupId, this.chat(mainGroupId).adminGroupId ?? 0].map((id) => this.chat(id));
		this.files.clear();
		this.state = this.begin();
		this.state.nextUserId = nextUserId;
		for (const botId of bots) this.addBot(botId, people[botId]?.first_name);
		for (const { id, nextMessageId } of before) this.chat(id).nextMessageId = nextMessageId;
		this.changed(null);
	}

	/** Seconds since 1970, as all dates of the Bot API. */
	now(): number {
		return Math.floor(this.options.clock() / 1000);
	}

	person(id: number): Person | undefined {
		return this.state.people[id];
	}

	/** @throws ApiError when nobody has this id */
	knownPerson(id: number): Person {
		const person = this.person(id);
		if (!person) throw badRequest('PARTICIPANT_ID_INVALID');
		return person;
	}

	/** @throws ApiError "chat not found" */
	chat(id: number): Chat {
		const chat = this.state.chats[id];
		if (!chat) throw badRequest('chat not found');
		return chat;
	}

	/** The chat between one person and the bot, made at first use. */
	privateChat(userId: number): Chat {
		const existing = this.state.chats[userId];
		if (existing) return existing;
		return (this.state.chats[userId] = emptyChat(userId, 'private'));
	}

	addPerson(person: Omit<User, 'id' | 'is_bot'> & { bio?: string }): Person {
		const id = this.state.nextUserId++;
		return (this.state.people[id] = { id, is_bot: false, startedBot: false, ...person });
	}

	/** A bot that is an administrator of every group; one that is known only gets the name. */
	addBot(botId: number, name?: string): void {
		const number = this.state.bots.includes(botId) ? this.state.bots.indexOf(botId) : this.state.bots.push(botId) - 1;
		this.state.people[botId] = {
			id: botId,
			is_bot: true,
			first_name: name ?? (number === 0 ? FIRST_BOT : `${FIRST_BOT} ${String(number + 1)}`),
			username: `shequn_demo${number === 0 ? '' : String(number + 1)}_bot`,
			startedBot: true,
		};
		for (const chat of Object.values(this.state.chats))
			if (chat.type === 'supergroup') chat.members[botId] = { status: 'administrator' };
		this.changed(null);
	}

	/** A new group with the operator as its owner and the bot as administrator. */
	addGroup(title: string, options: { isAdminGroup?: boolean; adminGroupId?: number } = {}): Chat {
		const chat = newGroup(this.state, title, this.inviteUrl(), options);
		this.changed(chat.id);
		return chat;
	}

	inviteUrl(): string {
		return `https://t.me/+${randomBytes(12).toString('base64url')}`;
	}

	message(chat: Chat, messageId: number): StoredMessage | undefined {
		return chat.messages.find((message) => message.message_id === messageId);
	}

	/** Puts a message into a chat; bots hear of people's, and never of each other's. */
	post(chat: Chat, content: Omit<StoredMessage, 'message_id' | 'date'>): StoredMessage {
		const message = { message_id: chat.nextMessageId++, date: this.now(), ...content };
		chat.messages.push(message);
		this.changed(chat.id);
		if (!this.state.bots.includes(message.fromId)) this.tell('message', messageView(this, chat, message));
		return message;
	}

	/** Remembers the press of a button, so that the bot can answer it. */
	addPress(userId: number, chatId: number, botId: number): Press {
		const id = randomBytes(8).readBigUInt64BE().toString();
		const press = { id, userId, chatId, botId, date: this.now(), answered: false };
		this.state.presses = [...this.state.presses.slice(-KEPT_PRESSES), press];
		return press;
	}

	tell(kind: string, body: UpdateBody, botId?: number): void {
		this.options.onUpdate(kind, body, botId);
	}

	changed(chatId: number | null): void {
		this.options.onChange({ type: 'changed', chatId });
	}

	toast(press: Press, text: string, showAlert: boolean, url: string | null): void {
		this.options.onChange({ type: 'toast', userId: press.userId, chatId: press.chatId, text, showAlert, url });
	}

	private begin(): WorldState {
		const { botId } = this.options;
		const operatorId = FIRST_USER_ID;
		const bot = { id: botId, is_bot: true, first_name: FIRST_BOT, username: 'shequn_demo_bot', startedBot: true };
		const operator = { id: operatorId, is_bot: false, first_name: '周宁', username: 'zhouning', startedBot: true };
		const state: WorldState = {
			botId,
			bots: [botId],
			operatorId,
			mainGroupId: 0,
			people: { [botId]: bot, [operatorId]: { ...operator, language_code: 'zh-hans' } },
			chats: {},
			presses: [],
			nextUserId: FIRST_USER_ID + 1,
			nextGroupId: FIRST_GROUP_ID,
		};
		const main = newGroup(state, '晨读共学社 · Morning Readers', this.inviteUrl(), {});
		const admin = newGroup(state, '管理群 · Admins', this.inviteUrl(), { isAdminGroup: true });
		main.adminGroupId = admin.id;
		state.mainGroupId = main.id;
		return state;
	}
}

function emptyChat(id: number, type: Chat['type']): Chat {
	return { id, type, isAdminGroup: false, members: {}, requests: {}, inviteLinks: [], messages: [], nextMessageId: 1 };
}

function newGroup(
	state: WorldState,
	title: string,
	inviteUrl: string,
	{ isAdminGroup = false, adminGroupId }: { isAdminGroup?: boolean; adminGroupId?: number },
): Chat {
	const members: Record<string, Membership> = {
		[state.operatorId]: { status: 'creator' },
		...Object.fromEntries(state.bots.map((botId) => [botId, { status: 'administrator' as const }])),
	};
	const chat: Chat = { ...emptyChat(state.nextGroupId--, 'supergroup'), title, isAdminGroup, members };
	if (adminGroupId !== undefined) chat.adminGroupId = adminGroupId;
	chat.inviteLinks.push({
		invite_link: inviteUrl,
		creatorId: state.operatorId,
		creates_join_request: true,
		is_primary: false,
		is_revoked: false,
	});
	state.chats[chat.id] = chat;
	return chat;
}
