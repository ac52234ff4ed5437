import { h } from './dom.js';

const TAGS = {
	bold: 'strong',
	italic: 'em',
	underline: 'u',
	strikethrough: 's',
	code: 'code',
	pre: 'pre',
	blockquote: 'blockquote',
};

const BLOCKS = ['pre', 'blockquote'];

function wrap(entity, text, children) {
	if (entity.type === 'text_link' || entity.type === 'url') {
		const href = entity.url ?? text;
		return /^https?:/i.test(href) ? h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, children) : children;
	}
	if (entity.type === 'spoiler') {
		return h('span', { className: 'spoiler', tabIndex: 0 }, children);
	}
	if (TAGS[entity.type]) return h(TAGS[entity.type], {}, children);
	return h('span', { className: 'mention' }, children);
}

/**
 * Text with the Bot API's entities as nodes; nothing of it is ever read as HTML.
 * @param entities sorted by offset, outer before inner, as the Bot API gives them
 */
export function richText(text, entities = [], from = 0, to = text.length) {
	const nodes = [];
	let at = from;
	let rest = entities.filter((entity) => entity.offset >= from && entity.offset + entity.length <= to);
	while (rest.length > 0) {
		const [entity, ...others] = rest;
		const end = entity.offset + entity.length;
		if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
		const inner = others.filter((other) => other.offset < end);
		nodes.push(wrap(entity, text.slice(entity.offset, end), richText(text, inner, entity.offset, end)));
		// A block already ends its line.
		at = BLOCKS.includes(entity.type) && text[end] === '\n' ? Math.min(end + 1, to) : end;
		rest = others.filter((other) => other.offset >= end);
	}
	if (at < to) nodes.push(text.slice(at, to));
	return nodes.flat();
}
