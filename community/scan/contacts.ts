import type { Form, Normalised } from './normalise';
import { quote } from './normalise';

export const CONTACT_KINDS = ['phone', 'wechat', 'qq', 'messenger', 'handle', 'email'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

export interface Contact {
	kind: ContactKind;
	/** What the member wrote. */
	saw: string;
}

const WECHAT_NAMES =
	'微信|薇信|威信|维信|薇芯|威芯|微芯|威心|微心|薇心|围信|徽信|韦信|卫星|[vw]信|wechat|weixin|vx|wx|v|薇|微|威|绿泡泡|企微|加我';
const QQ_NAMES = 'qq|扣扣|企鹅|球球|抠抠|叩叩|扣|q';
const MESSENGER_NAMES = 'tg|telegram|电报|飞机|飞机号|line|赖|whatsapp|signal|skype|discord';
/** What may stand between the name of a service and the id on it. */
const BETWEEN =
	'[\\s❤♥]{0,3}(?:号码|帐号|账号|群号|客服|群|id|号)?(?:是|为|搜|me|领取|咨询|详聊|联系|安排|添加)?[\\s:：=➡→>~\\-_"\'“”「」()（）【】]{0,4}';
const WECHAT_ID =
	'(?:(?=[a-z0-9_-]{0,19}\\d)[a-z][a-z0-9_-]{5,19}|1[3-9]\\d{9}|[a-z][a-z-]{2,15}_[a-z_-]{1,9})(?![a-z0-9])';

const WECHAT = new RegExp(`(?<![a-z])(?:${WECHAT_NAMES})${BETWEEN}${WECHAT_ID}`, 'g');
const QQ = new RegExp(`(?<![a-z])(?:${QQ_NAMES})${BETWEEN}[1-9]\\d{5,11}(?!\\d)`, 'g');

/**
 * What to look for in the folded text. All repeats are bounded, so that each expression takes time
 * linear in the text.
 * - Chinese mobile numbers: 11 digits, 13–19 (the numbering plan of the MIIT); 400 and 800 numbers are companies'.
 * - International numbers: + and 8 to 15 digits (ITU-T E.164).
 * - WeChat ids: 6 to 20 letters, digits, - and _, beginning with a letter; or the mobile number.
 */
const IN_PLAIN: readonly (readonly [ContactKind, RegExp])[] = [
	['email', /[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/g],
	['wechat', WECHAT],
	['qq', QQ],
	[
		'messenger',
		new RegExp(`(?<![a-z])(?:${MESSENGER_NAMES})[\\s:：]{0,3}(?:@[a-z]\\w{4,31}|\\+\\d[\\d\\s()-]{7,18}\\d)`, 'g'),
	],
	['phone', /(?<![\d.a-z/=_-])(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?![\d.]|[a-z])/g],
	['phone', /(?<![\d.a-z/=_-])\+\d{1,3}[\s-]?(?:\(\d{1,4}\)[\s-]?)?\d{2,4}(?:[\s-]?\d{2,4}){1,4}(?!\d)/g],
	['handle', /(?<![\w@./])@[a-z][a-z0-9_]{4,31}(?![\w.@])/g],
];

/** The same, where letters and digits were spread out: V.X.号 a.b.c.5.5.6.6.7. */
const IN_TIGHT: readonly (readonly [ContactKind, RegExp])[] = [
	['wechat', WECHAT],
	['qq', QQ],
];

const HAN_DIGITS = '零一二三四五六七八九';
const HAN_NUMBER = /[\d一二三四五六七八九]{7,12}/g;

/** More ways to reach one writer say no more. */
const MOST = 20;

const bare = (saw: string): string => saw.replace(/[^\p{L}\p{N}@]/gu, '');

function add(contacts: Map<string, Contact>, kind: ContactKind, saw: string): void {
	if (contacts.size >= MOST) return;
	const key = bare(saw);
	if (![...contacts.keys()].some((other) => other.includes(key) || key.includes(other)))
		contacts.set(key, { kind, saw });
}

function addMatches(
	contacts: Map<string, Contact>,
	original: string,
	form: Form,
	kind: ContactKind,
	look: RegExp,
): void {
	for (const { 0: all, index } of form.text.matchAll(look)) {
		add(contacts, kind, quote(original, form, index, index + all.length).trim());
	}
}

function toDigits(text: string): string {
	return text.replace(/[一二三四五六七八九]/g, (digit) => String(HAN_DIGITS.indexOf(digit)));
}

/** Numbers of which most digits are written in Chinese, as nobody does but to pass a filter. Counting (一二三四…) is no number. */
function addHanNumbers(contacts: Map<string, Contact>, { original, tight }: Normalised): void {
	for (const { 0: all, index } of tight.text.matchAll(HAN_NUMBER)) {
		const written = all.replace(/\d/g, '').length;
		const digits = toDigits(all);
		if (written < 5 || '1234567890'.includes(digits.slice(0, 7))) continue;
		add(contacts, /^1[3-9]\d{9}$/.test(digits) ? 'phone' : 'qq', quote(original, tight, index, index + all.length));
	}
}

/** Ways to reach the writer outside the group, each once, up to 20. */
export function findContacts(message: Normalised): Contact[] {
	const contacts = new Map<string, Contact>();
	for (const [kind, look] of IN_PLAIN) addMatches(contacts, message.original, message.plain, kind, look);
	for (const [kind, look] of IN_TIGHT) addMatches(contacts, message.original, message.tight, kind, look);
	addHanNumbers(contacts, message);
	return [...contacts.values()];
}
