import { readFile } from 'node:fs/promises';

/** Linux counts processor time in hundredths of a second, on every architecture that Node.js runs on. */
const tickMs = 10;

/**
 * Processor time that a process has used so far, in milliseconds, all its threads together; NaN where the system does not
 * tell. Unlike the rate it hardly depends on what else the machine does.
 */
export async function cpuTimeOf(pid: number): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
	// Field 2 is the program's name in parentheses and may hold blanks; 14 and 15 are user and system time.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) * tickMs;
}
