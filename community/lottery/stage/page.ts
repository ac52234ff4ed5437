import { createHash } from 'node:crypto';
import { html, Html } from '../../html';
import { fillText } from '../../text';
import { STAGE_COPY } from './copy';
import { STAGE_SCRIPT } from './script';
import type { Stage } from './stage';
import { STAGE_STYLE } from './style';

const hashOf = (code: string): string => `'sha256-${createHash('sha256').update(code, 'utf8').digest('base64')}'`;

/** An element of our own, byte for byte what the policy has the hash of. */
const own = (name: 'script' | 'style', code: string): Html => new Html(`<${name}>${code}</${name}>`);

/** JSON in a block of data: only "<" could end a script element, and JSON may spell it otherwise. */
const block = (id: string, value: object): Html =>
	html`<script type="application/json" id="${id}">
		${new Html(JSON.stringify(value).replaceAll('<', '\\u003c'))}
	</script>`;

/**
 * The page for the stage: one file that needs no network and works from a disk. Its policy lets in its own script and
 * style alone, by their hashes; names are data, which only ever become text.
 */
export function stagePage(stage: Stage): string {
	const copy = STAGE_COPY[stage.language];
	const policy = `default-src 'none'; script-src ${hashOf(STAGE_SCRIPT)}; style-src ${hashOf(STAGE_STYLE)}; base-uri 'none'; form-action 'none'`;
	return html`<!doctype html>
		<html lang="${stage.language}">
			<head>
				<meta charset="utf-8" />
				<meta http-equiv="Content-Security-Policy" content="${policy}" />
				<meta name="viewport" content="width=device-width,initial-scale=1" />
				<meta name="referrer" content="no-referrer" />
				<title>${stage.title}</title>
				${own('style', STAGE_STYLE)}
			</head>
			<body>
				<header>${stage.title}</header>
				<main>
					<div id="prize"></div>
					<div id="name" role="status" aria-live="assertive"></div>
					<div id="hint"></div>
					<div id="before"></div>
					<div id="all"></div>
				</main>
				<footer>
					<p>${fillText(copy.reveals, { drawnAt: stage.drawnAt })}</p>
					<p>${copy.list} <code>${stage.listHash}</code></p>
					<p>${copy.seed} <code>${stage.seed}</code></p>
					<p>${copy.verify}: ${stage.verifyAt === '' ? copy.verifyHere : stage.verifyAt}</p>
					<nav>
						<button id="full" type="button">${copy.fullScreen}</button
						><button id="mask" type="button">${copy.mask}</button><span>${copy.keys}</span>
					</nav>
				</footer>
				${block('stage', stage)} ${block('copy', copy)} ${own('script', STAGE_SCRIPT)}
			</body>
		</html>`.text;
}
