import type { BotSeat } from '../bots.ts';
import { badRequest } from '../errors.ts';
import type { Chat, User } from '../model.ts';
import { userView } from '../views.ts';
import type { World } from '../world.ts';
import type { Params } from './params.ts';

/** What every method works on: the world, and the bot that calls. */
export interface Context extends BotSeat {
	world: World;
}

/** One method of the Bot API. @param signal aborts when the caller goes away */
export type Method = (context: Context, params: Params, signal: AbortSignal) => unknown;

/** The chat a call names. @throws ApiError "chat_id is empty", "chat not found" */
export function chatOf({ world }: Context, params: Params): Chat {
	if (!params.has('chat_id')) throw badRequest('chat_id is empty');
	const id = Number(params.text('chat_id'));
	if (!Number.isSafeInteger(id)) throw badRequest('chat not found');
	const person = id > 0 ? world.person(id) : undefined;
	return person && !person.is_bot ? world.privateChat(id) : world.chat(id);
}

/** The group a call names. @throws ApiError for a private chat */
export function groupOf(context: Context, params: Params): Chat {
	const chat = chatOf(context, params);
	if (chat.type === 'private') throw badRequest('method is available for supergroup and channel chats only');
	return chat;
}

/** @throws ApiError "invalid user_id specified" */
export function userIdOf(params: Params): number {
	const id = params.integer('user_id', 0);
	if (id <= 0) throw badRequest('invalid user_id specified');
	return id;
}

export const userLookup =
	({ world }: Context) =>
	(id: number): User | undefined => {
		const person = world.person(id);
		return person && userView(person);
	};
