import type { PublishedRules } from '../draw/rules';
import type { ProofHashes } from './proof';
import { failed, passed, skipped, type Check, type Expected } from './report';

/** That the proof is of the lottery that was announced: whoever rewrites all of a proof gets other hashes. */
export function checkPublished(expected: Expected, rules: PublishedRules, hashes: ProofHashes): Check {
	const found: Required<{ [Key in keyof Expected]: string }> = {
		communityId: rules.communityId,
		lotteryId: rules.lotteryId,
		rules: hashes.rules,
		commitment: hashes.commitment,
		list: hashes.list,
	};
	const given = (Object.keys(found) as (keyof Expected)[]).filter((key) => expected[key] !== undefined);
	if (given.length === 0) return skipped('published', 'published.none');
	const other = given.find((key) => expected[key] !== found[key]);
	return other === undefined
		? passed('published', 'published.ok', { what: given.join(', ') })
		: failed('published', 'published.other', { what: other, expected: expected[other] ?? '', found: found[other] });
}
