import { readFileSync } from 'node:fs';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { parseStringPromise } from 'xml2js';
import { groupDays, punchCard } from '../../../community/picture/group';
import { memberCalendar } from '../../../community/picture/member';
import { milestoneCard } from '../../../community/picture/milestone';
import { bar, circle, frame, ring, roundedRect } from '../../../community/picture/path';
import { toPng } from '../../../community/picture/png';
import { toPixels } from '../../../community/picture/raster';
import { shape, text, type Picture } from '../../../community/picture/scene';
import { toSvg } from '../../../community/picture/svg';
import { outlines, scene } from './support';

const days = Array.from({ length: 28 }, (_, index) => {
	const date = `2026-02-${String(index + 1).padStart(2, '0')}`;
	const mark = ([undefined, 'made_up', 'frozen', 'paused'] as const)[index % 4];
	return { date, count: index % 3, mark };
});
const common = { today: '2026-02-20', language: 'zh-CN', theme: 'light', weekStart: 'monday' } as const;

function everyPicture(name: string): Picture[] {
	const streak = { current: 3, longest: 9, total: 1200, unit: 'day' as const };
	const member = { ...common, name, community: name, days, streak, everyDayAsks: true };
	const group = { ...common, title: name, month: '2026-02-01' };
	return [
		memberCalendar({ ...member, from: '2026-02-01', to: '2026-02-28' }),
		memberCalendar({ ...member, from: '2025-03-01', to: '2026-02-28', theme: 'dark', language: 'en' }),
		punchCard({ ...group, members: [{ name, days }], more: 2 }),
		groupDays({ ...group, days, members: 3 }),
		milestoneCard({
			...common,
			kind: 'streak',
			length: 21,
			unit: 'day',
			name,
			community: name,
			date: '2026-02-20',
			praise: name,
			next: 30,
		}),
	];
}

// Whole pictures in a test process that shares its processor.
jest.setTimeout(60_000);

describe('PNG and SVG', () => {
	beforeAll(async () => await initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm'))));

	/** Largest and mean difference of a colour channel between our pixels and those of resvg for our SVG. */
	function difference(picture: Picture): { mean: number; far: number } {
		const ours = toPixels(outlines, picture.scene);
		const theirs = new Resvg(toSvg(outlines, picture), { font: { loadSystemFonts: false } }).render();
		expect([theirs.width, theirs.height]).toEqual([ours.width, ours.height]);
		let sum = 0;
		let far = 0;
		const { pixels } = theirs;
		for (let index = 0; index < pixels.length; index += 1) {
			const off = Math.abs((pixels[index] ?? 0) - (ours.data[index] ?? 0));
			sum += off;
			if (off > 64) far += 1;
		}
		return { mean: sum / ours.data.length, far: far / ours.data.length };
	}

	it('look alike to an independent renderer that has no fonts: simple shapes', () => {
		const shapes = [
			shape(roundedRect(10.5, 8.25, 90, 60, 14), '#3fae68'),
			shape(circle(150, 45, 33.3), '#e8590c80'),
			shape(frame(200, 10, 70, 70, 16, 5), '#14201a'),
			shape(ring(320, 50, 40, 9, 0.7), '#4f9fe3'),
			shape(bar(360, 10, 395, 90, 6), '#14201a'),
			// Reaches over the edges.
			shape(circle(400, 100, 30), '#f2a33a'),
			shape(circle(-5, 0, 20), '#f2a33a'),
		];
		const { mean, far } = difference({ scene: scene(shapes), alt: '', title: '' });
		expect(mean).toBeLessThan(0.3);
		expect(far).toBeLessThan(0.0005);
	});

	it('look alike to an independent renderer that has no fonts: text and emoji', () => {
		const line = text('打卡 21 天 Ag 🔥👩🏽‍🚀🇨🇳', 10, 70, 48, '#14201a');
		const { mean, far } = difference({ scene: scene([line], 600), alt: '', title: '' });
		expect(mean).toBeLessThan(0.8);
		expect(far).toBeLessThan(0.002);
	});

	it.each(everyPicture('小雨🌧️').map((picture) => [picture.title, picture] as const))(
		'look alike to an independent renderer that has no fonts: %s',
		(_title, picture) => {
			const { mean, far } = difference(picture);
			expect(mean).toBeLessThan(0.5);
			expect(far).toBeLessThan(0.001);
		},
	);

	it('the PNG is one that another decoder reads, of the size that was said', async () => {
		const [picture] = everyPicture('小雨');
		if (picture === undefined) throw new Error('there is no picture');
		const pixels = toPixels(outlines, picture.scene);
		const decoded = PNG.sync.read(await toPng(pixels));
		expect([decoded.width, decoded.height]).toEqual([1080, picture.scene.height]);
		expect(Buffer.compare(decoded.data, Buffer.from(pixels.data))).toBe(0);
	});

	it('any name gives SVG that parses, with the words for screen readers, and pixels', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (name) => {
				for (const picture of everyPicture(name)) {
					const { svg } = (await parseStringPromise(toSvg(outlines, picture))) as {
						svg: { $: Record<string, string>; title: { _: string }[]; desc: { _: string }[] };
					};
					expect(svg.$).toMatchObject({ role: 'img', 'aria-labelledby': 'title desc' });
					expect(svg.desc[0]?._).not.toBe('');
					expect(toPixels(outlines, picture.scene).width).toBe(1080);
				}
			}),
			{ numRuns: 8 },
		);
	});

	it('what a member is called is data in SVG', () => {
		const [picture] = everyPicture('</title><script>alert(1)</script>&\u0000"');
		const svg = picture === undefined ? '' : toSvg(outlines, picture);
		expect(svg).toContain('&#60;script&#62;');
		expect(svg).not.toContain('<script');
		expect(svg).not.toContain('\u0000');
	});

	it('an outline is in the SVG once, however often it is written', () => {
		const svg = toSvg(outlines, { scene: scene([text('打打打卡', 0, 60, 40, '#000000')]), alt: 'a', title: 't' });
		expect(svg.match(/<path id="g6253"/g)).toHaveLength(1);
		expect(svg.match(/<use href="#g6253"/g)).toHaveLength(3);
	});
});
