/** Jest exports the function but not the type of its argument. */
type FakeTimersConfig = Extract<Parameters<typeof jest.useFakeTimers>[0], { doNotFake?: unknown }>;

/** Everything Jest can replace except `Date`: timers, sockets and promises go on as usual. */
const KEEP_REAL: NonNullable<FakeTimersConfig['doNotFake']> = [
	'hrtime',
	'nextTick',
	'performance',
	'queueMicrotask',
	'requestAnimationFrame',
	'cancelAnimationFrame',
	'requestIdleCallback',
	'cancelIdleCallback',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
	'setTimeout',
	'clearTimeout',
];

let isStopped = false;

/** Stops `Date` at an instant, for the nodes as for the test. */
export function stopClock(instant: Date | string): void {
	const now = new Date(instant);
	if (Number.isNaN(now.getTime())) throw new Error(`"${String(instant)}" is not an instant`);
	isStopped = true;
	jest.useFakeTimers({ now, doNotFake: KEEP_REAL });
}

/** Lets the clock run again; fake timers that a test set up by itself stay. */
export function releaseClock(): void {
	if (isStopped) jest.useRealTimers();
	isStopped = false;
}
