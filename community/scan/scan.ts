import { judgeConduct, judgeNewness } from './conduct';
import { fingerprintOfTight } from './fingerprint';
import { unforgiven } from './forgiven';
import { judgeCodes, type ScanReason } from './judge';
import type { ScanContext, ScanMessage, ScanResult } from './message';
import { normalise } from './normalise';
import { readPolicy, type ScanPolicy } from './policy';
import { judgeText, prepare, type Prepared } from './prepared';

export interface Scanner {
	readonly policy: ScanPolicy;
	scan: (message: ScanMessage, context?: ScanContext) => ScanResult;
}

const HIGHEST = 100;

/** Points of words that speak for a message make up for other words only: no warning excuses an invite link. */
function total(reasons: readonly ScanReason[]): number {
	const sum = (words: boolean): number =>
		reasons.filter(({ rule }) => (rule === 'word') === words).reduce((all, { points }) => all + points, 0);
	return Math.max(0, sum(true)) + sum(false);
}

function scanWith(prepared: Prepared, message: ScanMessage, context: ScanContext): ScanResult {
	const { policy } = prepared;
	const text = normalise(message.text);
	const fingerprint = fingerprintOfTight(text.tight.text);
	const verdict = { flagFrom: policy.flagFrom, fingerprint };
	if (message.roles?.some((role) => policy.exemptRoles.includes(role)) === true) {
		return { outcome: 'clean', score: 0, ...verdict, reasons: [], spared: 'role' };
	}
	const found = [
		...judgeText(prepared, text),
		...judgeCodes(message.codes ?? [], policy, prepared.domains),
		...judgeConduct(policy, message, fingerprint, context),
	];
	const left = unforgiven(found, fingerprint, context.forgiven ?? [], policy.repetition.distance);
	const reasons = [...left, ...judgeNewness(policy, context.messagesBefore, total(left))].sort(
		(a, b) => b.points - a.points,
	);
	const score = Math.min(HIGHEST, total(reasons));
	const outcome = score >= policy.flagFrom ? 'flagged' : 'clean';
	const spared = outcome === 'clean' && left.length < found.length ? ('forgiven' as const) : undefined;
	return { outcome, score, ...verdict, reasons, ...(spared === undefined ? {} : { spared }) };
}

/**
 * Makes a policy ready for many messages; what it costs grows with the policy, and a scan with the
 * length of the message only.
 *
 * @param input a policy, or what differs from the default one
 * @throws DomainError naming the setting that cannot be used
 */
export function compilePolicy(input: unknown = {}): Scanner {
	const prepared = prepare(readPolicy(input));
	return {
		policy: prepared.policy,
		scan: (message, context = {}) => scanWith(prepared, message, context),
	};
}

/** Scans a single message; for more than one, compile the policy once. */
export function scanMessage(message: ScanMessage, policy: unknown, context: ScanContext = {}): ScanResult {
	return compilePolicy(policy).scan(message, context);
}
