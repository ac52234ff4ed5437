/**
 * Preloaded into every n8n process. The launcher holds the other end of the IPC channel; when it closes, however the launcher
 * ended, n8n shuts down in an orderly way instead of staying behind.
 */
const orderlyMs = 8_000;

process.on('disconnect', () => {
	// Nobody reads our output any more, and a broken pipe must not stop the orderly end.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
	setTimeout(() => process.exit(1), orderlyMs).unref();
	process.kill(process.pid, 'SIGTERM');
});
// Waiting for the parent's end must not keep a finished command alive.
process.channel?.unref();
