import type { Mention } from './mentions';
import type { Entity, RichText, Style } from './rich-text';

/** Writes a marked text piece by piece, putting mentions where the marks are. */
export class TextWriter {
	private text = '';
	private readonly entities: Entity[] = [];
	private readonly shown = new Set<Mention>();
	private sealed = 0;

	/** @param marks from markMentions */
	constructor(private readonly marks: ReadonlyMap<string, Mention>) {}

	write(marked: string): void {
		for (const character of marked) {
			const mention = this.marks.get(character);
			if (mention) this.mention(mention);
			else this.text += character;
		}
	}

	/** The text as it was before it was marked, for places that no mention can stand in. */
	unmarked(marked: string): string {
		return [...marked].map((character) => this.marks.get(character)?.label ?? character).join('');
	}

	/** Everything that `inner` writes gets the style. */
	style(style: Style, inner: () => void): void {
		const offset = this.text.length;
		// Telegram allows no entity inside code and no link inside a link.
		const nests = style.type === 'bold' || style.type === 'italic' || style.type === 'strikethrough';
		if (!nests) this.sealed++;
		inner();
		if (!nests) this.sealed--;
		if (this.text.length > offset && (nests || this.sealed === 0)) {
			this.entities.push({ ...style, offset, length: this.text.length - offset });
		}
	}

	/** Whether the mention stands in the text, as a link where one can be made. */
	hasShown(mention: Mention): boolean {
		return this.shown.has(mention);
	}

	finish(): RichText {
		const byPlace = (a: Entity, b: Entity): number => a.offset - b.offset || b.length - a.length;
		return { text: this.text, entities: [...this.entities].sort(byPlace) };
	}

	private mention(mention: Mention): void {
		const { label, name, userId } = mention;
		if (userId === undefined) this.shown.add(mention);
		else if (this.sealed === 0) {
			const user = { id: userId, is_bot: false as const, first_name: name };
			this.entities.push({ type: 'text_mention', user, offset: this.text.length, length: label.length });
			this.shown.add(mention);
		}
		this.text += label;
	}
}
