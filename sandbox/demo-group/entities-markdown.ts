import type { Formatted } from './entities-html.ts';
import { badRequest } from './errors.ts';
import type { Entity } from './model.ts';

interface Marker {
	sign: string;
	type: string;
}

/** Longer signs first: `__` is underline, `_` is italic; `||` is a spoiler, a lone `|` an error. */
const V2: Marker[] = [
	{ sign: '||', type: 'spoiler' },
	{ sign: '__', type: 'underline' },
	{ sign: '*', type: 'bold' },
	{ sign: '_', type: 'italic' },
	{ sign: '~', type: 'strikethrough' },
];
const LEGACY: Marker[] = [
	{ sign: '*', type: 'bold' },
	{ sign: '_', type: 'italic' },
];
const RESERVED_V2 = '_*[]()~`>#+-=|{}.!';

class MarkdownReader {
	private readonly source: string;
	private readonly v2: boolean;
	private at = 0;
	private text = '';
	private readonly entities: Entity[] = [];
	private readonly open: { sign: string; entity: Entity; from: number }[] = [];

	constructor(source: string, v2: boolean) {
		this.source = source;
		this.v2 = v2;
	}

	read(): Formatted {
		while (this.at < this.source.length) this.step();
		const top = this.open.at(-1);
		if (top) throw this.unclosed(top.entity.type, top.from);
		return { text: this.text, entities: this.entities.filter((entity) => entity.length > 0) };
	}

	private step(): void {
		const char = this.source[this.at] ?? '';
		if (this.readEscape(char) || this.readCode() || this.readLink(char) || this.readMarker() || this.readQuote(char)) {
			return;
		}
		if (this.v2 && RESERVED_V2.includes(char)) {
			throw badRequest(
				`can't parse entities: Character '${char}' is reserved and must be escaped with the preceding '\\'`,
			);
		}
		this.text += char;
		this.at += 1;
	}

	private readEscape(char: string): boolean {
		const next = this.source[this.at + 1];
		if (char !== '\\' || next === undefined) return false;
		if (this.v2 ? next.charCodeAt(0) > 126 : !'_*`['.includes(next)) return false;
		this.text += next;
		this.at += 2;
		return true;
	}

	private readCode(): boolean {
		const sign = ['```', '`'].find((candidate) => this.source.startsWith(candidate, this.at));
		if (!sign) return false;
		const type = sign === '`' ? 'code' : 'pre';
		const from = this.at + sign.length;
		const end = this.endOf(sign, from);
		if (end < 0) throw this.unclosed(type, this.at);
		let body = this.source.slice(from, end);
		const language = type === 'pre' ? /^([^\s`]*)\n/.exec(body) : null;
		if (language) body = body.slice(language[0].length);
		const content = this.v2 ? body.replace(/\\([\\`])/g, '$1') : body;
		const entity: Entity = { type, offset: this.text.length, length: content.length };
		if (language?.[1]) entity.language = language[1];
		this.entities.push(entity);
		this.text += content;
		this.at = end + sign.length;
		return true;
	}

	private readLink(char: string): boolean {
		if (char === '[') {
			this.open.push({ sign: ']', entity: this.start('text_link'), from: this.at });
			this.at += 1;
			return true;
		}
		if (char !== ']' || this.open.at(-1)?.sign !== ']') return false;
		const top = this.open.pop();
		const end = this.source[this.at + 1] === '(' ? this.endOf(')', this.at + 2) : -1;
		if (!top) return false;
		if (end < 0) {
			if (this.v2) throw this.unclosed('text_link', top.from);
			this.at += 1;
			return true;
		}
		top.entity.url = this.source.slice(this.at + 2, end).replace(/\\(.)/g, '$1');
		top.entity.length = this.text.length - top.entity.offset;
		this.at = end + 1;
		return true;
	}

	private readMarker(): boolean {
		const marker = (this.v2 ? V2 : LEGACY).find(({ sign }) => this.source.startsWith(sign, this.at));
		if (!marker) return false;
		const top = this.open.at(-1);
		if (top?.sign === marker.sign) {
			this.open.pop();
			top.entity.length = this.text.length - top.entity.offset;
		} else if (!this.v2 && top) {
			return false;
		} else {
			this.open.push({ sign: marker.sign, entity: this.start(marker.type), from: this.at });
		}
		this.at += marker.sign.length;
		return true;
	}

	private readQuote(char: string): boolean {
		if (!this.v2 || char !== '>' || (this.at > 0 && this.source[this.at - 1] !== '\n')) return false;
		const end = this.source.indexOf('\n', this.at);
		const line = new MarkdownReader(this.source.slice(this.at + 1, end < 0 ? undefined : end), true).read();
		const offset = this.text.length;
		this.entities.push({ type: 'blockquote', offset, length: line.text.length });
		this.entities.push(...line.entities.map((entity) => ({ ...entity, offset: entity.offset + offset })));
		this.text += line.text;
		this.at = end < 0 ? this.source.length : end;
		return true;
	}

	private start(type: string): Entity {
		const entity: Entity = { type, offset: this.text.length, length: 0 };
		this.entities.push(entity);
		return entity;
	}

	/** The next `sign` that no backslash escapes, or -1. */
	private endOf(sign: string, from: number): number {
		for (let at = from; at < this.source.length; at += 1) {
			if (this.v2 && this.source[at] === '\\') at += 1;
			else if (this.source.startsWith(sign, at)) return at;
		}
		return -1;
	}

	private unclosed(type: string, at: number) {
		const offset = Buffer.byteLength(this.source.slice(0, at));
		const name = this.v2 ? `${type.charAt(0).toUpperCase()}${type.slice(1)} entity` : 'the entity';
		const what = this.v2 ? `end of ${name}` : `end of ${name} starting`;
		return badRequest(`can't parse entities: Can't find ${what} at byte offset ${String(offset)}`);
	}
}

/**
 * Telegram's MarkdownV2, or its older Markdown (https://core.telegram.org/bots/api#formatting-options).
 * @throws ApiError "can't parse entities: …" for a reserved sign or an entity without an end
 */
export const parseMarkdown = (source: string, version: 'legacy' | 'v2'): Formatted =>
	new MarkdownReader(source, version === 'v2').read();
