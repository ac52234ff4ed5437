import { approve, ban, decline, insiders, membershipOf, restrict, unban } from '../membership.ts';
import type { InviteLink, Permissions } from '../model.ts';
import { chatView, inviteLinkView, memberView } from '../views.ts';
import { badRequest } from '../errors.ts';
import { chatOf, groupOf, userIdOf, type Method } from './context.ts';

const getChat: Method = (context, params) => {
	const { world } = context;
	const chat = chatOf(context, params);
	const bio = chat.type === 'private' ? world.person(chat.id)?.bio : undefined;
	const link = chat.inviteLinks[0]?.invite_link;
	return {
		...chatView(world, chat),
		accent_color_id: 0,
		max_reaction_count: 11,
		...(bio && { bio }),
		...(link && { invite_link: link, join_by_request: true }),
	};
};

const getChatMember: Method = (context, params) => {
	const chat = chatOf(context, params);
	const userId = userIdOf(params);
	context.world.knownPerson(userId);
	return memberView(context.world, userId, membershipOf(context.world, chat, userId));
};

const getChatAdministrators: Method = (context, params) => {
	const { world } = context;
	const chat = groupOf(context, params);
	return insiders(world, chat)
		.map((userId) => ({ userId, membership: membershipOf(world, chat, userId) }))
		.filter(({ membership }) => ['creator', 'administrator'].includes(membership.status))
		.map(({ userId, membership }) => memberView(world, userId, membership));
};

const getChatMemberCount: Method = (context, params) => {
	const chat = chatOf(context, params);
	return chat.type === 'private' ? 2 : insiders(context.world, chat).length;
};

const approveChatJoinRequest: Method = (context, params) => {
	const { world } = context;
	approve(world, groupOf(context, params), userIdOf(params), context.botId);
	return true;
};

const declineChatJoinRequest: Method = (context, params) => {
	decline(context.world, groupOf(context, params), userIdOf(params));
	return true;
};

const banChatMember: Method = (context, params) => {
	const { world } = context;
	ban(world, groupOf(context, params), userIdOf(params), params.integer('until_date', 0), context.botId);
	return true;
};

const unbanChatMember: Method = (context, params) => {
	const { world } = context;
	unban(world, groupOf(context, params), userIdOf(params), params.flag('only_if_banned'), context.botId);
	return true;
};

const restrictChatMember: Method = (context, params) => {
	const { world } = context;
	const given = params.record('permissions');
	if (!given) throw badRequest("can't parse permissions JSON object");
	const permissions: Permissions = Object.fromEntries(
		Object.entries(given).map(([name, value]) => [name, value === true]),
	);
	restrict(world, groupOf(context, params), userIdOf(params), {
		permissions,
		independent: params.flag('use_independent_chat_permissions'),
		until: params.integer('until_date', 0),
		byId: context.botId,
	});
	return true;
};

const createChatInviteLink: Method = (context, params) => {
	const { world } = context;
	const chat = groupOf(context, params);
	const name = params.optionalText('name');
	if (name && name.length > 32) throw badRequest('invite link name is too long');
	const asks = params.flag('creates_join_request');
	const limit = params.integer('member_limit', 0);
	if (asks && limit > 0) throw badRequest("member limit can't be specified for links requiring administrator approval");
	const expires = params.integer('expire_date', 0);
	const link: InviteLink = {
		invite_link: world.inviteUrl(),
		creatorId: context.botId,
		creates_join_request: asks,
		is_primary: false,
		is_revoked: false,
		...(name && { name }),
		...(limit > 0 && { member_limit: limit }),
		...(expires > 0 && { expire_date: expires }),
	};
	chat.inviteLinks.push(link);
	world.changed(chat.id);
	return inviteLinkView(world, chat, link);
};

export const memberMethods = {
	getChat,
	getChatMember,
	getChatAdministrators,
	getChatMemberCount,
	approveChatJoinRequest,
	declineChatJoinRequest,
	banChatMember,
	unbanChatMember,
	restrictChatMember,
	createChatInviteLink,
};
