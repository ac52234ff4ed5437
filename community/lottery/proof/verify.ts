import { DomainError } from '../../domain-error';
import { commitSeed } from '../draw/commitment';
import { drawSteps, type DrawOutcome, type DrawProgress } from '../draw/draw';
import { randomnessOf } from '../draw/drand';
import { readEntrants, type ReadList } from '../draw/read-entrants';
import { rulesOfText, type PublishedRules } from '../draw/rules';
import { finalSeed } from '../draw/seed';
import { sha256Hex } from '../draw/sha256';
import { checkDrand } from './check-drand';
import { checkPublished } from './check-published';
import { differenceOf } from './difference';
import type { LotteryProof } from './proof';
import { readProof } from './read-proof';
import { CHECKS, failed, passed, skipped, type Check, type Expected, type Report } from './report';

/**
 * Checks a proof from end to end and draws again. Never throws: what cannot be read is a check that failed.
 *
 * @param value the proof's JSON, or the text of it
 * @param expected what is known from elsewhere; a proof may be consistent in itself and still be another than
 *   the one that was announced
 */
export function verifyProof(value: unknown, expected: Expected = {}): Report {
	const steps = verifySteps(value, expected);
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
	}
}

/** The same, with a pause after every 20,000 hashes. */
export async function verifyInTurns(
	value: unknown,
	expected: Expected,
	pause: (done: DrawProgress) => Promise<unknown>,
): Promise<Report> {
	const steps = verifySteps(value, expected);
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
		await pause(step.value);
	}
}

function* verifySteps(value: unknown, expected: Expected): Generator<DrawProgress, Report> {
	const proof = attempt(() => readProof(value));
	if (proof instanceof DomainError) {
		return reportOf([failed('format', 'format.wrong', { message: proof.message })]);
	}
	const rules = attempt(() => rulesOfText(proof.rules));
	const list = attempt(() => readEntrants(proof.list));
	const computed = { rules: sha256Hex(proof.rules), list: sha256Hex(proof.list), commitment: commitSeed(proof.secret) };
	const checks = [passed('format', 'format.ok'), checkRules(proof, rules, list, computed.rules)];
	checks.push(checkList(proof, rules, list, computed.list));
	if (list instanceof DomainError || rules instanceof DomainError) {
		return { ...reportOf(checks), hashes: computed, ...(rules instanceof DomainError ? {} : { rules }) };
	}
	checks.push(checkCommitment(proof, list, computed.commitment), checkClosing(rules, list));
	checks.push(checkDrand(rules, list, proof));
	const drand = proof.drand === undefined ? undefined : randomnessOf(proof.drand);
	const seed = finalSeed({ secret: proof.secret, listHash: computed.list, drand });
	checks.push(
		proof.hashes.seed === seed ? passed('seed', 'seed.ok', { seed }) : failed('seed', 'seed.other', { seed }),
	);
	const outcome = yield* drawAgain(rules, list, seed);
	checks.push(checkDraw(proof, outcome));
	const hashes = { ...computed, seed };
	checks.push(checkPublished(expected, rules, hashes));
	return { ...reportOf(checks), rules, list, hashes, ...(outcome instanceof DomainError ? {} : { outcome }) };
}

function* drawAgain(
	{ draw }: PublishedRules,
	{ lines }: ReadList,
	seed: string,
): Generator<DrawProgress, DrawOutcome | DomainError> {
	try {
		return yield* drawSteps({ rules: draw, entrants: lines, seed });
	} catch (error) {
		if (error instanceof DomainError) return error;
		throw error;
	}
}

function checkRules(
	proof: LotteryProof,
	rules: PublishedRules | DomainError,
	list: ReadList | DomainError,
	hash: string,
): Check {
	if (rules instanceof DomainError) return failed('rules', 'rules.unreadable', { message: rules.message });
	if (list instanceof DomainError) return skipped('rules', 'blocked');
	const same = hash === list.rulesHash && hash === proof.hashes.rules;
	return same
		? passed('rules', 'rules.ok', { hash })
		: failed('rules', 'rules.changed', { hash, listed: list.rulesHash });
}

function checkList(
	proof: LotteryProof,
	rules: PublishedRules | DomainError,
	list: ReadList | DomainError,
	hash: string,
): Check {
	if (list instanceof DomainError) return failed('list', 'list.unreadable', { message: list.message });
	if (hash !== proof.hashes.list) return failed('list', 'list.changed', { hash, listed: proof.hashes.list });
	if (rules instanceof DomainError) return skipped('list', 'blocked');
	const heavy = list.lines.find(({ weight }) => weight > rules.draw.maxWeight);
	if (heavy !== undefined) return failed('list', 'list.weight', { ...heavy, cap: rules.draw.maxWeight });
	const lots = list.lines.reduce((sum, { weight }) => sum + weight, 0);
	return passed('list', 'list.ok', { hash, entrants: list.lines.length, lots });
}

function checkCommitment(proof: LotteryProof, list: ReadList, hash: string): Check {
	const same = hash === list.commitment && hash === proof.hashes.commitment;
	return same
		? passed('commitment', 'commitment.ok', { hash })
		: failed('commitment', 'commitment.other', { hash, listed: list.commitment });
}

function checkClosing({ closesAt }: PublishedRules, { closedAt }: ReadList): Check {
	return closedAt >= closesAt
		? passed('closing', 'closing.ok', { closedAt, closesAt })
		: failed('closing', 'closing.early', { closedAt, closesAt });
}

function checkDraw(proof: LotteryProof, outcome: DrawOutcome | DomainError): Check {
	if (outcome instanceof DomainError) return failed('draw', 'draw.impossible', { message: outcome.message });
	const difference = differenceOf(proof, outcome);
	return difference === undefined
		? passed('draw', 'draw.ok', { winners: outcome.winners.length, alternates: outcome.alternates.length })
		: failed('draw', 'draw.other', difference);
}

function attempt<Value>(read: () => Value): Value | DomainError {
	try {
		return read();
	} catch (error) {
		if (error instanceof DomainError) return error;
		throw error;
	}
}

/** What was not reached is not checked; a proof with such a check is not valid. */
function reportOf(checks: readonly Check[]): Report {
	const all = CHECKS.map((id) => checks.find((check) => check.id === id) ?? skipped(id, 'blocked'));
	return {
		valid: all.every(({ status, reason }) => status === 'passed' || (status === 'skipped' && reason !== 'blocked')),
		checks: all,
	};
}
