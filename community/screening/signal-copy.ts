import { z } from 'zod/v4';
import type { Language } from '../language';
import { fillText } from '../text';
import type { ScreeningReason } from './evaluate';

/** What operators read of a signal, by the name of its reason. */
const SIGNAL_COPY: Record<Language, Record<string, string>> = {
	'zh-CN': {
		duplicate_person: '疑似同一人：{who}（{how}）',
		on_blocklist: '在黑名单上：{how}',
		joined_many: '{hours} 小时内加入了 {count} 个社群',
		left_after_gift: '领完礼物就退群，共 {count} 个社群',
		cooling_off: '还在冷静期内，{from} 之后才能再申请',
		closed: '连续被拒绝 {count} 次，不再接受申请',
		quota_full: '名额已满',
		quota_kept: '剩下的名额只留给指定的等级',
		unionId: 'UnionID 相同',
		phone: '手机号相同',
		email: '邮箱相同',
		look: '昵称和头像相近',
	},
	en: {
		duplicate_person: 'Seems to be the same person as {who} ({how})',
		on_blocklist: 'On the blocklist: {how}',
		joined_many: 'Joined {count} communities within {hours} hours',
		left_after_gift: 'Left {count} communities soon after a gift',
		cooling_off: 'Applied too soon: may apply again from {from}',
		closed: 'Rejected {count} times in a row, which was the last attempt',
		quota_full: 'All places are taken',
		quota_kept: 'The places that are left are kept for tiers',
		unionId: 'same union id',
		phone: 'same phone',
		email: 'same e-mail address',
		look: 'name and picture alike',
	},
};

const duplicatesSchema = z
	.array(
		z.object({ memberId: z.string(), name: z.string().optional(), because: z.array(z.object({ by: z.string() })) }),
	)
	.min(1);
const hitsSchema = z.array(z.object({ kind: z.string(), reason: z.string() })).min(1);
const signalsSchema = z.array(z.object({ count: z.number(), withinHours: z.number() })).min(1);
const refusalSchema = z.object({
	from: z.string().optional(),
	fromInWords: z.string().optional(),
	refusals: z.number(),
});

function variables({ source, saw }: ScreeningReason, words: Record<string, string>): Record<string, string | number> {
	const unique = (parts: readonly string[]) => [...new Set(parts)].join(' · ');
	switch (source) {
		case 'duplicate': {
			const people = duplicatesSchema.safeParse(saw).data ?? [];
			const ways = people.flatMap(({ because }) => because.map(({ by }) => words[by] ?? by));
			const names = people.map(({ memberId, name }) => (name === undefined ? memberId : `${name} [${memberId}]`));
			return { who: unique(names), how: unique(ways) };
		}
		case 'blocklist': {
			const hits = hitsSchema.safeParse(saw).data ?? [];
			return { how: unique(hits.map(({ kind, reason }) => (reason === '' ? kind : reason))) };
		}
		case 'coolOff': {
			const refusal = refusalSchema.safeParse(saw).data;
			return { from: refusal?.fromInWords ?? refusal?.from ?? '', count: refusal?.refusals ?? 0 };
		}
		default: {
			const [signal] = signalsSchema.safeParse(saw).data ?? [];
			return { count: signal?.count ?? 0, hours: signal?.withinHours ?? 0 };
		}
	}
}

/** What operators read of a reason: a rule by its name, a signal in words with what it saw. */
export function reasonInWords(reason: ScreeningReason, language: Language): string {
	const words = SIGNAL_COPY[language];
	const isSignal = reason.source !== undefined && reason.source !== 'rule';
	const text = isSignal && Object.hasOwn(words, reason.rule) ? words[reason.rule] : undefined;
	return text === undefined ? reason.rule : fillText(text, variables(reason, words));
}
