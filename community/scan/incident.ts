import { z } from 'zod/v4';
import { LANGUAGES } from '../language';
import { subjectSchema } from '../subject';
import { SCAN_RULES } from './judge';
import { type Penalty, penaltyFor, type Ladder, type Strike } from './strikes';

const MINUTE_MS = 60_000;

const reasonSchema = z.object({ rule: z.enum(SCAN_RULES), name: z.string(), saw: z.string(), points: z.number() });

/**
 * What a strike brings upon a member, as nodes hand it on.
 * - `none`: nothing is done. `warn`: a word. `mute`: until `until`. `remove`: out of the group.
 * - `restore`: what an earlier penalty brought is lifted.
 */
export const sentenceSchema = z.object({
	kind: z.enum(['none', 'warn', 'mute', 'remove', 'restore']),
	/** Strike points of the member after decay. */
	points: z.number().optional(),
	minutes: z.number().positive().optional(),
	/** When a mute ends, ISO 8601. */
	until: z.iso.datetime({ offset: true }).optional(),
});

export type Sentence = z.infer<typeof sentenceSchema>;

/** A flagged message as it is kept with its strike: enough to show it again, to undo it and to learn from it. */
export const incidentSchema = z.object({
	score: z.number(),
	flagFrom: z.number(),
	reasons: z.array(reasonSchema),
	fingerprint: z.object({ exact: z.string(), simhash: z.string(), length: z.number() }),
	/** The beginning of the text, for operators. */
	excerpt: z.string(),
	subject: subjectSchema,
	messageId: z.string().optional(),
	sentence: sentenceSchema,
	/** The only group in which the strike can be undone by a button. */
	operatorsGroupId: z.string().optional(),
	/** Whether the member was told in front of the group. */
	isPublic: z.boolean(),
	language: z.enum(LANGUAGES),
});

export type Incident = z.infer<typeof incidentSchema>;

function sentenceOf(penalty: Penalty, now: number): Sentence {
	if (penalty.kind !== 'mute') return penalty;
	return { ...penalty, until: new Date(now + penalty.minutes * MINUTE_MS).toISOString() };
}

/**
 * The penalty that a member has come to, with its end.
 *
 * @param at when the last strike was earned, milliseconds since 1970
 * @param now when a mute begins: an event may come long after the message
 */
export function sentenceFor(strikes: readonly Strike[], at: number, ladder: Ladder, now: number): Sentence {
	return sentenceOf(penaltyFor(strikes, at, ladder), now);
}

const GRAVITY = ['none', 'warn', 'mute', 'remove'] as const;
const rank = ({ kind }: Sentence): number => GRAVITY.findIndex((one) => one === kind);

/**
 * What is to be done when a strike is undone: what it brought is lifted. A mute of another strike that still runs goes
 * on until its own end, and whom another strike removed stays outside.
 *
 * @param standing the sentences of the member's other strikes
 * @param now milliseconds since 1970
 */
export function afterUndo(undone: Sentence, standing: readonly Sentence[], now: number): Sentence {
	if (undone.kind !== 'mute' && undone.kind !== 'remove') return { kind: 'none' };
	if (standing.some((other) => rank(other) === rank({ kind: 'remove' }))) return { kind: 'none' };
	const ends = standing.map(({ until }) => (until === undefined ? 0 : Date.parse(until)));
	const end = Math.max(0, ...ends);
	// Whoever was removed has to be let back before any mute can mean something.
	if (end <= now || undone.kind === 'remove') return { kind: 'restore' };
	return { kind: 'mute', minutes: Math.ceil((end - now) / MINUTE_MS), until: new Date(end).toISOString() };
}
