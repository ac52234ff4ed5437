import { Marked, type Token, type Tokens } from 'marked';
import type { TextWriter } from './text-writer';

const markdown = new Marked({ gfm: true });

/**
 * Writes Markdown as text with entities: bold, italic, strike, code, code blocks, links, headings
 * and lists. Everything else (tables, HTML, quotes, pictures) is written as it stands.
 */
export function writeMarkdown(source: string, writer: TextWriter): void {
	writeBlocks(markdown.lexer(source), writer, 0);
}

function writeBlocks(tokens: readonly Token[], writer: TextWriter, depth: number): void {
	let gap = '';
	let isFirst = true;
	for (const token of tokens) {
		if (token.type === 'space') {
			gap += token.raw;
			continue;
		}
		if (!isFirst) writer.write(gap.split('\n').length > 2 ? '\n\n' : '\n');
		writeBlock(token, writer, depth);
		gap = trailingNewlines(token.raw);
		isFirst = false;
	}
}

function writeBlock(token: Token, writer: TextWriter, depth: number): void {
	switch (token.type) {
		case 'heading':
			writer.style({ type: 'bold' }, () => writeInline(token.tokens ?? [], writer));
			break;
		case 'paragraph':
		case 'text':
			writeInline(token.tokens ?? [token], writer);
			break;
		case 'list':
			writeList(token as Tokens.List, writer, depth);
			break;
		case 'code':
			writeCode(token as Tokens.Code, writer);
			break;
		default:
			writer.write(token.raw.replace(/\n+$/, ''));
	}
}

function writeCode(token: Tokens.Code, writer: TextWriter): void {
	const language = writer
		.unmarked(token.lang ?? '')
		.trim()
		.split(/\s/)[0];
	writer.style({ type: 'pre', ...(language && { language }) }, () => writer.write(token.text));
}

function writeList(list: Tokens.List, writer: TextWriter, depth: number): void {
	const first = Number(list.start) || (list.start === 0 ? 0 : 1);
	list.items.forEach((item, index) => {
		if (index > 0) writer.write('\n');
		writer.write(`${'  '.repeat(depth)}${list.ordered ? `${first + index}.` : '•'} `);
		writeBlocks(item.tokens, writer, depth + 1);
	});
}

function writeInline(tokens: readonly Token[], writer: TextWriter): void {
	for (const token of tokens) writeSpan(token, writer);
}

function writeSpan(token: Token, writer: TextWriter): void {
	switch (token.type) {
		case 'strong':
			writer.style({ type: 'bold' }, () => writeInline(token.tokens ?? [], writer));
			break;
		case 'em':
			writer.style({ type: 'italic' }, () => writeInline(token.tokens ?? [], writer));
			break;
		case 'del':
			writer.style({ type: 'strikethrough' }, () => writeInline(token.tokens ?? [], writer));
			break;
		case 'codespan':
			writer.style({ type: 'code' }, () => writer.write((token as Tokens.Codespan).text));
			break;
		case 'link':
			writeLink(token as Tokens.Link, writer);
			break;
		case 'br':
			writer.write('\n');
			break;
		case 'escape':
			writer.write((token as Tokens.Escape).text);
			break;
		case 'text':
			if (token.tokens) writeInline(token.tokens, writer);
			else writer.write((token as Tokens.Text).text);
			break;
		default:
			writer.write(token.raw);
	}
}

function writeLink(token: Tokens.Link, writer: TextWriter): void {
	const url = writer.unmarked(token.href);
	if (token.text === token.href) writer.write(token.text);
	else if (/^(https?|tg):/i.test(url))
		writer.style({ type: 'text_link', url }, () => writeInline(token.tokens, writer));
	else writer.write(token.raw);
}

function trailingNewlines(raw: string): string {
	return /\n*$/.exec(raw)?.[0] ?? '';
}
