import type { Language } from '../language';
import type { MergeConflict } from './conflict';
import type { Evidence } from './evidence';

interface IdentityCopy {
	by: Record<Evidence['by'], string>;
	proved: Record<NonNullable<Evidence['proved']>, string>;
	conflict: Record<MergeConflict, string>;
	sentence: string;
	blocked: string;
	tokenIssued: string;
	tokenMerged: string;
	tokenRefused: string;
	tokenBlocked: string;
}

/** What is said about who is one person. */
export const IDENTITY_COPY: Record<Language, IdentityCopy> = {
	'zh-CN': {
		by: {
			unionId: 'Union ID 相同',
			token: '用口令证明过',
			phone: '手机号相同',
			email: '邮箱相同',
			operator: '管理员确认过',
			name: '名字相近',
		},
		proved: { both: '双方都验证过', one: '一方验证过', none: '都没有验证' },
		conflict: {
			verified_phones_differ: '双方验证过的手机号不同',
			union_ids_differ: 'Union ID 不同',
			kept_apart: '管理员说过不是同一个人',
		},
		sentence: '{one} 和 {other} 很可能是同一个人（{percent}%）：{because}',
		blocked: '{one} 和 {other} 看起来相似，但没有合并：{conflicts}',
		tokenIssued:
			'在另一个平台的群里或私聊机器人发送这个口令，就能证明那也是你：{token}\n{minutes} 分钟内有效，只能用一次，不要给别人。',
		tokenMerged: '已确认，两边的记录合在一起了。',
		tokenRefused: '口令不对、已经用过或者过期了，请重新获取。',
		tokenBlocked: '口令没错，但两边的资料对不上，管理员会看一下。',
	},
	en: {
		by: {
			unionId: 'the same union ID',
			token: 'proved by a token',
			phone: 'the same phone',
			email: 'the same e-mail address',
			operator: 'an operator said so',
			name: 'similar names',
		},
		proved: { both: 'proved by both', one: 'proved by one', none: 'proved by neither' },
		conflict: {
			verified_phones_differ: 'both have proved different phones',
			union_ids_differ: 'their union IDs differ',
			kept_apart: 'an operator said that they are two people',
		},
		sentence: '{one} and {other} are probably one person ({percent}%): {because}',
		blocked: '{one} and {other} look alike but were not merged: {conflicts}',
		tokenIssued:
			'Send this token on the other platform, in the group or to the bot, to prove that it is you there too: {token}\nIt is valid for {minutes} minutes and works once. Give it to nobody.',
		tokenMerged: 'Confirmed: what is known of you on both sides now belongs together.',
		tokenRefused: 'The token is wrong, used or expired. Please get a new one.',
		tokenBlocked: 'The token is right, but what is known of both does not fit together. An operator will look at it.',
	},
};
