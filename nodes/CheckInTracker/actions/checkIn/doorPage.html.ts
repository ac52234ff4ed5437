import { html, type Html } from '../../../ReviewDesk/html';
import type { Language } from '../../../../community/language';

const COPY = {
	'zh-CN': {
		button: '✅ 签到',
		typeIt: '在群里发送下面这行字就能签到：',
		hello: '{name}，点一下就签到：',
		invalid: '这个链接打不开',
		expired: '链接或签到码已过期，请扫现场最新的码。',
		forged: '链接不完整，请重新扫码，或让群主再发一次。',
		once: '每人一次，只对现场的人有效。',
	},
	en: {
		button: '✅ Check in',
		typeIt: 'Write this line in the group to check in:',
		hello: '{name}, press once to check in:',
		invalid: 'This link does not open anything',
		expired: 'The link or the code has expired. Please scan the newest one at the door.',
		forged: 'The link is not complete. Please scan again, or ask for a new one.',
		once: 'Once for each member, for those who are there.',
	},
} as const;

const STYLE =
	'body{font:18px/1.6 system-ui,sans-serif;margin:0;padding:2rem 1.2rem;max-width:32rem;margin:auto;color:#1f2937;background:#f8fafc}' +
	'h1{font-size:1.4rem}button{font:inherit;font-weight:600;width:100%;padding:1rem;border:0;border-radius:.8rem;background:#0f766e;color:#fff}' +
	'code{display:block;font-size:1.5rem;padding:1rem;background:#fff;border:1px solid #d1d5db;border-radius:.8rem;text-align:center}' +
	'p.said{white-space:pre-line}@media(prefers-color-scheme:dark){body{background:#111827;color:#f3f4f6}code{background:#1f2937}}';

function page(language: Language, title: string, content: Html): string {
	return html`<!doctype html>
		<html lang="${language}">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				<meta name="referrer" content="no-referrer" />
				<title>${title}</title>
				<style>
					${STYLE}
				</style>
			</head>
			<body>
				<h1>${title}</h1>
				${content}
			</body>
		</html>`.text;
}

/** The page with the words to send, for somebody whom the page does not know. */
export function wordsPage(language: Language, title: string, words: string): string {
	const copy = COPY[language];
	return page(
		language,
		title,
		html`<p>${copy.typeIt}</p>
			<code>${words}</code>
			<p>${copy.once}</p>`,
	);
}

/** The page with the button. Opening it writes nothing: chats open links by themselves, to preview them. */
export function buttonPage(
	language: Language,
	title: string,
	name: string,
	tokens: { door: string | undefined; me: string },
): string {
	const copy = COPY[language];
	const hidden = Object.entries(tokens).map(([key, value]) =>
		value === undefined ? html`` : html`<input type="hidden" name="${key}" value="${value}" />`,
	);
	const form = html`<form method="post">${hidden}<button>${copy.button}</button></form>`;
	return page(
		language,
		title,
		html`<p>${copy.hello.replace('{name}', () => name)}</p>
			${form}`,
	);
}

/** What became of the check-in. */
export function saidPage(language: Language, title: string, said: string): string {
	return page(language, title, html`<p class="said">${said}</p>`);
}

/** Why a link opens nothing. */
export function deadPage(language: Language, reason: 'expired' | 'forged' | 'malformed'): string {
	const copy = COPY[language];
	return page(language, copy.invalid, html`<p>${reason === 'expired' ? copy.expired : copy.forged}</p>`);
}
