import { badRequest, conflict, forbidden } from './errors.ts';
import type { Chat, InviteLink, JoinRequest, Membership, Permissions } from './model.ts';
import { chatView, inviteLinkView, memberView, PERMISSION_NAMES, userView } from './views.ts';
import type { World } from './world.ts';

/** How long the bot may write to somebody who asks to join and never wrote to it, in seconds. */
const CONTACT_WINDOW = 5 * 60;
/** A ban or restriction shorter or longer than this is for ever. */
const SHORTEST = 30;
const LONGEST = 366 * 24 * 60 * 60;
/** What every member of a group may do anyway: allowing all of it lifts a restriction. */
const MEMBER_RIGHTS = PERMISSION_NAMES.filter(
	(name) => !['can_change_info', 'can_pin_messages', 'can_manage_topics', 'can_invite_users'].includes(name),
);
const MEDIA = MEMBER_RIGHTS.filter((name) => name.endsWith('s') && name.startsWith('can_send_'));

/** Where a person stands in a group now; a ban or restriction that has run out counts no more. */
export function membershipOf(world: World, chat: Chat, userId: number): Membership {
	const membership = chat.members[userId] ?? { status: 'left' };
	if (!('until' in membership) || membership.until === 0 || membership.until > world.now()) return membership;
	return { status: membership.status === 'restricted' && membership.isMember ? 'member' : 'left' };
}

export const isInside = (membership: Membership): boolean =>
	membership.status === 'restricted' ? membership.isMember : !['left', 'kicked'].includes(membership.status);

export const insiders = (world: World, chat: Chat): number[] =>
	Object.keys(chat.members)
		.map(Number)
		.filter((userId) => isInside(membershipOf(world, chat, userId)));

/** @throws ApiError when the person may not write here now */
export function assertMayWrite(world: World, chat: Chat, userId: number): void {
	if (chat.type === 'private') return;
	const membership = membershipOf(world, chat, userId);
	if (!isInside(membership)) throw forbidden('this person is not a member of the group');
	if (membership.status === 'restricted' && membership.permissions.can_send_messages !== true)
		throw forbidden('this person is muted');
}

/** The bot may write to people who wrote to it, and for five minutes to people who ask to join. */
export function botMayWrite(world: World, userId: number): boolean {
	if (world.person(userId)?.startedBot) return true;
	return Object.values(world.state.chats).some((chat) => {
		const request = chat.requests[userId];
		return request?.state === 'pending' && world.now() - request.date <= CONTACT_WINDOW;
	});
}

function change(world: World, chat: Chat, userId: number, next: Membership, byId: number, link?: InviteLink): void {
	const previous = membershipOf(world, chat, userId);
	chat.members[userId] = next;
	world.changed(chat.id);
	if (JSON.stringify(previous) === JSON.stringify(next)) return;
	world.tell('chat_member', {
		chat: chatView(world, chat),
		from: userView(world.knownPerson(byId)),
		date: world.now(),
		old_chat_member: memberView(world, userId, previous),
		new_chat_member: memberView(world, userId, next),
		...(link && { invite_link: inviteLinkView(world, chat, link), via_join_request: true }),
	});
}

/** The link a person comes by: the named one (made if it is new), else the group's first. */
function linkFor(world: World, chat: Chat, name: string | undefined): InviteLink {
	const found = chat.inviteLinks.find((link) => (name === undefined || link.name === name) && !link.is_revoked);
	if (found) return found;
	const link: InviteLink = {
		invite_link: world.inviteUrl(),
		creatorId: world.state.operatorId,
		creates_join_request: true,
		is_primary: false,
		is_revoked: false,
		...(name !== undefined && { name }),
	};
	chat.inviteLinks.push(link);
	return link;
}

/**
 * A person asks to join; the bot gets a `chat_join_request`.
 * @throws ApiError 403 for the banned, 409 for members and for those who already wait
 */
export function askToJoin(world: World, chat: Chat, userId: number, bio: string, linkName?: string): JoinRequest {
	const membership = membershipOf(world, chat, userId);
	if (membership.status === 'kicked') throw forbidden('this person is banned from the group');
	if (isInside(membership)) throw conflict('this person is a member already');
	if (chat.requests[userId]?.state === 'pending') throw conflict('this person has asked already');
	const link = linkFor(world, chat, linkName);
	const request: JoinRequest = { userId, date: world.now(), bio, inviteLink: link.invite_link, state: 'pending' };
	chat.requests[userId] = request;
	world.changed(chat.id);
	world.tell('chat_join_request', {
		chat: chatView(world, chat),
		from: userView(world.knownPerson(userId)),
		user_chat_id: userId,
		date: request.date,
		...(bio && { bio }),
		invite_link: inviteLinkView(world, chat, link),
	});
	return request;
}

/** The person takes the request back; the bot hears nothing of it, as with Telegram. */
export function cancelRequest(world: World, chat: Chat, userId: number): void {
	const request = chat.requests[userId];
	if (request?.state !== 'pending') throw conflict('this person is not waiting');
	request.state = 'cancelled';
	world.changed(chat.id);
}

function pendingRequest(world: World, chat: Chat, userId: number): JoinRequest {
	if (!world.person(userId)) throw badRequest('USER_ID_INVALID');
	const request = chat.requests[userId];
	if (request?.state === 'pending') return request;
	if (isInside(membershipOf(world, chat, userId))) throw badRequest('USER_ALREADY_PARTICIPANT');
	throw badRequest('HIDE_REQUESTER_MISSING');
}

/** @throws ApiError USER_ALREADY_PARTICIPANT, HIDE_REQUESTER_MISSING, USER_ID_INVALID */
export function approve(world: World, chat: Chat, userId: number, byId: number): void {
	const request = pendingRequest(world, chat, userId);
	request.state = 'approved';
	const link = chat.inviteLinks.find((candidate) => candidate.invite_link === request.inviteLink);
	change(world, chat, userId, { status: 'member' }, byId, link);
	world.post(chat, { fromId: userId, joinedId: userId });
}

/** @throws ApiError USER_ALREADY_PARTICIPANT, HIDE_REQUESTER_MISSING, USER_ID_INVALID */
export function decline(world: World, chat: Chat, userId: number): void {
	pendingRequest(world, chat, userId).state = 'declined';
	world.changed(chat.id);
}

/** The person leaves of their own will. */
export function leave(world: World, chat: Chat, userId: number): void {
	const membership = membershipOf(world, chat, userId);
	if (!isInside(membership)) throw conflict('this person is not a member of the group');
	if (membership.status === 'creator') throw conflict('the owner cannot leave');
	change(world, chat, userId, { status: 'left' }, userId);
	world.post(chat, { fromId: userId, leftId: userId });
}

function assertTouchable(world: World, chat: Chat, userId: number): void {
	if (world.state.bots.includes(userId)) throw badRequest("can't restrict self");
	const { status } = membershipOf(world, chat, userId);
	if (status === 'creator') throw badRequest("can't remove chat owner");
	if (status === 'administrator') throw badRequest('user is an administrator of the chat');
}

function untilOf(world: World, until: number): number {
	const length = until - world.now();
	return length < SHORTEST || length > LONGEST ? 0 : until;
}

/** Removes a person and keeps them out. @param until seconds since 1970; 0 for ever */
export function ban(world: World, chat: Chat, userId: number, until: number, byId: number): void {
	world.knownPerson(userId);
	assertTouchable(world, chat, userId);
	const wasInside = isInside(membershipOf(world, chat, userId));
	change(world, chat, userId, { status: 'kicked', until: untilOf(world, until) }, byId);
	const request = chat.requests[userId];
	if (request?.state === 'pending') request.state = 'declined';
	if (wasInside) world.post(chat, { fromId: byId, leftId: userId });
}

/** Lifts a ban; a member is removed by it, unless `onlyIfBanned`. */
export function unban(world: World, chat: Chat, userId: number, onlyIfBanned: boolean, byId: number): void {
	world.knownPerson(userId);
	assertTouchable(world, chat, userId);
	const membership = membershipOf(world, chat, userId);
	if (membership.status === 'kicked') change(world, chat, userId, { status: 'left' }, byId);
	else if (!onlyIfBanned && isInside(membership)) {
		change(world, chat, userId, { status: 'left' }, byId);
		world.post(chat, { fromId: byId, leftId: userId });
	}
}

/** What a permission implies where the caller doesn't set each by itself. */
function spread(permissions: Permissions): Permissions {
	const wide = permissions.can_send_other_messages === true || permissions.can_add_web_page_previews === true;
	const old = permissions.can_send_media_messages === true;
	const media =
		wide || old ? MEDIA.filter((name) => !['can_send_polls', 'can_send_other_messages'].includes(name)) : [];
	const some = permissions.can_send_polls === true ? ['can_send_messages'] : [];
	return { ...permissions, ...Object.fromEntries([...media, ...some].map((name) => [name, true])) };
}

/** Mutes a person, or lifts it when everything is allowed. @param until seconds since 1970; 0 for ever */
export function restrict(
	world: World,
	chat: Chat,
	userId: number,
	options: { permissions: Permissions; independent: boolean; until: number; byId: number },
): void {
	world.knownPerson(userId);
	assertTouchable(world, chat, userId);
	const permissions = options.independent ? options.permissions : spread(options.permissions);
	const membership = membershipOf(world, chat, userId);
	if (membership.status === 'kicked') throw badRequest('USER_NOT_PARTICIPANT');
	const inside = isInside(membership);
	const free = MEMBER_RIGHTS.every((name) => permissions[name] === true);
	const next: Membership = free
		? { status: inside ? 'member' : 'left' }
		: { status: 'restricted', permissions, until: untilOf(world, options.until), isMember: inside };
	change(world, chat, userId, next, options.byId);
}
