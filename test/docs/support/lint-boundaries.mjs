// Reads [{ file, code }] from stdin and writes, for each, what the boundary rule says about the code in that file.
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const eslint = new ESLint({
	ruleFilter: ({ ruleId }) => ruleId === 'boundaries/dependencies',
	// The rule needs no types, and without them no TypeScript program is built.
	overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
});

const reports = [];
for (const { file, code } of JSON.parse(await text(process.stdin))) {
	const [result] = await eslint.lintText(code, { filePath: file });
	reports.push(result.messages.map(({ message }) => message));
}
process.stdout.write(JSON.stringify(reports));
