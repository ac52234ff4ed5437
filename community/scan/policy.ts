import { z } from 'zod/v4';
import { DomainError } from '../domain-error';
import { tightText } from './normalise';
import { compilePatterns } from './patterns';

const points = z.number().min(0).max(100);
const name = z.string().trim().min(1).max(100);
const word = z.string().trim().min(1).max(200);
const seconds = z.number().positive().max(31_536_000);

const wordListSchema = z.object({
	name,
	/** What the first word of the list adds; each further one adds half. Below 0: speaks for the message. */
	points: z.number().min(-100).max(100),
	words: z.array(word).max(20_000),
});

export type WordList = z.infer<typeof wordListSchema>;

/**
 * What counts against a message, and how much. A message is flagged from `flagFrom` points on, of
 * 100; every setting has a default, so that `{}` is a policy.
 */
export const scanPolicySchema = z.object({
	flagFrom: z.number().positive().max(100).default(50),
	/** Shipped word lists to use, by language. */
	shippedWords: z.array(z.enum(['zh-CN', 'en'])).default(['zh-CN', 'en']),
	/** The operators' own lists. */
	words: z.array(wordListSchema).max(100).default([]),
	/** Words that are fine although a banned one is in them (菠菜沙拉). */
	allowedWords: z.array(word).max(20_000).default([]),
	patterns: z
		.array(z.object({ name, pattern: z.string().min(1).max(2000), points }))
		.max(200)
		.default([]),
	/** Reading like an ad without any known word, judged by a shipped naive Bayes classifier. */
	style: z
		.object({
			/** At most; 0 turns it off. */
			points: points.default(50),
			/** For each unit of the natural logarithm of the odds. */
			pointsPerUnit: z.number().min(0).max(50).default(6),
		})
		.prefault({}),
	links: z
		.object({
			/** A link to anywhere. */
			points: points.default(10),
			/** A link into another group or contact list. */
			invitePoints: points.default(60),
			/** More for a link that is dressed up (`t . me`). */
			hiddenPoints: points.default(25),
			/** More for a link under an ending or a shortener that hardly anybody but advertisers uses. */
			riskyPoints: points.default(35),
			allowedDomains: z.array(word).max(10_000).default([]),
			bannedDomains: z.array(word).max(10_000).default([]),
			bannedPoints: points.default(80),
		})
		.prefault({}),
	contacts: z
		.object({
			phone: points.default(20),
			wechat: points.default(45),
			qq: points.default(45),
			/** An account on Telegram, LINE, WhatsApp … */
			messenger: points.default(45),
			handle: points.default(10),
			email: points.default(10),
		})
		.prefault({}),
	/** A QR code, on top of what its text is judged like. */
	codes: z.object({ points: points.default(20) }).prefault({}),
	repetition: z
		.object({
			windowSeconds: seconds.default(3600),
			allowed: z.number().int().min(1).max(1000).default(2),
			allowedOthers: z.number().int().min(0).max(1000).default(2),
			shortestFromOthers: z.number().int().min(1).max(1000).default(24),
			distance: z.number().int().min(0).max(20).default(12),
			/** For each message over what is allowed. */
			points: points.default(25),
		})
		.prefault({}),
	flood: z
		.object({
			messages: z.number().int().min(1).max(1000).default(8),
			seconds: seconds.default(20),
			points: points.default(50),
		})
		.prefault({}),
	/** A member's first messages weigh more. */
	watch: z
		.object({
			firstMessages: z.number().int().min(0).max(1000).default(3),
			factor: z.number().min(1).max(5).default(1.5),
		})
		.prefault({}),
	/** A hit on a list of known spammers outside (as CAS is). */
	external: z.object({ points: points.default(60) }).prefault({}),
	/** Roles whose messages are never flagged. */
	exemptRoles: z.array(name).max(100).default([]),
});

export type ScanPolicy = z.infer<typeof scanPolicySchema>;
/** A policy as operators write it: what is left out takes its default. */
export type ScanPolicyInput = z.input<typeof scanPolicySchema>;

export const defaultPolicy: ScanPolicy = scanPolicySchema.parse({});

function parsePolicy(input: unknown): ScanPolicy {
	const parsed = scanPolicySchema.safeParse(input);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	const field = issue?.path.join('.') ?? '';
	throw new DomainError(
		`The scan's setting "${field}" cannot be used: ${issue?.message ?? 'it is not valid'}`,
		'Correct the setting, or leave it out to use the default.',
		field,
	);
}

function checkWords(policy: ScanPolicy): void {
	const allowed = new Set(policy.allowedWords.map(tightText));
	policy.words.forEach((list, at) => {
		list.words.forEach((each, index) => {
			const field = `words.${at}.words.${index}`;
			const tight = tightText(each);
			if (tight === '') {
				throw new DomainError(
					`The word "${each}" has no letter or digit in it`,
					'Write a word, or use a pattern to look for marks and emoji.',
					field,
				);
			}
			if (list.points > 0 && allowed.has(tight)) {
				throw new DomainError(
					`"${each}" is both banned and allowed`,
					`Take it out of the list "${list.name}" or out of the allowed words.`,
					field,
				);
			}
		});
	});
}

function checkDomains({ links }: ScanPolicy): void {
	const allowed = new Set(links.allowedDomains.map((domain) => domain.toLowerCase()));
	const index = links.bannedDomains.findIndex((domain) => allowed.has(domain.toLowerCase()));
	if (index < 0) return;
	throw new DomainError(
		`The domain "${links.bannedDomains[index] ?? ''}" is both banned and allowed`,
		'Take it out of one of the two lists.',
		`links.bannedDomains.${index}`,
	);
}

/**
 * A policy with its defaults filled in.
 *
 * @throws DomainError naming the setting that is not valid, contradicts another one or is a pattern
 *   that RE2 refuses
 */
export function readPolicy(input: unknown): ScanPolicy {
	const policy = parsePolicy(input);
	checkWords(policy);
	checkDomains(policy);
	compilePatterns(policy.patterns);
	return policy;
}
