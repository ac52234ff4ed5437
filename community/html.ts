/** HTML that may be put into a page as it is. Only the `html` tag makes it, so everything else is escaped. */
export class Html {
	constructor(readonly text: string) {}
}

type Part = Html | string | number | undefined | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function shown(part: Part): string {
	if (part === undefined) return '';
	if (part instanceof Html) return part.text;
	if (typeof part === 'object') return part.map(shown).join('');
	return String(part).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** A piece of a page. What is filled in is text, escaped for elements and for quoted attributes alike, unless it is `Html`. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
	const [first = '', ...rest] = literals;
	return new Html(rest.reduce((text, literal, index) => text + shown(parts[index]) + literal, first));
}
