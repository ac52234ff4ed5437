import { LinkifyIt } from 'linkify-it';
import { z } from 'zod/v4';
import { containsWord } from '../screening/word';
import { countCharacters } from '../text';
import type { WayState } from './ways';

const hostOf = (domain: string): string | undefined => {
	const url = URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`) : undefined;
	return url?.pathname === '/' && url.port === '' ? url.hostname.replace(/\.$/, '') : undefined;
};

export const proofRuleSchema = z.discriminatedUnion('kind', [
	/** A text of so many characters, as a person counts them. */
	z.object({ kind: z.literal('text'), minimumLength: z.int().min(1).max(10_000) }),
	z.object({
		kind: z.literal('contains'),
		words: z.array(z.string().trim().min(1).max(64)).min(1).max(100),
		/** Whether every word has to be there, or one of them. */
		mode: z.enum(['all', 'any']).default('all'),
	}),
	/** A link to one of these sites or to a part of them. */
	z.object({
		kind: z.literal('link'),
		domains: z
			.array(z.string().refine((domain) => hostOf(domain) !== undefined, 'must be a domain such as "example.com"'))
			.min(1)
			.max(100),
	}),
	z.object({ kind: z.literal('image') }),
	/** A person looks at it. */
	z.object({ kind: z.literal('operator') }),
]);

export const taskSchema = z.object({
	taskId: z.string().min(1).max(64),
	title: z.string().min(1).max(256),
	/** All of them have to hold. */
	proof: z.array(proofRuleSchema).min(1).max(20),
});

export const taskListSchema = z
	.array(taskSchema)
	.min(1)
	.max(50)
	.refine((tasks) => new Set(tasks.map(({ taskId }) => taskId)).size === tasks.length, 'two tasks share a taskId');

export type ProofRule = z.output<typeof proofRuleSchema>;
export type Task = z.output<typeof taskSchema>;

/** What a member hands in. */
export interface Proof {
	text?: string | undefined;
	hasImage?: boolean | undefined;
	/** Addresses that are not in the text, e.g. of a form's field. */
	links?: readonly string[] | undefined;
}

export interface ProofResult {
	kind: ProofRule['kind'];
	state: WayState;
	/** What the rule saw: a length, the words that are missing, the hosts linked to. */
	saw: number | boolean | string[] | null;
}

export interface ProofVerdict {
	/** `failed`: the member may hand in another proof. `waiting`: an operator has to look. */
	state: WayState;
	rules: ProofResult[];
}

const WEB = /^https?:/i;

/**
 * The hosts that a proof links to, in the spelling of the network. Chinese runs on without blanks
 * (看abc.com吧), so addresses without a scheme are looked for in the rest of the text.
 *
 * @param endings of domains to look for beside the usual ones
 */
function hosts({ text = '', links = [] }: Proof, endings: readonly string[]): string[] {
	const linkify = new LinkifyIt({ fuzzyLink: true, urlAuth: true }).tlds([...endings], true);
	const parts = [text, ...links];
	const written = parts.flatMap((part) => linkify.match(part) ?? []).filter(({ schema }) => schema !== '');
	const found = parts.flatMap((part) => linkify.match(part.replace(/\p{Script=Han}/gu, ' ')) ?? []);
	const urls = [...written, ...found].map(({ url }) => url).filter((url) => WEB.test(url) && URL.canParse(url));
	return [...new Set(urls.map((url) => new URL(url).hostname.replace(/\.$/, '')))];
}

function isPartOf(host: string, domain: string): boolean {
	const wanted = hostOf(domain);
	return wanted !== undefined && (host === wanted || host.endsWith(`.${wanted}`));
}

function judgeRule(rule: ProofRule, proof: Proof, byOperator: boolean | undefined): ProofResult {
	const judged = (holds: boolean, saw: ProofResult['saw']): ProofResult => ({
		kind: rule.kind,
		state: holds ? 'satisfied' : 'failed',
		saw,
	});
	switch (rule.kind) {
		case 'text': {
			const length = countCharacters(proof.text ?? '');
			return judged(length >= rule.minimumLength, length);
		}
		case 'contains': {
			const absent = rule.words.filter((word) => !containsWord(proof.text ?? '', word));
			return judged(rule.mode === 'all' ? absent.length === 0 : absent.length < rule.words.length, absent);
		}
		case 'link': {
			const linked = hosts(
				proof,
				rule.domains.map((domain) => domain.replace(/^.*\./, '')),
			);
			return judged(
				linked.some((host) => rule.domains.some((domain) => isPartOf(host, domain))),
				linked,
			);
		}
		case 'image':
			return judged(proof.hasImage === true, proof.hasImage === true);
		case 'operator':
			return byOperator === undefined
				? { kind: rule.kind, state: 'waiting', saw: null }
				: judged(byOperator, byOperator);
	}
}

/**
 * Judges what a member handed in for a task. A proof that a rule refuses is not shown to an operator.
 *
 * @param byOperator what an operator said of this proof, if one has looked
 */
export function judgeProof(task: Task, proof: Proof, byOperator?: boolean): ProofVerdict {
	const rules = task.proof.map((rule) => judgeRule(rule, proof, byOperator));
	const states = rules.map(({ state }) => state);
	const worst = (['failed', 'waiting'] as const).find((state) => states.includes(state));
	return { state: worst ?? 'satisfied', rules };
}

export interface TasksVerdict {
	/** Never `failed`: whoever has not done a task may still do it. */
	state: WayState;
	/** Nothing good has been handed in for these yet. */
	missing: { taskId: string; title: string }[];
	/** These wait for an operator. */
	inReview: { taskId: string; title: string }[];
}

/**
 * How far a member is with a list of tasks.
 *
 * @param states the best state of each task's proofs; a task without one is missing
 */
export function judgeTasks(tasks: readonly Task[], states: Readonly<Record<string, WayState>>): TasksVerdict {
	const stateOf = (taskId: string): WayState =>
		(Object.hasOwn(states, taskId) ? states[taskId] : undefined) ?? 'failed';
	const inState = (state: WayState) =>
		tasks.filter(({ taskId }) => stateOf(taskId) === state).map(({ taskId, title }) => ({ taskId, title }));
	const [missing, inReview] = [inState('failed'), inState('waiting')];
	return { state: missing.length + inReview.length === 0 ? 'satisfied' : 'waiting', missing, inReview };
}
