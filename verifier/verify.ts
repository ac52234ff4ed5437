/**
 * `node verify.mjs <proof.json | lottery.html>`: checks the proof of a lottery with nothing but Node.js. Built into one
 * file, dist/verify/verify.mjs.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DomainError } from '../community/domain-error';
import { wordsOf } from '../community/lottery/proof/copy';
import { proofTextIn } from '../community/lottery/proof/embed';
import { findLine, type FoundLine } from '../community/lottery/proof/find-line';
import type { Report } from '../community/lottery/proof/report';
import { verifyProof } from '../community/lottery/proof/verify';
import { closestLanguage, type Language } from '../community/language';

const USAGE = `node verify.mjs <proof.json | lottery.html> [options]

  --receipt CODE      look up the line of the member with this receipt
  --lottery ID        the lottery must have this id
  --rules HASH        the hash of the rules, as it was published
  --commitment HASH   the commitment, as it was published
  --list HASH         the hash of the list, as it was published
  --lang zh-CN | en   language of the answer
  --json              the answer as JSON

Ends with 0 if the proof holds, 1 if it does not, 2 if it could not be read.`;

const MARKS = { passed: '✓', failed: '✗', skipped: '–' } as const;

function main(): number {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			receipt: { type: 'string' },
			lottery: { type: 'string' },
			rules: { type: 'string' },
			commitment: { type: 'string' },
			list: { type: 'string' },
			lang: { type: 'string' },
			json: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const [file] = positionals;
	if (file === undefined || values.help) {
		console.log(USAGE);
		return values.help ? 0 : 2;
	}
	const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
	const expected = { lotteryId: values.lottery, rules: values.rules, commitment: values.commitment, list: values.list };
	const report = verifyProof(proofTextIn(text), expected);
	const found = values.receipt === undefined ? undefined : lineOf(report, values.receipt);
	const language = closestLanguage(values.lang ?? process.env.LANG, 'en');
	console.log(values.json ? jsonOf(report, found, language) : textOf(report, found, language));
	return report.valid && (found === undefined || found.status === 'found') ? 0 : 1;
}

function lineOf({ rules, list, hashes, outcome }: Report, code: string): FoundLine | undefined {
	if (rules === undefined || list === undefined || outcome === undefined) return undefined;
	if (hashes?.rules === undefined || hashes.seed === undefined) return undefined;
	return findLine({ rules, list, outcome, hashes: { rules: hashes.rules, seed: hashes.seed } }, code);
}

function jsonOf(report: Report, found: FoundLine | undefined, language: Language): string {
	const { valid, checks, rules, list, hashes, outcome } = report;
	const lottery =
		rules === undefined
			? undefined
			: {
					communityId: rules.communityId,
					lotteryId: rules.lotteryId,
					title: rules.title,
					entrants: list?.lines.length,
				};
	const told = checks.map((check) => ({ ...check, ...wordsOf(check, language) }));
	return JSON.stringify({ valid, lottery, hashes, checks: told, ...outcome, receipt: found }, null, 1);
}

function textOf(report: Report, found: FoundLine | undefined, language: Language): string {
	const zh = language === 'zh-CN';
	const lines = report.checks.map((check) => {
		const { title, detail } = wordsOf(check, language);
		return `${MARKS[check.status]} ${title}\n  ${detail}`;
	});
	if (report.rules !== undefined) lines.unshift(`${report.rules.title} (${report.rules.lotteryId})`);
	for (const { tierId, position, place, entrant } of report.outcome?.winners ?? []) {
		lines.push(`  ${tierId} ${String(position)}  #${String(place)}  ${entrant}`);
	}
	if (found !== undefined) lines.push(JSON.stringify(found, null, 1));
	lines.push(
		report.valid
			? zh
				? '✓ 这份证明成立。'
				: '✓ The proof holds.'
			: zh
				? '✗ 这份证明不成立。'
				: '✗ The proof does not hold.',
	);
	return lines.join('\n');
}

try {
	process.exitCode = main();
} catch (error) {
	console.error(error instanceof DomainError ? `${error.message}. ${error.hint}` : String(error));
	process.exitCode = 2;
}
