import { LinkifyIt } from 'linkify-it';
import { parse } from 'tldts';
import { isHan } from './characters';
import type { Normalised } from './normalise';

export type LinkKind =
	/** An address somewhere on the web. */
	| 'link'
	/** An address that puts the reader into another group, channel or contact list. */
	| 'invite';

export interface Link {
	kind: LinkKind;
	/** As it was written, or as it reads once the disguise is off. */
	saw: string;
	/** Registrable domain in lower case, e.g. `example.com.cn`. */
	domain: string;
	host: string;
	/** Whether it was dressed up (`t . me`, `点com`). */
	hidden: boolean;
}

/** Hosts, and what the path begins with, that lead into a chat (vendors' documentation of invite links). */
const INVITES: readonly (readonly [host: string, path: RegExp])[] = [
	['t.me', /^\/(?:\+|joinchat\/|[a-z]\w{3,}|addlist\/)/i],
	['telegram.me', /^\/./],
	['telegram.dog', /^\/./],
	['chat.whatsapp.com', /^\/./],
	['wa.me', /^\/./],
	['discord.gg', /^\/./],
	['discord.com', /^\/invite\//i],
	['discordapp.com', /^\/invite\//i],
	['u.wechat.com', /^\/./],
	['weixin.qq.com', /^\/(?:g|r)\//],
	['work.weixin.qq.com', /^\/(?:gm|u|ca|kfid)\//],
	['qm.qq.com', /^\/./],
	['jq.qq.com', /^\/./],
	['qun.qq.com', /^\/./],
	['line.me', /^\/(?:r?\/)?(?:ti|R\/ti)\//i],
	['lin.ee', /^\/./],
	['signal.group', /^\/?#?./],
	['invite.viber.com', /^\/?\??./],
	['open.kakao.com', /^\/o\//],
	['applink.feishu.cn', /^\/client\/chat\//],
];

/** Ends of names of files that are also top-level domains. */
const FILE_ENDINGS = new Set(['md', 'py', 'sh', 'rs', 'pl', 'zip', 'mov', 'cc', 'ps', 'so', 'ai']);

const ENDINGS = 'com|cn|net|org|me|cc|xyz|top|vip|club|shop|site|online|info|io|gg|win|bet|live|fun|pro|link|ly';
const DRESSED_DOT = new RegExp(
	`(?<=[a-z0-9])\\s?(?:[[({【（]\\s?(?:dot|点|\\.)\\s?[\\])}】）]|点|。|·|•|,(?! )|\\sdot\\s|\\s\\.\\s|\\.\\s(?=(?:me|gg)\\s?/))\\s?(?=(?:${ENDINGS})(?![a-z]))`,
	'g',
);
const DRESSED_SLASH = /(?<=[a-z]{2})\s(?=\/\s?[+\w])|(?<=[a-z]{2}\s?\/)\s(?=[+\w])/g;
const SPACED_SCHEME = /h\s?[tx]\s?[tx]\s?p\s?(s?)\s?:\s?\/\s?\//g;

const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false, fuzzyIP: true }).tlds(
	[
		...ENDINGS.split('|'),
		'app',
		'dev',
		'ink',
		'icu',
		'edu',
		'gov',
		'chat',
		'store',
		'buzz',
		'work',
		'tech',
		'xin',
		'wang',
		'ltd',
		'group',
		'page',
		'cloud',
		'games',
		'casino',
		'finance',
		'to',
		'ru',
		'tk',
		'ml',
		'ga',
		'cf',
		'co',
		'us',
		'uk',
		'jp',
		'hk',
		'tw',
		'sg',
		'de',
		'tv',
		'be',
		'so',
		'ai',
		'la',
		'in',
		'ee',
		'fm',
		'im',
		'wtf',
	],
	false,
);

/** Chinese runs on without blanks: 看abc.com吧 holds abc.com. */
function withoutHan(text: string): string {
	return [...text].map((character) => (isHan(character) ? ' '.repeat(character.length) : character)).join('');
}

function undress(text: string): string {
	return text.replace(SPACED_SCHEME, 'http$1://').replace(DRESSED_DOT, '.').replace(DRESSED_SLASH, '');
}

function pathOf(url: string): string {
	return url.replace(/^[a-z]+:\/\//i, '').replace(/^[^/?#]*/, '');
}

function isInvite(host: string, url: string): boolean {
	const path = pathOf(url);
	return INVITES.some(([name, begin]) => host === name && begin.test(path));
}

/** A link of a web address, `undefined` if its host is no name on the web (readme.md, 3.14). */
function linkOf(url: string, schema: string, hidden: boolean): Link | undefined {
	const { hostname, domain, isIcann, isIp, publicSuffix } = parse(url);
	if (hostname === null || hostname === '') return undefined;
	if (isIp !== true && (domain === null || isIcann !== true)) return undefined;
	if (schema === '' && isIp === true) return undefined;
	if (schema === '' && FILE_ENDINGS.has(publicSuffix ?? '') && pathOf(url) === '') return undefined;
	const host = hostname.toLowerCase().replace(/^www\./, '');
	return { kind: isInvite(host, url) ? 'invite' : 'link', saw: url, domain: domain ?? host, host, hidden };
}

function linksIn(text: string, hidden: boolean): Link[] {
	if (!text.includes('.') && !text.includes('://')) return [];
	return (linkify.match(text) ?? []).flatMap((match) => {
		const link =
			match.schema === 'mailto:' ? undefined : linkOf(match.url, match.schema === '' ? '' : match.schema, hidden);
		return link === undefined ? [] : [{ ...link, saw: match.raw }];
	});
}

/** An address whose letters were spread out: b e t 8 8 点 c o m. */
const SPREAD = /[a-z][a-z0-9]{2,30}点(?:com|net|cn|cc|vip|top|xyz|club)(?![a-z])/g;

function spreadLinks({ tight }: Normalised): Link[] {
	return (tight.text.match(SPREAD) ?? []).flatMap((saw) => linksIn(saw.replace('点', '.'), true));
}

/** App schemes that open a chat directly. */
const APP_INVITE = /(?:tg:\/\/(?:join|resolve)|weixin:\/\/|mqqapi:\/\/|line:\/\/ti\/|whatsapp:\/\/)[^\s]{0,200}/gi;

function appInvites(text: string): Link[] {
	return (text.match(APP_INVITE) ?? []).map((saw) => {
		const host = saw.slice(0, saw.indexOf(':'));
		return { kind: 'invite', saw, domain: host, host, hidden: false };
	});
}

/** What every link holds, dressed up or not; most messages have none of it, and looking closely is dear. */
const MAY_HOLD = /[.。点·•,]|:\/\/|dot/;

/** All links of a message, each once, also those in disguise. */
export function findLinks(message: Normalised): Link[] {
	const { original, plain } = message;
	if (!MAY_HOLD.test(plain.text)) return [];
	const open = [...linksIn(withoutHan(original), false), ...linksIn(withoutHan(plain.text), false)];
	const undressed = undress(plain.text);
	const hidden = undressed === plain.text ? [] : linksIn(withoutHan(undressed), true);
	const international = /:\/\/\p{Script=Han}/u.test(original) ? linksIn(original, false) : [];
	const links = new Map<string, Link>();
	for (const link of [...open, ...international, ...appInvites(original), ...hidden, ...spreadLinks(message)]) {
		const key = `${link.host}${pathOf(link.saw).toLowerCase()}`;
		if (!links.has(key)) links.set(key, link);
	}
	return [...links.values()];
}

/** Whether a link leads to a domain of the list or below it. */
export function leadsTo(link: Link, domains: ReadonlySet<string>): boolean {
	if (domains.has(link.domain)) return true;
	const labels = link.host.split('.');
	return labels.some((_label, index) => domains.has(labels.slice(index).join('.')));
}
