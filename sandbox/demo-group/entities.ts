import { parseHtml, type Formatted } from './entities-html.ts';
import { parseMarkdown } from './entities-markdown.ts';
import { badRequest } from './errors.ts';
import type { Entity, User } from './model.ts';

/** What Telegram recognises by itself in any text. */
const PLAIN: { type: string; pattern: RegExp }[] = [
	{ type: 'url', pattern: /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,!?;:)，。！？；：）]/giu },
	{ type: 'mention', pattern: /(?<![\w@])@[a-z]\w{3,31}\b/giu },
	{ type: 'bot_command', pattern: /(?<![\w/<>])\/[a-z0-9_]{1,32}(?:@\w+)?\b/giu },
	{ type: 'hashtag', pattern: /(?<![\p{L}\p{N}_#])#[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*/giu },
];

const overlaps = (one: Entity, other: Entity) =>
	one.offset < other.offset + other.length && other.offset < one.offset + one.length;

/** URLs, mentions, commands and hashtags, where no other entity already is. */
export function findEntities(text: string, known: Entity[] = []): Entity[] {
	const blocking = known.filter((entity) => ['code', 'pre', 'text_link', 'text_mention'].includes(entity.type));
	const found: Entity[] = [];
	for (const { type, pattern } of PLAIN)
		for (const match of text.matchAll(pattern)) {
			const entity = { type, offset: match.index, length: match[0].length };
			if (![...blocking, ...found].some((other) => overlaps(entity, other))) found.push(entity);
		}
	return [...known, ...found].sort((one, other) => one.offset - other.offset || other.length - one.length);
}

/** Links to `tg://user?id=` name a person; links to nothing are dropped. */
function resolveLinks(entities: Entity[], userOf: (id: number) => User | undefined): Entity[] {
	return entities.flatMap((entity) => {
		if (entity.type !== 'text_link') return [entity];
		const id = /^tg:\/\/user\?id=(\d+)$/.exec(entity.url ?? '')?.[1];
		const user = id ? userOf(Number(id)) : undefined;
		if (user) return [{ type: 'text_mention', offset: entity.offset, length: entity.length, user }];
		if (id) return [];
		return /^(?:https?|tg|mailto):/i.test(entity.url ?? '') ? [entity] : [];
	});
}

function parse(source: string, mode: string): Formatted {
	switch (mode.toLowerCase()) {
		case '':
			return { text: source, entities: [] };
		case 'html':
			return parseHtml(source);
		case 'markdown':
			return parseMarkdown(source, 'legacy');
		case 'markdownv2':
			return parseMarkdown(source, 'v2');
		default:
			throw badRequest('unsupported parse_mode');
	}
}

/** Cuts the white space off both ends, as Telegram does, and moves the entities along. */
function trim({ text, entities }: Formatted): Formatted {
	const start = text.length - text.trimStart().length;
	const trimmed = text.trim();
	return {
		text: trimmed,
		entities: entities
			.map((entity) => {
				const from = Math.max(entity.offset - start, 0);
				const to = Math.min(entity.offset - start + entity.length, trimmed.length);
				return { ...entity, offset: from, length: to - from };
			})
			.filter((entity) => entity.length > 0),
	};
}

/**
 * Text as Telegram keeps it: markup taken out, entities found, white space trimmed.
 * @param mode the parse_mode, or '' with entities given by the caller
 * @param userOf looks up the person a `tg://user?id=` link names
 */
export function format(
	source: string,
	mode: string,
	given: Entity[] | undefined,
	userOf: (id: number) => User | undefined,
): Formatted {
	const parsed = mode ? parse(source, mode) : { text: source, entities: given ?? [] };
	const { text, entities } = trim(parsed);
	return { text, entities: findEntities(text, resolveLinks(entities, userOf)) };
}
