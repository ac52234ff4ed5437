import { parseArgs } from 'node:util';
import { startDemoGroup } from './server.ts';

const USAGE = `node main.ts [--port 8090] [--host 127.0.0.1] [--token 123:ABC] [--data-file chat.json] [--editor-url http://…]
Starts the demo group and prints one line of JSON: {"url","botToken","groupId","adminGroupId"}.`;

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '8090' },
		host: { type: 'string', default: '127.0.0.1' },
		token: { type: 'string' },
		'data-file': { type: 'string' },
		'editor-url': { type: 'string' },
		help: { type: 'boolean', default: false },
	},
});

if (values.help) console.log(USAGE);
else {
	const { token, 'data-file': dataFile, 'editor-url': editorUrl } = values;
	const { close, ...facts } = await startDemoGroup({
		port: Number(values.port),
		host: values.host,
		...(token !== undefined && { token }),
		...(dataFile !== undefined && { dataFile }),
		...(editorUrl !== undefined && { editorUrl }),
	});
	console.log(JSON.stringify(facts));
	const stop = () => void close().then(() => process.exit(0));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}
