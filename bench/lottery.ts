import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { rootDir } from '../sandbox/paths.ts';

const run = promisify(execFile);

/** One size of a draw, as tools/lottery-job.ts measured it; seconds are CPU time. */
interface DrawFigures {
	entrants: number;
	winners: number;
	/** Writing, sorting and hashing the list. */
	list: number;
	listBytes: number;
	/** One call of node:crypto for each lot, and nothing else. */
	each: number;
	/** The same bytes through one hash. */
	stream: number;
	/** The draw itself. */
	draw: number;
	/** The longest that n8n has to wait for a turn. */
	longestTurnMs: number;
	addedMB: number;
}

const sizes: readonly (readonly [number, number])[] = [
	[10_000, 10],
	[100_000, 100],
	[1_000_000, 1_000],
];

/** `npm run bench -- --lottery`: a draw beside the limit of hashing the same input once, and how it grows. */
export async function benchLottery(isQuick: boolean): Promise<void> {
	const script = join(rootDir, 'node_modules/.cache/lottery-job.cjs');
	await build({
		entryPoints: [join(rootDir, 'tools/lottery-job.ts')],
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node22',
		outfile: script,
		logLevel: 'warning',
	});
	const figures: DrawFigures[] = [];
	for (const [entrants, winners] of isQuick ? sizes.slice(0, 2) : sizes) {
		const { stdout } = await run(process.execPath, [script, String(entrants), String(winners)]);
		figures.push(JSON.parse(stdout) as DrawFigures);
	}
	console.log(tableOf(figures));
	const folder = join(rootDir, 'artefacts');
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'bench-lottery.json'), `${JSON.stringify(figures, null, 2)}\n`);
}

function tableOf(figures: readonly DrawFigures[]): string {
	const perEntrant = ({ draw, entrants }: DrawFigures) => draw / entrants;
	const head =
		'| entrants | winners | list | draw | one hash each | one stream | draw ÷ one hash each | growth | longest turn | memory |';
	const rows = figures.map((one) => {
		const growth = perEntrant(one) / (figures[0] === undefined ? 1 : perEntrant(figures[0]));
		const cells = [
			one.entrants.toLocaleString('en'),
			one.winners.toLocaleString('en'),
			`${one.list.toFixed(2)} s`,
			`${one.draw.toFixed(2)} s`,
			`${one.each.toFixed(2)} s`,
			`${one.stream.toFixed(2)} s`,
			(one.draw / one.each).toFixed(2),
			growth.toFixed(2),
			`${one.longestTurnMs.toFixed(0)} ms`,
			`+${one.addedMB.toFixed(0)} MB`,
		];
		return `| ${cells.join(' | ')} |`;
	});
	return [head, `|${' --- |'.repeat(10)}`, ...rows].join('\n');
}
