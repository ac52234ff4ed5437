/**
 * A failure ordered by a test: `times` calls of `method` ('*' for any) fail so.
 * `performed`: the call takes effect first and only its answer is lost, the case that makes clients send twice.
 */
export interface Fault {
	method: string;
	times: number;
	kind: 'error' | 'rate-limit' | 'reset' | 'delay';
	errorCode: number;
	description: string;
	/** Seconds. */
	retryAfter: number;
	/** Milliseconds. */
	delayMs: number;
	performed: boolean;
}

/** The failures still to come, first ordered first served. */
export class Faults {
	private waiting: Fault[] = [];

	list(): Fault[] {
		return this.waiting.map((fault) => ({ ...fault }));
	}

	add(fault: Fault): void {
		this.waiting.push({ ...fault });
	}

	clear(): void {
		this.waiting = [];
	}

	/** The failure for this call, counted down. */
	take(method: string): Fault | undefined {
		const wanted = method.toLowerCase();
		const fault = this.waiting.find((candidate) => ['*', wanted].includes(candidate.method.toLowerCase()));
		if (!fault) return undefined;
		fault.times -= 1;
		this.waiting = this.waiting.filter((candidate) => candidate.times > 0);
		return { ...fault };
	}
}
