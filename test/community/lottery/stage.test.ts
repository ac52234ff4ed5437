import fc from 'fast-check';
import { maskName } from '../../../community/lottery/stage/mask';
import { stagePage } from '../../../community/lottery/stage/page';
import { stageOf, type DrawnLottery, type Stage } from '../../../community/lottery/stage/stage';

const DRAWN: DrawnLottery = {
	title: '春日福利抽奖',
	language: 'zh-CN',
	entrants: 3,
	listHash: 'ab'.repeat(32),
	seed: 'cd'.repeat(32),
	drawnAt: '2026-06-03 20:00',
	verifyAt: '',
	names: ['张小明', '李雷', 'Ann'],
	prizes: [
		{ tierId: 'a', name: '大奖' },
		{ tierId: 'b', name: '小奖' },
		{ tierId: 'c', name: '没人中的奖' },
	],
	winners: [
		{ place: 3, tierId: 'b', name: 'Ann' },
		{ place: 1, tierId: 'a', name: '张小明' },
		{ place: 2, tierId: 'b', name: '李雷' },
	],
	isMasked: false,
};

const dataOf = (page: string): Stage => {
	const [, json = ''] = /<script type="application\/json" id="stage">([^]*?)<\/script>/.exec(page) ?? [];
	return JSON.parse(json) as Stage;
};

describe('maskName', () => {
	it.each([
		['张小明', '张*明'],
		['李雷', '李*'],
		['欧阳小明', '欧**明'],
		['Alexander', 'A***r'],
		['明', '*'],
		['👨‍👩‍👧小👩🏽', '👨‍👩‍👧*👩🏽'],
		['  ', ''],
	])('masks %s as %s', (name, masked) => expect(maskName(name)).toBe(masked));

	it('never shows more than the first and the last letter', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 3, maxLength: 30 }), (name) => {
				fc.pre(name.trim() === name && !name.includes('*'));
				const letters = Array.from(new Intl.Segmenter('zh-CN').segment(name));
				fc.pre(letters.length > 2);
				expect(maskName(name)).toMatch(/\*{1,3}/);
				expect(maskName(name).replace(/\*+/, '')).toBe(`${letters[0]?.segment ?? ''}${letters.at(-1)?.segment ?? ''}`);
			}),
		);
	});
});

describe('the page for the stage', () => {
	it('shows the prizes that were won, from the least to the grand prize, winners in the order of the draw', () => {
		expect(stageOf(DRAWN).tiers).toEqual([
			{
				prize: '小奖',
				winners: [
					{ name: '李雷', masked: '李*' },
					{ name: 'Ann', masked: 'A*n' },
				],
			},
			{ prize: '大奖', winners: [{ name: '张小明', masked: '张*明' }] },
		]);
	});

	it('holds masked names alone where it is asked to', () => {
		const page = stagePage(stageOf({ ...DRAWN, isMasked: true }));
		expect(page).not.toMatch(/张小明|李雷|Ann/);
		expect(dataOf(page).rolling.map(({ masked }) => masked)).toEqual(['张*明', '李*', 'A*n']);
	});

	it('rolls at most 400 names, from the whole list', () => {
		const names = Array.from({ length: 100_000 }, (_none, n) => `n${n}`);
		const { rolling } = stageOf({ ...DRAWN, names });
		expect([rolling.length, rolling[0]?.name, rolling[399]?.name]).toEqual([400, 'n0', 'n99750']);
		expect(stageOf({ ...DRAWN, names: ['a'] }).rolling).toHaveLength(1);
	});

	it('lets nothing in but its own script and style, asks no network, and says that it draws nothing', () => {
		const page = stagePage(stageOf(DRAWN));
		expect(page).toMatch(/default-src &#39;none&#39;; script-src &#39;sha256-[^ ]+; style-src &#39;sha256-/);
		expect(page).not.toMatch(/https?:|\bsrc=|\bhref=|url\(|@import|fetch\(|Math\.random/);
		expect(page).toContain('本页只揭晓，不抽取');
		expect(page).toContain(DRAWN.listHash);
		expect(stagePage(stageOf({ ...DRAWN, language: 'en' }))).toContain('This page reveals it and draws nothing');
	});

	it('keeps hostile names and titles as text', () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom('<', '/script>', '!--', '<script>', '"', "'", '&', '\\', '\u2028', '张', '${x}'), {
					minLength: 1,
					maxLength: 8,
				}),
				(parts) => {
					const name = parts.join('');
					const hostile = {
						...DRAWN,
						title: name,
						verifyAt: name,
						names: [name],
						winners: [{ place: 1, tierId: 'a', name }],
					};
					const page = stagePage(stageOf(hostile));
					expect(dataOf(page)).toEqual(stageOf(hostile));
					expect(page.match(/<script/g)).toHaveLength(3);
					expect(page.match(/<\/script>/g)).toHaveLength(3);
				},
			),
		);
	});
});
