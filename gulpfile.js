const { dest, parallel, src } = require('gulp');
const { buildVerifier } = require('./tools/build-verifier');

/** Copies what the bundler does not touch, byte for byte: `encoding: false` keeps PNGs whole. */
const copy = (from, to) => () => src(from, { encoding: false, allowEmpty: true }).pipe(dest(to));

const icons = parallel(
	copy('nodes/**/*.{svg,png}', 'dist/nodes'),
	copy('credentials/**/*.{svg,png}', 'dist/credentials'),
);
const codex = copy('nodes/**/*.node.json', 'dist/nodes');
const schemas = copy('nodes/**/__schema__/**/*.json', 'dist/nodes');

/** What members check the proof of a lottery with: a page, and a command in two languages. */
const verifier = async () => buildVerifier();

exports.build = parallel(icons, codex, schemas, verifier);
