type Child = Node | string | undefined;

type Attributes<Tag extends keyof HTMLElementTagNameMap> = Partial<
	Pick<HTMLElementTagNameMap[Tag], 'className' | 'id' | 'lang' | 'title'>
> & {
	readonly on?: Readonly<Record<string, (event: Event) => void>>;
	readonly attributes?: Readonly<Record<string, string>>;
};

/** An element with its children; text is text, never markup. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	{ on = {}, attributes = {}, ...properties }: Attributes<Tag> = {},
	...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
	const element = Object.assign(document.createElement(tag), properties);
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
	for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
	element.append(...children.filter((child) => child !== undefined));
	return element;
}

export type Mark = 'passed' | 'failed' | 'skipped' | 'waiting';

const SIGNS: Readonly<Record<Mark, string>> = { passed: '✓', failed: '✗', skipped: '–', waiting: '!' };

/** ✓ or ✗; the colour is not all that tells them apart. */
export function mark(kind: Mark): HTMLElement {
	return el('span', { className: `mark ${kind}`, attributes: { 'aria-hidden': 'true' } }, SIGNS[kind]);
}
