import { h } from './dom.js';

const SHOWN_MS = 4000;

/** Short words over a phone that go away by themselves. */
export class Toasts {
	constructor() {
		this.element = h('div', { className: 'toasts', attributes: { role: 'status', 'aria-live': 'polite' } });
	}

	show(text) {
		if (!text) return;
		const toast = h('p', { className: 'toast' }, text);
		this.element.append(toast);
		setTimeout(() => toast.remove(), SHOWN_MS);
	}
}
