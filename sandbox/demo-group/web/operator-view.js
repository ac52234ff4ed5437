import { ChatView, nameOf } from './chat-view.js';
import { avatar, h, makeTabs } from './dom.js';
import { t } from './i18n.js';
import { Toasts } from './toasts.js';

/** The phone of the operator: the admin group, the main group, the list of people. */
export class OperatorView {
	constructor(root) {
		this.toasts = new Toasts();
		const fail = (text) => this.toasts.show(text);
		this.title = h('h2', { id: 'operator-title' });
		this.who = h('p', { className: 'who' });
		this.keys = { admin: 'adminGroup', main: 'mainGroup', people: 'memberList' };
		this.buttons = Object.keys(this.keys).map((tab) =>
			h('button', { type: 'button', attributes: { role: 'tab' }, data: { tab } }),
		);
		const tabs = h('div', { className: 'tabs', attributes: { role: 'tablist' } }, this.buttons);
		this.header = h('div', { className: 'chat-head' });
		this.adminChat = new ChatView({ emptyKey: 'emptyAdmin', fail });
		this.mainChat = new ChatView({ emptyKey: 'emptyGroup', fail });
		this.people = h('div', { className: 'scroll people' });
		root.append(
			this.title,
			this.who,
			h(
				'div',
				{ className: 'phone' },
				tabs,
				this.header,
				this.adminChat.element,
				this.mainChat.element,
				this.people,
				this.toasts.element,
			),
		);
		makeTabs(tabs, (tab) => {
			this.tab = tab.dataset.tab;
			if (this.state) this.update(this.state);
		})(this.buttons[0]);
	}

	update(state) {
		this.state = state;
		const { operator, group, adminGroup } = state;
		this.title.textContent = t('operatorSide');
		this.who.textContent = t('operatorName', { name: nameOf(operator) });
		for (const button of this.buttons) button.textContent = t(this.keys[button.dataset.tab]);
		this.adminChat.element.hidden = this.tab !== 'admin';
		this.mainChat.element.hidden = this.tab !== 'main';
		this.people.hidden = this.tab !== 'people';
		if (this.tab === 'admin' && adminGroup)
			this.adminChat.update({ chat: adminGroup, messages: adminGroup.messages, me: operator });
		if (this.tab === 'main') this.mainChat.update({ chat: group, messages: group.messages, me: operator });
		if (this.tab === 'people') this.drawPeople(state);
		const shown = this.tab === 'admin' && adminGroup ? adminGroup : group;
		this.header.replaceChildren(
			avatar(shown.id, shown.title),
			h(
				'div',
				{ className: 'chat-name' },
				h('strong', {}, shown.title),
				h('small', {}, t('members', { n: shown.memberCount })),
			),
		);
	}

	drawPeople({ operator, bot, people }) {
		const row = (user, label, standing, bio) =>
			h(
				'li',
				{},
				avatar(user.id, nameOf(user)),
				h('div', {}, h('strong', {}, nameOf(user)), bio ? h('small', {}, bio) : null),
				h('span', { className: `standing-tag ${standing}` }, label),
			);
		const rows = [
			...people.toReversed().map(({ user, standing, bio }) => row(user, t(`standing_${standing}`), standing, bio)),
			row(operator, t('ownerTag'), 'inside', ''),
			row(bot, t('botTag'), 'inside', ''),
		];
		const hint = people.length === 0 ? [h('p', { className: 'empty' }, t('emptyMembers'))] : [];
		this.people.replaceChildren(...hint, h('ul', {}, rows));
	}
}
