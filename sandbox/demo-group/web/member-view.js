import { post } from './api.js';
import { ChatView, nameOf } from './chat-view.js';
import { avatar, h, makeTabs } from './dom.js';
import { t } from './i18n.js';
import { JoinView } from './join-view.js';
import { Toasts } from './toasts.js';

const OUTSIDE = ['waiting', 'declined', 'left', 'removed'];

/** The phone of whoever the visitor plays. */
export class MemberView {
	constructor(root) {
		this.toasts = new Toasts();
		const fail = (text) => this.toasts.show(text);
		this.playing = Number(sessionStorage.getItem('playing')) || null;
		this.asking = false;
		this.seen = new Map();
		this.tab = 'group';
		this.title = h('h2', { id: 'member-title' });
		this.chooser = h('select', { id: 'playing' });
		this.chooserLabel = h('label', { htmlFor: 'playing' });
		this.fresh = h('button', { type: 'button', className: 'quiet-button' });
		this.groupTab = h('button', { type: 'button', attributes: { role: 'tab' }, data: { tab: 'group' } });
		this.privateTab = h('button', { type: 'button', attributes: { role: 'tab' }, data: { tab: 'private' } });
		this.tabs = h('div', { className: 'tabs', attributes: { role: 'tablist' } }, this.groupTab, this.privateTab);
		this.header = h('div', { className: 'chat-head' });
		this.groupChat = new ChatView({ emptyKey: 'emptyGroup', fail });
		this.privateChat = new ChatView({ emptyKey: 'emptyPrivate', fail });
		this.join = new JoinView({ onAsked: (userId) => this.play(userId), fail });
		this.card = h('div', { className: 'scroll standing', attributes: { 'aria-live': 'polite' } });
		const bar = h('div', { className: 'who' }, this.chooserLabel, this.chooser, this.fresh);
		const phone = h(
			'div',
			{ className: 'phone' },
			this.tabs,
			this.header,
			this.join.element,
			this.card,
			this.groupChat.element,
			this.privateChat.element,
			this.toasts.element,
		);
		root.append(this.title, bar, phone);
		this.select = makeTabs(this.tabs, (tab) => {
			this.tab = tab.dataset.tab;
			if (this.state) this.update(this.state);
		});
		this.select(this.groupTab);
		this.chooser.addEventListener('change', () => this.play(Number(this.chooser.value) || null));
		this.fresh.addEventListener('click', () => {
			this.play(null);
			this.join.fill('', '');
			this.join.name.focus();
		});
	}

	play(userId) {
		this.playing = userId;
		this.asking = false;
		if (userId === null) sessionStorage.removeItem('playing');
		else sessionStorage.setItem('playing', String(userId));
		this.select(this.groupTab);
	}

	update(state) {
		this.state = state;
		const person = state.people.find(({ user }) => user.id === this.playing) ?? null;
		const standing = person?.standing ?? 'new';
		const inside = ['inside', 'muted'].includes(standing);
		const asking = person === null || standing === 'new' || (this.asking && standing !== 'waiting' && !inside);
		const inPrivate = person !== null && this.tab === 'private';
		this.drawBar(state, person);
		this.drawTabs(person);
		this.drawHeader(state, person, inside, inPrivate);
		this.join.element.hidden = inPrivate || !asking;
		this.card.hidden = inPrivate || asking || !OUTSIDE.includes(standing);
		this.groupChat.element.hidden = inPrivate || !inside;
		this.privateChat.element.hidden = !inPrivate;
		if (!this.join.element.hidden) this.join.update(state.group, person);
		if (!this.card.hidden) this.drawStanding(state, person);
		if (person && inside && !inPrivate)
			this.groupChat.update({
				chat: state.group,
				messages: state.group.messages,
				me: person.user,
				mute: standing === 'muted' ? 'mutedNote' : null,
			});
		if (person && inPrivate) {
			this.seen.set(person.user.id, person.privateMessages.length);
			const chat = { id: person.user.id, title: nameOf(state.bot) };
			this.privateChat.update({ chat, messages: person.privateMessages, me: person.user });
		}
	}

	drawBar({ people }, person) {
		this.title.textContent = t('memberSide');
		this.chooserLabel.textContent = t('playing');
		this.fresh.textContent = t('newPerson');
		const options = [
			h('option', { value: '' }, t('newcomer')),
			...people.map(({ user, standing }) =>
				h('option', { value: String(user.id) }, `${nameOf(user)} · ${t(`standing_${standing}`)}`),
			),
		];
		const same =
			options.map((option) => option.textContent).join() ===
			[...this.chooser.options].map((option) => option.textContent).join();
		if (!same) this.chooser.replaceChildren(...options);
		this.chooser.value = String(person?.user.id ?? '');
		this.fresh.hidden = person === null;
	}

	drawTabs(person) {
		this.tabs.hidden = person === null;
		this.groupTab.textContent = t('groupChat');
		const unread = person ? person.privateMessages.length - (this.seen.get(person.user.id) ?? 0) : 0;
		const badge = h('span', { className: 'badge', ariaLabel: t('unread', { n: unread }) }, String(unread));
		this.privateTab.replaceChildren(t('privateChat'), ...(unread > 0 && this.tab !== 'private' ? [badge] : []));
	}

	drawHeader(state, person, inside, inPrivate) {
		this.header.hidden = !inPrivate && !inside;
		const who = inPrivate
			? { id: state.bot.id, name: nameOf(state.bot), sub: t('botTag') }
			: { id: state.group.id, name: state.group.title, sub: t('members', { n: state.group.memberCount }) };
		const leave = h('button', { type: 'button', className: 'quiet-button' }, t('leave'));
		leave.addEventListener('click', () => this.act('/leave', person));
		const hadFocus = this.header.contains(document.activeElement);
		this.header.replaceChildren(
			avatar(who.id, who.name),
			h('div', { className: 'chat-name' }, h('strong', {}, who.name), h('small', {}, who.sub)),
			...(inside && !inPrivate ? [leave] : []),
		);
		if (hadFocus) this.header.querySelector('button')?.focus();
	}

	drawStanding(state, person) {
		const { standing, bio } = person;
		const signature = JSON.stringify([person.user.id, standing, bio, state.group.title, t(standing)]);
		if (this.card.dataset.signature === signature) return;
		this.card.dataset.signature = signature;
		const action = { waiting: 'cancel', declined: 'askAgain', left: 'askAgain' }[standing];
		const button =
			action &&
			h('button', { type: 'button', className: standing === 'waiting' ? 'quiet-button' : 'main-button' }, t(action));
		button?.addEventListener('click', () => {
			if (standing === 'waiting') void this.act('/cancel', person);
			else {
				this.asking = true;
				this.join.fill(nameOf(person.user), bio);
				this.update(this.state);
				this.join.bio.focus();
			}
		});
		this.card.replaceChildren(
			h(
				'div',
				{ className: `standing-sign ${standing}`, attributes: { 'aria-hidden': 'true' } },
				{ waiting: '…', declined: '×', left: '←', removed: '×' }[standing],
			),
			h('h3', {}, t(standing)),
			h('p', {}, t(`${standing}Text`)),
			...(bio && standing === 'waiting' ? [h('blockquote', {}, h('small', {}, t('youWrote')), h('p', {}, bio))] : []),
			...(button ? [button] : []),
		);
	}

	async act(path, person) {
		try {
			await post(path, { groupId: this.state.group.id, userId: person.user.id });
		} catch (error) {
			this.toasts.show(error.message);
		}
	}
}
