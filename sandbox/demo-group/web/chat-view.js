import { post, postPhoto } from './api.js';
import { avatar, h, icon } from './dom.js';
import { locale, t } from './i18n.js';
import { richText } from './rich-text.js';

const nameOf = ({ first_name, last_name }) => [first_name, last_name].filter(Boolean).join(' ');
const timeOf = (seconds) =>
	new Date(seconds * 1000).toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit', hour12: false });

function serviceText(message) {
	if (message.new_chat_member) return t('joinedGroup', { name: nameOf(message.new_chat_member) });
	const left = message.left_chat_member;
	if (!left) return null;
	return t(left.id === message.from.id ? 'leftGroup' : 'removedFromGroup', { name: nameOf(left) });
}

/** One chat as one person sees it: messages, buttons, composer. */
export class ChatView {
	/** @param fail shows what went wrong */
	constructor({ emptyKey, fail }) {
		this.fail = fail;
		this.emptyKey = emptyKey;
		this.shown = new Map();
		this.log = h('ol', { className: 'messages', tabIndex: 0, attributes: { role: 'log', 'aria-live': 'polite' } });
		this.empty = h('p', { className: 'empty' });
		this.note = h('p', { className: 'note', hidden: true });
		this.input = h('textarea', { rows: 1, maxLength: 4096 });
		this.file = h('input', { type: 'file', accept: 'image/png,image/jpeg,image/gif', hidden: true });
		this.photo = h('button', { type: 'button', className: 'round-button' }, icon('photo'));
		this.send = h('button', { type: 'submit', className: 'round-button main' }, icon('send'));
		this.form = h('form', { className: 'composer' }, this.file, this.photo, this.input, this.send);
		this.element = h(
			'div',
			{ className: 'chat' },
			h('div', { className: 'scroll' }, this.empty, this.log),
			this.note,
			this.form,
		);
		this.scroll = this.element.firstElementChild;
		this.atEnd = true;
		this.listen();
	}

	/** @param mute a key of the words that say why nothing can be written, or null */
	update({ chat, messages, me, mute = null }) {
		const changedChat = this.chat?.id !== chat.id || this.me !== me.id || this.language !== locale();
		Object.assign(this, { chat, me: me.id, language: locale() });
		if (changedChat) this.clear();
		this.atEnd ||= changedChat;
		this.draw(messages);
		this.empty.textContent = t(this.emptyKey);
		this.empty.hidden = messages.length > 0;
		this.note.hidden = mute === null;
		this.note.textContent = mute ? t(mute) : '';
		this.form.hidden = mute !== null;
		this.log.ariaLabel = chat.title;
		this.input.placeholder = t('write');
		this.input.ariaLabel = t('writeTo', { chat: chat.title });
		this.send.ariaLabel = t('send');
		this.photo.ariaLabel = t('photo');
		this.keepEnd();
	}

	/** Follows new messages, unless the reader has scrolled back. */
	keepEnd() {
		if (this.atEnd) this.toEnd();
	}

	toEnd() {
		this.scroll.scrollTop = this.scroll.scrollHeight;
	}

	clear() {
		this.shown.clear();
		this.log.replaceChildren();
	}

	/** Keeps what stays the same, so that focus and screen readers aren't disturbed. */
	draw(messages) {
		const gone = new Set(this.shown.keys());
		let before = null;
		for (const message of messages) {
			gone.delete(message.message_id);
			const grouped = before !== null && before.from.id === message.from.id && !serviceText(before);
			before = message;
			const signature = JSON.stringify([message, grouped]);
			const old = this.shown.get(message.message_id);
			if (old?.signature === signature) continue;
			const element = this.item(message, grouped);
			if (old) this.replace(old.element, element);
			else this.log.append(element);
			this.shown.set(message.message_id, { element, signature });
		}
		for (const id of gone) {
			this.shown.get(id).element.remove();
			this.shown.delete(id);
		}
	}

	replace(old, element) {
		const hadFocus = old.contains(document.activeElement);
		old.replaceWith(element);
		if (hadFocus) (element.querySelector('button') ?? this.input).focus();
	}

	item(message, grouped) {
		const service = serviceText(message);
		if (service) return h('li', { className: 'service' }, h('span', {}, service));
		const { from } = message;
		const mine = from.id === this.me;
		const name = nameOf(from);
		const head = h(
			'p',
			{ className: 'author' },
			h('span', { className: 'author-name' }, name),
			from.is_bot ? h('span', { className: 'tag' }, t('botTag')) : null,
		);
		const foot = [message.edit_date ? t('edited') : '', timeOf(message.date)].filter(Boolean).join(' · ');
		const bubble = h(
			'div',
			{ className: 'bubble' },
			grouped || mine ? h('span', { className: 'hidden-text' }, `${name}: `) : head,
			message.reply_to_message ? this.quote(message.reply_to_message) : null,
			message.photo ? this.picture(message.photo.at(-1), name) : null,
			message.text ? h('div', { className: 'text' }, richText(message.text, message.entities)) : null,
			message.caption ? h('div', { className: 'text' }, richText(message.caption, message.caption_entities)) : null,
			h('time', { dateTime: new Date(message.date * 1000).toISOString() }, foot),
		);
		const body = h('div', { className: 'body' }, bubble, this.keyboard(message));
		const face = mine ? null : avatar(from.id, name);
		return h('li', { className: `message${mine ? ' mine' : ''}${grouped ? ' grouped' : ''}` }, face, body);
	}

	quote({ from, text, caption }) {
		const name = h('strong', {}, nameOf(from));
		return h('div', { className: 'quote' }, name, ` ${(text ?? caption ?? '').slice(0, 80)}`);
	}

	picture({ file_id, width, height }, name) {
		const image = h('img', { width, height, alt: t('photoAlt', { name }), src: `/demo/files/${file_id}` });
		image.addEventListener('load', () => this.keepEnd(), { once: true });
		return image;
	}

	keyboard(message) {
		const rows = message.reply_markup?.inline_keyboard;
		if (!rows) return null;
		const button = ({ text, url, callback_data: data }) => {
			if (url) {
				const label = t('opensLink', { text });
				return h(
					'a',
					{ className: 'key', href: url, target: '_blank', rel: 'noopener noreferrer', ariaLabel: label },
					text,
					' ↗',
				);
			}
			const key = h('button', { type: 'button', className: 'key' }, text);
			key.addEventListener('click', () => this.press(key, message.message_id, data));
			return key;
		};
		return h(
			'div',
			{ className: 'keyboard' },
			rows.map((row) => h('div', { className: 'key-row' }, row.map(button))),
		);
	}

	async press(key, messageId, data) {
		key.classList.add('busy');
		setTimeout(() => key.classList.remove('busy'), 1500);
		await this.attempt(() => post('/press', { chatId: this.chat.id, userId: this.me, messageId, data }));
	}

	listen() {
		this.scroll.addEventListener('scroll', () => {
			const { scrollHeight, scrollTop, clientHeight } = this.scroll;
			if (clientHeight > 0) this.atEnd = scrollHeight - scrollTop - clientHeight < 80;
		});
		new ResizeObserver(() => this.keepEnd()).observe(this.scroll);
		this.form.addEventListener('submit', (event) => {
			event.preventDefault();
			void this.sendText();
		});
		this.input.addEventListener('keydown', (event) => {
			if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
			event.preventDefault();
			void this.sendText();
		});
		this.photo.addEventListener('click', () => this.file.click());
		this.file.addEventListener('change', () => {
			const [file] = this.file.files;
			this.file.value = '';
			if (file) void this.attempt(() => postPhoto(file, { chatId: this.chat.id, userId: this.me }));
		});
	}

	async sendText() {
		const text = this.input.value.trim();
		if (!text) return;
		this.input.value = '';
		const sent = await this.attempt(() => post('/messages', { chatId: this.chat.id, userId: this.me, text }));
		if (!sent && !this.input.value) this.input.value = text;
		this.toEnd();
	}

	async attempt(action) {
		try {
			await action();
			return true;
		} catch (error) {
			this.fail(error.message);
			return false;
		}
	}
}

export { nameOf };
