import { setTimeout as sleep } from 'node:timers/promises';

/** How long a call may wait for others while an execution is under way, in milliseconds. */
const PATIENCE_MS = 50;

interface Waiting<Call> {
	call: Call;
	size: number;
}

/**
 * Gathers calls that arrive while n8n is busy with earlier ones, so that a burst costs a few executions and not one for
 * each call. The rule is Nagle's (RFC 896): a call that comes while nothing is under way goes at once; the ones after it
 * wait until that has ended, the group is full, or their patience is over.
 */
export class Gathering<Call> {
	private readonly waiting: Waiting<Call>[] = [];
	private underWay = 0;
	private alarm: AbortController | undefined;

	/**
	 * @param largest how much may go together, in the unit of `add`'s size; a call that is larger goes alone
	 * @param process resolves when what the group has started is over; never rejects
	 */
	constructor(
		private readonly largest: number,
		private readonly process: (group: readonly Call[]) => Promise<void>,
		private readonly patienceMs = PATIENCE_MS,
	) {}

	/** Whether nobody waits and nothing is under way. */
	get isIdle(): boolean {
		return this.underWay === 0 && this.waiting.length === 0;
	}

	add(call: Call, size: number): void {
		this.waiting.push({ call, size });
		this.consider();
	}

	private consider(): void {
		while (this.waiting.length > 0 && (this.underWay === 0 || this.isFull())) this.release();
		if (this.waiting.length > 0) this.alarm ??= this.setAlarm();
	}

	private isFull(): boolean {
		return this.waiting.reduce((sum, { size }) => sum + size, 0) >= this.largest;
	}

	private setAlarm(): AbortController {
		const alarm = new AbortController();
		const release = () => {
			this.alarm = undefined;
			this.release();
			this.consider();
		};
		sleep(this.patienceMs, undefined, { signal: alarm.signal, ref: false }).then(release, () => undefined);
		return alarm;
	}

	private release(): void {
		this.alarm?.abort();
		this.alarm = undefined;
		const group = this.take();
		if (group.length === 0) return;
		this.underWay += 1;
		void this.process(group).finally(() => {
			this.underWay -= 1;
			this.consider();
		});
	}

	/** The first calls that go together, in the order in which they came. */
	private take(): Call[] {
		let size = 0;
		let count = 0;
		for (const one of this.waiting) {
			size += one.size;
			if (count > 0 && size > this.largest) break;
			count += 1;
		}
		return this.waiting.splice(0, count).map(({ call }) => call);
	}
}
