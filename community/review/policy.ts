import { IANAZone } from 'luxon';
import { z } from 'zod/v4';
import { DomainError } from '../domain-error';

const hours = z.number().positive().max(8760);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as "09:00"');

/** What happens to an application that nobody decides. All hours count from when it began to wait. */
export const reviewPolicySchema = z.object({
	/** When reviewers are reminded first; no reminders if left out. */
	remindAfterHours: hours.optional(),
	/** How long after one reminder the next follows; one only if left out. */
	remindEveryHours: hours.optional(),
	maxReminders: z.int().min(1).max(100).default(3),
	/** When it is handed on to somebody else. */
	escalateAfterHours: hours.optional(),
	escalateTo: z.string().min(1).max(128).optional(),
	/** When it is decided without a person; `keep` lets it wait on. */
	defaultAfterHours: hours.optional(),
	default: z.enum(['approve', 'reject', 'keep']).default('keep'),
	/** When reviewers may be spoken to; at any time if left out. May pass midnight (22:00 to 06:00). */
	hours: z.object({ timeZone: z.string().min(1), from: clock, to: clock }).optional(),
});

export type ReviewPolicy = z.output<typeof reviewPolicySchema>;

/**
 * An operator's time-out policy with the defaults filled in.
 *
 * @throws DomainError naming the field that is wrong or contradicts another
 */
export function parseReviewPolicy(value: unknown): ReviewPolicy {
	const parsed = reviewPolicySchema.safeParse(value);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		const path = issue?.path.map(String).join('.') ?? '';
		const field = path === '' ? 'policy' : path;
		throw new DomainError(
			`"${field}" cannot be used: ${issue?.message ?? 'it has another shape than expected'}`,
			`Correct "${field}"; the documentation of the node shows an example.`,
			field,
		);
	}
	checkReviewPolicy(parsed.data);
	return parsed.data;
}

/** @throws DomainError naming the field that contradicts another */
export function checkReviewPolicy(policy: ReviewPolicy): void {
	const { remindAfterHours, remindEveryHours, escalateAfterHours, escalateTo, defaultAfterHours } = policy;
	if (remindEveryHours !== undefined && remindAfterHours === undefined) {
		refuse('remindEveryHours', 'Reminders repeat, but the first one has no time', 'Fill in "remindAfterHours" too.');
	}
	if ((escalateAfterHours === undefined) !== (escalateTo === undefined)) {
		const missing = escalateTo === undefined ? 'escalateTo' : 'escalateAfterHours';
		refuse(missing, 'It is half said when and to whom an application is handed on', `Fill in "${missing}" too.`);
	}
	if (policy.default !== 'keep' && defaultAfterHours === undefined) {
		refuse('defaultAfterHours', `"${policy.default}" is the default, but never comes`, 'Say after how many hours.');
	}
	if (policy.default !== 'keep' && defaultAfterHours !== undefined) {
		for (const field of ['remindAfterHours', 'escalateAfterHours'] as const) {
			if ((policy[field] ?? 0) < defaultAfterHours) continue;
			refuse(
				field,
				`"${field}" (${policy[field] ?? 0}) is not before the default decision (${defaultAfterHours})`,
				'Shorten it, or decide by default later: a person should be asked first.',
			);
		}
	}
	checkHours(policy);
}

function checkHours({ hours: chosen }: ReviewPolicy): void {
	if (chosen === undefined) return;
	if (!IANAZone.isValidZone(chosen.timeZone)) {
		refuse('hours.timeZone', `There is no time zone "${chosen.timeZone}"`, 'Choose an IANA name, e.g. Asia/Shanghai.');
	}
	if (chosen.from === chosen.to) {
		refuse('hours.to', 'The hours begin and end at the same time', 'Leave the hours out to allow any time.');
	}
}

function refuse(field: string, message: string, hint: string): never {
	throw new DomainError(message, hint, field);
}
