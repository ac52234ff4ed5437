import { ensureChromium, findChromium, type Machine } from '../../tools/chromium';

/** A machine with some executables, which apt-get may add to. */
function machine({ files = [] as string[], env = {}, root = false, apt = false, aptWorks = true }): Machine & {
	readonly commands: string[];
} {
	const commands: string[] = [];
	const executables = new Set(files);
	return {
		env,
		commands,
		isExecutable: (file) => executables.has(file),
		isRoot: () => root,
		hasApt: () => apt,
		run(command, args) {
			commands.push([command, ...args].join(' '));
			if (aptWorks && args[0] === 'install') executables.add('/usr/bin/chromium');
			return aptWorks;
		},
	};
}

describe('finding Chromium', () => {
	it('prefers what CHROMIUM_PATH says', () => {
		const env = { CHROMIUM_PATH: '/opt/chrome' };
		expect(findChromium(machine({ env, files: ['/opt/chrome', '/usr/bin/chromium'] }))).toBe('/opt/chrome');
	});

	it('does not silently take another browser when CHROMIUM_PATH is wrong', () => {
		const env = { CHROMIUM_PATH: '/opt/chrome' };
		expect(() => findChromium(machine({ env, files: ['/usr/bin/chromium'] }))).toThrow('/opt/chrome');
	});

	it('looks in the usual places, then along the search path', () => {
		expect(findChromium(machine({ files: ['/usr/bin/chromium-browser'] }))).toBe('/usr/bin/chromium-browser');
		const env = { PATH: '/bin:/opt/google/bin' };
		expect(findChromium(machine({ env, files: ['/opt/google/bin/google-chrome'] }))).toBe(
			'/opt/google/bin/google-chrome',
		);
		expect(findChromium(machine({ env }))).toBeUndefined();
	});
});

describe('making sure of Chromium', () => {
	it('installs nothing where one is found', () => {
		const debian = machine({ files: ['/usr/bin/chromium'], root: true, apt: true });
		expect(ensureChromium(debian)).toBe('/usr/bin/chromium');
		expect(debian.commands).toEqual([]);
	});

	it('installs the browser and Chinese fonts as root on Debian', () => {
		const debian = machine({ root: true, apt: true });
		expect(ensureChromium(debian)).toBe('/usr/bin/chromium');
		expect(debian.commands).toEqual([
			'apt-get update',
			'apt-get install --yes --no-install-recommends chromium fonts-noto-cjk',
		]);
	});

	it.each([
		['without root', { apt: true }],
		['without apt-get', { root: true }],
	])('asks for it %s and touches nothing', (_name, options) => {
		const bare = machine(options);
		expect(() => ensureChromium(bare)).toThrow(/CHROMIUM_PATH/);
		expect(bare.commands).toEqual([]);
	});

	it('asks for it when the installation fails', () => {
		expect(() => ensureChromium(machine({ root: true, apt: true, aptWorks: false }))).toThrow(/apt-get install/);
	});
});
