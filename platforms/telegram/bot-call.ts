import type { BinaryFile, WireRequest } from '../platform';
import type { Entity } from './rich-text';

export type ChatId = number | string;

export type InlineButton = { text: string; url: string } | { text: string; callback_data: string };

export interface InlineKeyboard {
	inline_keyboard: InlineButton[][];
}

interface MessageOptions {
	reply_parameters?: { message_id: number; allow_sending_without_reply: true };
	reply_markup?: InlineKeyboard;
}

interface EditedMessage {
	chat_id: ChatId;
	message_id: number;
	reply_markup?: InlineKeyboard;
}

export interface Caption {
	caption?: string;
	caption_entities?: Entity[];
}

interface MemberOf {
	chat_id: ChatId;
	user_id: number;
}

export type Permissions = Record<
	| 'can_send_messages'
	| 'can_send_audios'
	| 'can_send_documents'
	| 'can_send_photos'
	| 'can_send_videos'
	| 'can_send_video_notes'
	| 'can_send_voice_notes'
	| 'can_send_polls'
	| 'can_send_other_messages'
	| 'can_add_web_page_previews'
	| 'can_react_to_messages'
	| 'can_change_info'
	| 'can_invite_users'
	| 'can_edit_tag'
	| 'can_pin_messages'
	| 'can_manage_topics',
	boolean
>;

/** A picture to upload with the call, under the form field `field`. */
export interface Upload {
	field: string;
	file: BinaryFile;
}

/** One call of the Bot API with its parameters. https://core.telegram.org/bots/api#available-methods */
export type BotCall =
	| {
			method: 'sendMessage';
			params: MessageOptions & {
				chat_id: ChatId;
				text: string;
				entities?: Entity[];
				link_preview_options?: { url: string };
			};
	  }
	| { method: 'sendPhoto'; params: MessageOptions & Caption & { chat_id: ChatId; photo: string }; upload?: Upload }
	| {
			method: 'editMessageText';
			params: EditedMessage & { text: string; entities?: Entity[]; link_preview_options?: { url: string } };
	  }
	| { method: 'editMessageCaption'; params: EditedMessage & Caption }
	| {
			method: 'editMessageMedia';
			params: EditedMessage & { media: Caption & { type: 'photo'; media: string } };
			upload?: Upload;
	  }
	| { method: 'editMessageReplyMarkup'; params: EditedMessage }
	| { method: 'deleteMessage'; params: { chat_id: ChatId; message_id: number } }
	| { method: 'answerCallbackQuery'; params: { callback_query_id: string; text?: string; show_alert?: boolean } }
	| { method: 'approveChatJoinRequest' | 'declineChatJoinRequest' | 'getChatMember'; params: MemberOf }
	| { method: 'banChatMember'; params: MemberOf }
	| { method: 'unbanChatMember'; params: MemberOf & { only_if_banned: true } }
	| {
			method: 'restrictChatMember';
			params: MemberOf & {
				permissions: Permissions;
				use_independent_chat_permissions: true;
				until_date?: number;
			};
	  };

/** The value of a file parameter whose bytes travel in another field of the same form. */
export function attachment(field: string): string {
	return `attach://${field}`;
}

/** The HTTP request for a call: JSON, or a multipart form where a file goes with it. */
export function wireRequest(call: BotCall): WireRequest {
	const path = `/${call.method}`;
	if (!('upload' in call)) {
		return { method: 'POST', path, body: { kind: 'json', value: call.params } };
	}
	const form = new FormData();
	for (const [name, value] of Object.entries(call.params)) {
		form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
	}
	const { field, file } = call.upload;
	form.append(field, new Blob([new Uint8Array(file.data)], { type: file.mimeType }), file.fileName);
	return { method: 'POST', path, body: { kind: 'form', value: form } };
}
