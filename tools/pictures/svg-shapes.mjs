import svgpath from 'svgpath';

/** The filled shapes of a Twemoji drawing, bottom first: `{ fill: '#rrggbbaa', commands }`. */
export function shapesOf(svg) {
	const shapes = [];
	const stack = [{ fill: '#000000', alpha: 1, transform: '', hidden: false }];
	for (const [, closing, name, text, empty] of svg.matchAll(/<(\/?)([a-zA-Z]+)([^>]*?)(\/?)>/g)) {
		if (closing) {
			stack.pop();
			continue;
		}
		const own = Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
		const outer = stack.at(-1);
		const style = {
			fill: own.fill ?? outer.fill,
			alpha: outer.alpha * Number(own.opacity ?? 1) * Number(own['fill-opacity'] ?? 1),
			transform: own.transform === undefined ? outer.transform : `${outer.transform} ${own.transform}`,
			hidden: outer.hidden || name === 'defs' || name === 'clipPath' || name === 'mask',
		};
		if (!empty) stack.push(style);
		const d = style.hidden || style.fill === 'none' ? undefined : pathOf(name, own);
		if (d === undefined) continue;
		const commands = absolute(style.transform === '' ? svgpath(d) : svgpath(d).transform(style.transform));
		shapes.push({ fill: hex(style.fill, style.alpha), commands });
	}
	return shapes;
}

function pathOf(name, own) {
	const number = (key) => Number(own[key] ?? 0);
	if (name === 'path') return own.d;
	if (name === 'rect') return `M${number('x')} ${number('y')}h${own.width}v${own.height}h-${own.width}z`;
	if (name !== 'circle' && name !== 'ellipse') return undefined;
	const rx = name === 'circle' ? number('r') : number('rx');
	const ry = name === 'circle' ? number('r') : number('ry');
	return `M${number('cx') - rx} ${number('cy')}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`;
}

/** Only M, L, Q, C and Z. */
function absolute(path) {
	const commands = [];
	path
		.abs()
		.unshort()
		.unarc()
		.iterate(([letter, ...numbers], _index, x, y) => {
			if (letter === 'H') commands.push(['L', numbers[0], y]);
			else if (letter === 'V') commands.push(['L', x, numbers[0]]);
			else commands.push([letter.toUpperCase(), ...numbers]);
		});
	return commands;
}

/** The colours that Twemoji names. */
const NAMED = { azure: '#f0ffff', green: '#008000', navy: '#000080', red: '#ff0000' };

function hex(named, alpha) {
	const fill = NAMED[named] ?? named;
	const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(fill);
	const full = short
		? `#${short
				.slice(1)
				.map((digit) => digit + digit)
				.join('')}`
		: fill;
	if (!/^#[0-9a-f]{6}$/i.test(full)) throw new Error(`unknown colour ${fill}`);
	return `${full}${Math.round(alpha * 255)
		.toString(16)
		.padStart(2, '0')}`.toLowerCase();
}
