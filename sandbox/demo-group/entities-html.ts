import { badRequest } from './errors.ts';
import type { Entity } from './model.ts';

/** Text without markup, and the entities the markup stood for (offsets and lengths in UTF-16 units). */
export interface Formatted {
	text: string;
	entities: Entity[];
}

const TYPES: Record<string, string> = {
	b: 'bold',
	strong: 'bold',
	i: 'italic',
	em: 'italic',
	u: 'underline',
	ins: 'underline',
	s: 'strikethrough',
	strike: 'strikethrough',
	del: 'strikethrough',
	'tg-spoiler': 'spoiler',
	span: 'spoiler',
	a: 'text_link',
	code: 'code',
	pre: 'pre',
	blockquote: 'blockquote',
	'tg-emoji': 'custom_emoji',
};

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

function decode(text: string): string {
	return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(lt|gt|amp|quot));/gi, (whole, hex, decimal, name) => {
		if (name) return NAMED[String(name).toLowerCase()] ?? whole;
		const code = hex ? Number.parseInt(String(hex), 16) : Number(decimal);
		return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});
}

const attribute = (source: string, name: string): string | undefined => {
	const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(source);
	return found ? decode(found[1] ?? found[2] ?? found[3] ?? '') : undefined;
};

function entityOf(tag: string, attributes: string, offset: number): Entity {
	const entity: Entity = { type: TYPES[tag] ?? tag, offset, length: 0 };
	if (tag === 'a') entity.url = attribute(attributes, 'href') ?? '';
	if (tag === 'tg-emoji') entity.custom_emoji_id = attribute(attributes, 'emoji-id') ?? '';
	const language = tag === 'code' ? /^language-(.+)$/.exec(attribute(attributes, 'class') ?? '')?.[1] : undefined;
	if (language) entity.language = language;
	return entity;
}

/** `<pre><code class="language-x">` is one entity, a `pre` with a language. */
function joinCode(entities: Entity[]): Entity[] {
	const blocks = entities.filter((entity) => entity.type === 'pre');
	const blockOf = (entity: Entity) =>
		blocks.find((block) => block.offset === entity.offset && block.length === entity.length);
	return entities.filter((entity) => {
		const block = entity.type === 'code' ? blockOf(entity) : undefined;
		if (block && entity.language) block.language = entity.language;
		return !block;
	});
}

const byteOffset = (source: string, at: number) => Buffer.byteLength(source.slice(0, at));

/**
 * Telegram's HTML style (https://core.telegram.org/bots/api#html-style).
 * @throws ApiError "can't parse entities: …" for unknown, unclosed or crossed tags
 */
export function parseHtml(source: string): Formatted {
	const open: { tag: string; entity: Entity }[] = [];
	const entities: Entity[] = [];
	let text = '';
	let at = 0;
	while (at < source.length) {
		const next = source.indexOf('<', at);
		text += decode(source.slice(at, next < 0 ? undefined : next));
		if (next < 0) break;
		const offset = byteOffset(source, next);
		const found = /^<(\/?)([a-z][a-z0-9-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/i.exec(source.slice(next));
		if (!found) {
			const name = /^<\/?([^\s>]*)/.exec(source.slice(next))?.[1] ?? '';
			throw badRequest(`can't parse entities: Unsupported start tag "${name}" at byte offset ${String(offset)}`);
		}
		const tag = (found[2] ?? '').toLowerCase();
		if (found[1]) {
			const top = open.pop();
			if (!top) throw badRequest(`can't parse entities: Unexpected end tag at byte offset ${String(offset)}`);
			if (top.tag !== tag)
				throw badRequest(
					`can't parse entities: Unmatched end tag at byte offset ${String(offset)}, expected "</${top.tag}>", found "</${tag}>"`,
				);
			top.entity.length = text.length - top.entity.offset;
		} else {
			const spoiler = tag !== 'span' || attribute(found[3] ?? '', 'class') === 'tg-spoiler';
			if (!TYPES[tag] || !spoiler)
				throw badRequest(`can't parse entities: Unsupported start tag "${tag}" at byte offset ${String(offset)}`);
			const entity = entityOf(tag, found[3] ?? '', text.length);
			open.push({ tag, entity });
			entities.push(entity);
		}
		at = next + found[0].length;
	}
	const unclosed = open.at(-1);
	if (unclosed)
		throw badRequest(`can't parse entities: Can't find end tag corresponding to start tag "${unclosed.tag}"`);
	return { text, entities: joinCode(entities.filter((entity) => entity.length > 0)) };
}
