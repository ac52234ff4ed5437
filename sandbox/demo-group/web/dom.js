/** Builds an element: properties as they are in the DOM, `data` for data-*, children as nodes or text. */
export function h(tag, { data, attributes, ...properties } = {}, ...children) {
	const element = Object.assign(document.createElement(tag), properties);
	Object.assign(element.dataset, data);
	for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
	element.append(...children.flat().filter((child) => child !== null && child !== undefined));
	return element;
}

/** A picture from the page's own symbols; decoration only. */
export function icon(name) {
	const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
	const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
	use.setAttribute('href', `#icon-${name}`);
	svg.setAttribute('class', 'icon');
	svg.setAttribute('aria-hidden', 'true');
	svg.append(use);
	return svg;
}

/** A round sign with a person's first letter, its colour by id. */
export const avatar = (id, name) =>
	h(
		'span',
		{ className: `avatar hue-${Math.abs(id) % 6}`, attributes: { 'aria-hidden': 'true' } },
		[...name.trim()][0] ?? '?',
	);

/** Makes a tab list work by mouse and keyboard. @returns a function that selects a tab from outside */
export function makeTabs(list, onSelect) {
	const tabs = [...list.querySelectorAll('[role=tab]')];
	const select = (tab) => {
		for (const other of tabs) {
			other.ariaSelected = String(other === tab);
			other.tabIndex = other === tab ? 0 : -1;
		}
		onSelect(tab);
	};
	list.addEventListener('click', (event) => {
		const tab = event.target.closest('[role=tab]');
		if (tab) select(tab);
	});
	list.addEventListener('keydown', (event) => {
		const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
		if (!step) return;
		const shown = tabs.filter((tab) => !tab.hidden);
		const next = shown.at((shown.indexOf(document.activeElement) + step) % shown.length);
		next.focus();
		select(next);
		event.preventDefault();
	});
	return select;
}
