/** Receives one line of progress: what is being done right now. */
export type Phase = (text: string) => void;

/** Shows the steps of a command to the person who waits for it. */
export interface Progress {
	/** Runs one numbered step; `phase` refines what the step is doing. Rejects as `work` does. */
	step: <T>(title: string, work: (phase: Phase) => Promise<T>) => Promise<T>;
}

/** The part of a terminal or file that progress is written to. */
export interface ProgressStream {
	readonly isTTY?: boolean;
	readonly columns?: number;
	write(text: string): unknown;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 100;
const plainPhaseMs = 10_000;
const clearLine = '\r\u001b[2K';

/**
 * Progress with step numbers and elapsed time: a spinner on a terminal, plain lines elsewhere (a count at most every ten seconds).
 * @param steps how many steps the command has
 */
export function showProgress(steps: number, stream: ProgressStream = process.stdout): Progress {
	let done = 0;
	return {
		async step(title, work) {
			done += 1;
			const line = stream.isTTY === true ? spinnerLine(stream) : plainLine(stream);
			const label = `[${done}/${steps}] ${title}`;
			const startedAt = Date.now();
			line.begin(label, startedAt);
			try {
				const result = await work(line.phase);
				line.end(`✔ ${label} (${elapsed(startedAt)})`);
				return result;
			} catch (error) {
				line.end(`✖ ${label} (${elapsed(startedAt)})`);
				throw error;
			}
		},
	};
}

interface Line {
	begin(label: string, startedAt: number): void;
	phase: Phase;
	end(text: string): void;
}

function plainLine(stream: ProgressStream): Line {
	let shownAt = 0;
	let shownKind: string | undefined;
	return {
		begin: (label) => stream.write(`  ${label} …\n`),
		phase(text) {
			const kind = text.split(':')[0];
			if (kind === shownKind && Date.now() - shownAt < plainPhaseMs) return;
			shownKind = kind;
			shownAt = Date.now();
			stream.write(`      ${text}\n`);
		},
		end: (text) => stream.write(`${text}\n`),
	};
}

function spinnerLine(stream: ProgressStream): Line {
	let frame = 0;
	let detail = '';
	let timer: NodeJS.Timeout | undefined;
	return {
		begin(label, startedAt) {
			const draw = () => {
				frame = (frame + 1) % frames.length;
				const text = `${frames[frame]} ${label} ${elapsed(startedAt)}${detail && ` · ${detail}`}`;
				stream.write(clearLine + text.slice(0, (stream.columns ?? 80) - 1));
			};
			draw();
			timer = setInterval(draw, frameMs).unref();
		},
		phase(text) {
			detail = text;
		},
		end(text) {
			clearInterval(timer);
			stream.write(`${clearLine}${text}\n`);
		},
	};
}

function elapsed(startedAt: number): string {
	const seconds = Math.round((Date.now() - startedAt) / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
}
