import type { DemoGroup } from './stage';

export interface ChatMessage {
	message_id: number;
	text?: string;
	from?: { id: number; is_bot: boolean; first_name: string };
	reply_markup?: { inline_keyboard: { text: string; callback_data?: string }[][] };
}

export interface Person {
	user: { id: number; first_name: string };
	standing: string;
	status: string;
	privateMessages: ChatMessage[];
}

export interface GroupState {
	group: { messages: ChatMessage[] };
	adminGroup: { messages: ChatMessage[] };
	people: Person[];
	operator: { id: number };
	delivery: { pending: number; webhookSet: boolean };
}

export interface LoggedUpdate {
	/** The bot that it was for: each bot of the group hears of what happens under numbers of its own. */
	botId: number;
	updateId: number;
	kind: string;
	state: string;
}

/** What people do in the demo group, and what they see there. */
export function groupOf(demo: DemoGroup, groupId = demo.groupId) {
	const post = async <T>(path: string, body: object): Promise<T> => (await demo.api.post<T>(path, body)).data;
	return {
		state: async () => (await demo.api.get<GroupState>('/state', { params: { groupId } })).data,
		updates: async () => (await demo.api.get<{ updates: LoggedUpdate[] }>('/updates')).data.updates,
		join: async (name: string, bio: string) => (await post<{ userId: number }>('/join', { groupId, name, bio })).userId,
		say: async (userId: number, text: string) => await post('/messages', { chatId: groupId, userId, text }),
		press: async (chatId: number, messageId: number, userId: number, data: string) =>
			await post('/press', { chatId, messageId, userId, data }),
		redeliver: async (updateId: number, times: number, concurrently: boolean) =>
			await post<{ attempts: { status: number | null }[] }>('/redeliver', { updateId, times, concurrently }),
	};
}

/** The button of a message whose text contains `words`. */
export function buttonOf(message: ChatMessage, words: string): string {
	const found = message.reply_markup?.inline_keyboard.flat().find(({ text }) => text.includes(words));
	if (found?.callback_data === undefined) throw new Error(`No button "${words}" under: ${message.text ?? ''}`);
	return found.callback_data;
}
