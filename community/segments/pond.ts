import { z } from 'zod/v4';
import { DomainError } from '../domain-error';
import { instantMs, parseWith, requireDistinct } from '../parse';

const id = z.string().trim().min(1).max(128);
const title = z.string().trim().min(1).max(64);

/** 鱼塘: a smaller group that members are led to by what they bite on. */
const pondSchema = z.strictObject({
	pondId: id,
	/** As members read it; the id if left out. */
	title: title.optional(),
	/** The group on the platform, whose joining and leaving says who is in. */
	groupId: id.optional(),
	/** Where members are led to. */
	inviteLink: z
		.url({ protocol: /^https?$/ })
		.max(512)
		.optional(),
	/** How much one event of a bait adds, by bait, e.g. `{ "course.camera": 3, "photo": 1 }`. */
	baits: z.record(id, z.number().positive().max(1000)).refine((baits) => Object.keys(baits).length > 0, {
		error: 'name at least one bait',
	}),
	/** A member swims in from this affinity on … */
	enterFrom: z.number().positive(),
	/** … and out below this one, which is less, so that nobody goes to and fro. */
	leaveBelow: z.number().positive(),
	/** Move: a member is in one such pond at a time. Invite: the member decides and may accept several. */
	by: z.enum(['move', 'invite']).default('invite'),
});

/** What is thrown out: a button under the bait message, and words that members write. */
const baitSchema = z.strictObject({
	bait: id,
	/** On the button; the bait's name if left out. */
	label: title.optional(),
	/** A message with any of these words bites, capitals or not. */
	keywords: z.array(z.string().trim().min(1).max(64)).max(50).default([]),
});

export const pondPolicySchema = z.strictObject({
	v: z.literal(1).default(1),
	/** How the baits are recognised; one that is not here is recorded only where an operation names it. */
	baits: z.array(baitSchema).max(100).default([]),
	ponds: z.array(pondSchema).min(1).max(50),
	/** After so many days a bite counts half. One for all ponds, so that time alone never changes their order. */
	halfLifeDays: z.number().positive().max(3650).default(30),
	/** How many times as strong another pond's pull must be before a member is moved there. */
	moveFactor: z.number().min(1.05).max(10).default(1.25),
	/** An invitation that was not accepted is repeated after so many days at the earliest. */
	inviteAgainDays: z.int().min(1).max(3650).default(30),
});

export type PondPolicy = z.output<typeof pondPolicySchema>;
export type Pond = PondPolicy['ponds'][number];

/** @throws DomainError naming the path of what is wrong or contradicts itself */
export function parsePonds(value: unknown): PondPolicy {
	const policy = parseWith(pondPolicySchema, value, 'ponds');
	requireDistinct(
		policy.ponds.map(({ pondId }) => pondId),
		'ponds',
	);
	requireDistinct(
		policy.baits.map(({ bait }) => bait),
		'baits',
	);
	requireDistinct(
		policy.ponds.flatMap(({ groupId }) => groupId ?? []),
		'groupId',
	);
	for (const [index, { pondId, enterFrom, leaveBelow }] of policy.ponds.entries()) {
		if (leaveBelow < enterFrom) continue;
		throw new DomainError(
			`The pond "${pondId}" is left below ${leaveBelow} and entered from ${enterFrom}: members would go to and fro`,
			'Let members leave at a lower affinity than the one at which they enter, e.g. half of it.',
			`ponds.${index}.leaveBelow`,
		);
	}
	return policy;
}

/** One bite: an event that shows an interest. */
export interface Bite {
	bait: string;
	at: string;
}

/** What is known of one member for routing. */
export interface PondFacts {
	bites: readonly Bite[];
	/** Ponds the member is in. */
	ponds: readonly string[];
	/** The last invitation to each pond, whatever came of it. */
	invited?: readonly { pondId: string; at: string }[] | undefined;
}

export interface Affinity {
	pondId: string;
	affinity: number;
	/** What each bait adds to it, the strongest first. */
	because: { bait: string; bites: number; adds: number }[];
}

/** What to do about one member and one pond. */
export interface PondProposal extends Affinity {
	/** `move` is into the pond, out of `from` where there is one; `leave` is out of it without another. */
	action: 'move' | 'invite' | 'leave';
	from?: string;
	/** The limit that was passed. */
	limit: number;
}

const DAY_MS = 86_400_000;

/** How strongly each pond pulls at a member: the sum of weight · 2^(−age / half-life) over the bites. */
export function affinities(policy: PondPolicy, bites: readonly Bite[], now: string): Affinity[] {
	const nowMs = instantMs(now, 'now');
	const byBait = new Map<string, { bites: number; fresh: number }>();
	for (const { bait, at } of bites) {
		const age = nowMs - instantMs(at, 'bites');
		if (age < 0) continue;
		const sum = byBait.get(bait) ?? { bites: 0, fresh: 0 };
		const fresh = sum.fresh + 2 ** (-age / (policy.halfLifeDays * DAY_MS));
		byBait.set(bait, { bites: sum.bites + 1, fresh });
	}
	return policy.ponds.map(({ pondId, baits }) => {
		const because = Object.entries(baits).flatMap(([bait, weight]) => {
			const sum = byBait.get(bait);
			return sum === undefined ? [] : [{ bait, bites: sum.bites, adds: sum.fresh * weight }];
		});
		because.sort((a, b) => b.adds - a.adds || (a.bait < b.bait ? -1 : 1));
		return { pondId, affinity: because.reduce((sum, { adds }) => sum + adds, 0), because };
	});
}

/**
 * Where a member should go now. Proposes nothing that was just done: whoever carries a proposal out and
 * asks again gets none, and without new bites a member leaves a pond at most once.
 *
 * @throws DomainError if an instant is none
 */
export function routeMember(policy: PondPolicy, facts: PondFacts, now: string): PondProposal[] {
	const pulls = affinities(policy, facts.bites, now).flatMap((affinity) => {
		const pond = policy.ponds.find(({ pondId }) => pondId === affinity.pondId);
		return pond === undefined ? [] : [{ pond, ...affinity, isIn: facts.ponds.includes(affinity.pondId) }];
	});
	const invitations = pulls.filter(({ pond }) => pond.by === 'invite');
	return [
		...moveProposals(
			policy,
			pulls.filter(({ pond }) => pond.by === 'move'),
		),
		...invitations.flatMap((pull) => inviteProposal(policy, pull, facts, now)),
	];
}

interface Pull extends Affinity {
	pond: Pond;
	isIn: boolean;
}

function propose({ pond: _pond, isIn: _isIn, ...affinity }: Pull, action: PondProposal['action'], limit: number) {
	return { action, limit, ...affinity };
}

/** One pond at a time: the strongest that the member may enter, if it pulls clearly more than where the member is. */
function moveProposals({ moveFactor }: PondPolicy, pulls: readonly Pull[]): PondProposal[] {
	const here = strongest(pulls.filter(({ isIn }) => isIn));
	const best = strongest(pulls.filter(({ isIn, affinity, pond }) => !isIn && affinity >= pond.enterFrom));
	const tooWeak = here !== undefined && here.affinity < here.pond.leaveBelow;
	const surplus = pulls.filter(({ isIn, pondId }) => isIn && pondId !== here?.pondId);
	const extra = surplus.map((pull) => propose(pull, 'leave', pull.pond.leaveBelow));
	if (best !== undefined && (here === undefined || tooWeak || best.affinity >= here.affinity * moveFactor)) {
		const from = here === undefined ? {} : { from: here.pondId };
		return [{ ...propose(best, 'move', best.pond.enterFrom), ...from }, ...extra];
	}
	return tooWeak ? [propose(here, 'leave', here.pond.leaveBelow), ...extra] : extra;
}

function strongest(pulls: readonly Pull[]): Pull | undefined {
	return [...pulls].sort((a, b) => b.affinity - a.affinity || (a.pondId < b.pondId ? -1 : 1))[0];
}

function inviteProposal(policy: PondPolicy, pull: Pull, facts: PondFacts, now: string): PondProposal[] {
	const { enterFrom, leaveBelow } = pull.pond;
	if (pull.isIn) return pull.affinity < leaveBelow ? [propose(pull, 'leave', leaveBelow)] : [];
	const again = instantMs(now, 'now') - policy.inviteAgainDays * DAY_MS;
	const isFresh = (facts.invited ?? []).some(
		({ pondId, at }) => pondId === pull.pondId && instantMs(at, 'invited') > again,
	);
	return pull.affinity >= enterFrom && !isFresh ? [propose(pull, 'invite', enterFrom)] : [];
}
