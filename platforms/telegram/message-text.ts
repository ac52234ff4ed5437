import type { OutboundMessage } from '../../community/message';
import { writeMarkdown } from './markdown';
import { markMentions, mentionsOf, type Mention } from './mentions';
import { cut, join, plain, styled, type Entity, type RichText, type Style } from './rich-text';
import { TextWriter } from './text-writer';

/** Telegram ignores what comes after the hundredth entity of a message. */
const MAX_ENTITIES = 100;
/** A text that would be cut shorter than this is not worth its place before a link or card. */
const SHORTEST_CUT = 64;

export interface MessageText {
	rich: RichText;
	/** The address whose preview belongs under the message. */
	preview?: string | undefined;
}

/**
 * Everything of a message that is shown as text: the text with its mentions, then the link and the
 * card as readable blocks. What cannot be shown is added to `degraded`.
 * @param limit the most UTF-16 units that Telegram takes in this place
 */
export function messageText(message: OutboundMessage, limit: number, degraded: string[]): MessageText {
	const mentions = mentionsOf(message);
	if (message.mentions?.includes('all')) degraded.push('mention of everybody: Telegram has none');
	for (const { label, userId } of mentions) {
		if (userId === undefined) degraded.push(`mention of ${label}: not a Telegram user id, shown as text`);
	}
	const body = bodyOf(message, mentions);
	const blocks = join([linkBlock(message.link), cardBlock(message.card)], '\n\n');
	if (message.link?.thumbnail !== undefined) degraded.push("link thumbnail: Telegram shows the page's own preview");
	const rich = fewEntities(fit(body, blocks, limit, degraded), degraded);
	return { rich, preview: message.link?.url };
}

function bodyOf(message: OutboundMessage, mentions: readonly Mention[]): RichText {
	const { text, marks } = markMentions(message.text ?? '', mentions);
	const writer = new TextWriter(marks);
	if (message.format === 'markdown') writeMarkdown(text, writer);
	else writer.write(text);
	const missing = mentions.filter((mention) => !writer.hasShown(mention)).map(mentionAlone);
	return join([...missing, writer.finish()], ' ');
}

function mentionAlone({ label, name, userId }: Mention): RichText {
	if (userId === undefined) return plain(label);
	return styled(label, { type: 'text_mention', user: { id: userId, is_bot: false, first_name: name } });
}

function linkBlock(link: OutboundMessage['link']): RichText {
	if (!link) return plain('');
	const style: Style = /^(https?|tg):/i.test(link.url) ? { type: 'text_link', url: link.url } : { type: 'bold' };
	return join([styled(link.title, style), plain(link.description ?? ''), plain(link.url)], '\n');
}

function cardBlock(card: OutboundMessage['card']): RichText {
	if (!card) return plain('');
	const fields = (card.fields ?? []).map(({ label, value }) =>
		join([styled(`${label}:`, { type: 'bold' }), plain(value)], ' '),
	);
	return join([styled(card.title, { type: 'bold' }), plain(card.body ?? ''), ...fields], '\n');
}

/** Text and blocks within the limit: the text is cut first, because the blocks say what to do. */
function fit(body: RichText, blocks: RichText, limit: number, degraded: string[]): RichText {
	const whole = join([body, blocks], '\n\n');
	if (whole.text.length <= limit) return whole;
	const room = blocks.text === '' ? limit : limit - blocks.text.length - '\n\n'.length;
	const fitted = room >= SHORTEST_CUT ? join([cut(body, room), blocks], '\n\n') : cut(whole, limit);
	degraded.push(`text: cut to ${limit} of ${whole.text.length} characters`);
	const lost = whole.entities.filter(isMention).length - fitted.entities.filter(isMention).length;
	if (lost > 0) degraded.push(`mentions: ${lost} stood in the part that was cut off`);
	return fitted;
}

function fewEntities({ text, entities }: RichText, degraded: string[]): RichText {
	if (entities.length <= MAX_ENTITIES) return { text, entities };
	degraded.push(`formatting: Telegram shows ${MAX_ENTITIES} formatted places of ${entities.length}`);
	const byImportance = [...entities.filter(isMention), ...entities.filter((entity) => !isMention(entity))];
	const kept = byImportance.slice(0, MAX_ENTITIES).sort((a, b) => a.offset - b.offset || b.length - a.length);
	return { text, entities: kept };
}

function isMention(entity: Entity): boolean {
	return entity.type === 'text_mention';
}
