import { post } from './api.js';
import { avatar, h } from './dom.js';
import { personas, t } from './i18n.js';

/** The card of the group with the form to ask for a place in it. */
export class JoinView {
	/** @param onAsked gets the id of the person who asked */
	constructor({ onAsked, fail }) {
		Object.assign(this, { onAsked, fail });
		this.card = h('div', { className: 'group-card' });
		this.people = h('div', { className: 'personas' });
		this.hint = h('p', { className: 'hint' });
		this.name = h('input', { id: 'join-name', required: true, maxLength: 64, autocomplete: 'off' });
		this.bio = h('textarea', { id: 'join-bio', rows: 4, maxLength: 500 });
		this.nameLabel = h('label', { htmlFor: 'join-name' });
		this.bioLabel = h('label', { htmlFor: 'join-bio' });
		this.submit = h('button', { className: 'main-button' });
		this.form = h('form', {}, this.nameLabel, this.name, this.bioLabel, this.bio, this.submit);
		this.element = h('div', { className: 'scroll join' }, this.card, this.hint, this.people, this.form);
		this.form.addEventListener('submit', (event) => {
			event.preventDefault();
			void this.ask();
		});
	}

	/** @param person who asks again, or null for somebody new */
	update(group, person) {
		Object.assign(this, { group, person });
		this.card.replaceChildren(
			avatar(group.id, group.title),
			h(
				'div',
				{},
				h('h3', {}, group.title),
				h('p', {}, t('groupAbout')),
				h('p', { className: 'hint' }, `${t('members', { n: group.memberCount })} · ${t('byRequest')}`),
			),
		);
		this.hint.textContent = t('pickPersona');
		this.hint.hidden = this.people.hidden = person !== null;
		this.people.replaceChildren(...personas().map((persona) => this.persona(persona)));
		this.nameLabel.textContent = t('name');
		this.bioLabel.textContent = t('bio');
		this.bio.placeholder = t('bioHint');
		this.submit.textContent = t('ask');
		this.name.disabled = person !== null;
	}

	fill(name, bio, username) {
		this.name.value = name;
		this.bio.value = bio;
		this.username = username;
	}

	persona({ label, name, bio, username }) {
		const button = h(
			'button',
			{ type: 'button', className: 'persona' },
			avatar(
				[...name].reduce((sum, char) => sum + char.codePointAt(0), 0),
				name,
			),
			h('span', {}, h('strong', {}, name), h('small', {}, t(label))),
		);
		button.addEventListener('click', () => {
			this.fill(name, bio, username);
			this.submit.focus();
		});
		return button;
	}

	async ask() {
		const person = this.person
			? { userId: this.person.user.id }
			: { name: this.name.value, language_code: navigator.language, ...(this.username && { username: this.username }) };
		try {
			const { userId } = await post('/join', { groupId: this.group.id, bio: this.bio.value, ...person });
			this.fill('', '');
			this.onAsked(userId);
		} catch (error) {
			this.fail(error.message);
		}
	}
}
