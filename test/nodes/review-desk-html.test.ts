import fc from 'fast-check';

import { shownAnswers, shownValue } from '../../nodes/ReviewDesk/answers';
import { DESK_COPY } from '../../nodes/ReviewDesk/copy';
import { html } from '../../nodes/ReviewDesk/html';

const COPY = DESK_COPY.en;

describe('the html tag', () => {
	it('lets no text out of an element or an attribute', () => {
		const hostile = fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '=', ' ', '好', '😀') });
		fc.assert(
			fc.property(hostile, (text) => {
				const { text: shown } = html`<p title="${text}">${text}</p>`;
				const [, attribute = '', content = ''] = /^<p title="([^"<>']*)">([^"<>']*)<\/p>$/.exec(shown) ?? [];
				const read = (escaped: string) =>
					escaped.replace(
						/&(?:lt|gt|quot|#39|amp);/g,
						(name) => ({ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' })[name] ?? '',
					);
				expect([read(attribute), read(content)]).toEqual([text, text]);
			}),
		);
	});

	it('takes pieces of its own as they are, and lists of them', () => {
		const items = ['<a>', 1, undefined].map((one) => html`<li>${one}</li>`);
		expect(
			html`<ul>
				${items}
			</ul>`.text.replace(/\s/g, ''),
		).toBe('<ul><li>&lt;a&gt;</li><li>1</li><li></li></ul>');
	});
});

describe('what a reviewer reads', () => {
	it.each<[unknown, string]>([
		[null, 'not answered'],
		['', 'not answered'],
		[0, '0'],
		[false, 'no'],
		[true, 'yes'],
		[['设计', '', true], '设计、not answered、yes'],
		[{ a: [1] }, '{"a":[1]}'],
		['**bold** <b>', '**bold** <b>'],
	])('of %j is %j', (value, shown) => {
		expect(shownValue(value, COPY)).toBe(shown);
	});

	it('is cut where somebody wrote a novel', () => {
		expect([...shownValue('好'.repeat(5000), COPY)]).toHaveLength(1000);
	});

	it('is the note, the way and each answer under its label', () => {
		const form = {
			fields: [
				{ key: 'a', label: '城市', value: '深圳' },
				{ key: 'b', value: null },
			],
		};
		expect(shownAnswers({ text: '你好', invite: { name: '海报' }, form }, COPY)).toEqual([
			{ label: 'Note or bio', value: '你好' },
			{ label: 'Came by', value: '海报' },
			{ label: '城市', value: '深圳' },
			{ label: 'b', value: 'not answered' },
		]);
		expect(shownAnswers({ form: 'oops', invite: null, text: 5 }, COPY)).toEqual([]);
	});
});
