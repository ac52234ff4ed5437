import fc from 'fast-check';
import { outboundMessageSchema, type OutboundMessage } from '../../../community/message';
import type { BinaryFile } from '../../../platforms/platform';
import { wireRequest } from '../../../platforms/telegram/bot-call';
import { encodeMessage } from '../../../platforms/telegram/encode';
import { cut, plain, type Entity } from '../../../platforms/telegram/rich-text';

type Input = Omit<OutboundMessage, 'format' | 'to'> & Partial<Pick<OutboundMessage, 'format' | 'to'>>;

const GROUP = { kind: 'group' as const, id: '-1001234567890' };
const PNG: BinaryFile = { data: Buffer.from('89504e470d0a1a0a', 'hex'), fileName: 'p.png', mimeType: 'image/png' };
const files = async (): Promise<BinaryFile> => PNG;

const encode = (message: Input) => encodeMessage({ format: 'plain', to: GROUP, ...message }, files);

async function sentText(message: Input) {
	const { call, degraded } = await encode(message);
	if (call.method !== 'sendMessage') throw new Error(`unexpected ${call.method}`);
	const { text, entities = [] } = call.params;
	const shown = entities.map((entity) => [entity.type, text.slice(entity.offset, entity.offset + entity.length)]);
	return { text, entities, shown, degraded, params: call.params };
}

function mentionIds(entities: readonly Entity[]): number[] {
	return entities.flatMap((entity) => (entity.type === 'text_mention' ? [entity.user.id] : []));
}

describe('mentions', () => {
	test('link the name where it stands, counted in UTF-16 units', async () => {
		const { params } = await sentText({ text: '🎉 欢迎 @小明🐼！', mentions: [{ id: '7', name: '小明🐼' }] });
		expect(params).toEqual({
			chat_id: -1001234567890,
			text: '🎉 欢迎 @小明🐼！',
			entities: [{ type: 'text_mention', offset: 6, length: 5, user: { id: 7, is_bot: false, first_name: '小明🐼' } }],
		});
	});

	test('members of one name take one place each, long names before short ones', async () => {
		const { entities, shown } = await sentText({
			text: '@Ann @Anna @Ann',
			mentions: [
				{ id: '1', name: 'Ann' },
				{ id: '2', name: 'Anna' },
				{ id: '3', name: 'Ann' },
			],
		});
		expect(shown).toEqual([
			['text_mention', '@Ann'],
			['text_mention', '@Anna'],
			['text_mention', '@Ann'],
		]);
		expect(mentionIds(entities)).toEqual([1, 2, 3]);
	});

	test('a mention that the text does not show is put in front', async () => {
		const { text, shown } = await sentText({ text: 'hi @Annabel', mentions: [{ id: '1', name: 'Ann' }] });
		expect(text).toBe('@Ann hi @Annabel');
		expect(shown).toEqual([['text_mention', '@Ann']]);
	});

	test('in Chinese a name ends where it ends', async () => {
		const { text, shown } = await sentText({ text: '@小明你好', mentions: [{ id: '1', name: '小明' }] });
		expect([text, shown]).toEqual(['@小明你好', [['text_mention', '@小明']]]);
	});

	test('everybody, and ids that are not Telegram’s, are listed as degraded', async () => {
		const { text, entities, degraded } = await sentText({
			text: '@Bo hi',
			mentions: ['all', { id: 'ou_1', name: 'Bo' }],
		});
		expect([text, entities]).toEqual(['@Bo hi', []]);
		expect(degraded).toEqual([expect.stringMatching(/everybody/), expect.stringMatching(/@Bo/)]);
	});

	test('a name is data in Markdown too, and is linked beside code rather than in it', async () => {
		const { text, shown } = await sentText({
			format: 'markdown',
			text: '**hi @*a*_b_** `@Bo`',
			mentions: [
				{ id: '1', name: '*a*_b_' },
				{ id: '2', name: 'Bo' },
			],
		});
		expect(text).toBe('@Bo hi @*a*_b_ @Bo');
		expect(shown).toEqual([
			['text_mention', '@Bo'],
			['bold', 'hi @*a*_b_'],
			['text_mention', '@*a*_b_'],
			['code', '@Bo'],
		]);
	});

	test('always point exactly at the name, for any names and text', async () => {
		const name = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 12 }));
		const mention = fc.record({ id: fc.integer({ min: 1, max: 40 }).map(String), name });
		const parts = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), mention), { maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(parts, fc.array(mention, { maxLength: 3 }), async (pieces, others) => {
				const mentions = [...pieces.filter((piece) => typeof piece !== 'string'), ...others];
				const text = pieces.map((piece) => (typeof piece === 'string' ? piece : `@${piece.name}`)).join('');
				fc.pre(text.trim() !== '' || mentions.length > 0);
				const sent = await sentText({ text, mentions });
				const byId = new Map(mentions.map(({ id, name }) => [id, name] as const).reverse());
				expect(mentionIds(sent.entities).map(String).sort()).toEqual([...byId.keys()].sort());
				for (const entity of sent.entities) {
					if (entity.type !== 'text_mention') continue;
					const label = (byId.get(String(entity.user.id)) ?? '').trim() || String(entity.user.id);
					expect(sent.text.slice(entity.offset, entity.offset + entity.length)).toBe(`@${label}`);
				}
				const ends = sent.entities.map(({ offset, length }) => [offset, offset + length]);
				for (const [index, [start]] of ends.entries()) {
					if (index > 0) expect(start).toBeGreaterThanOrEqual(ends[index - 1]?.[1] ?? 0);
				}
			}),
		);
	});
});

describe('Markdown', () => {
	test('plain text is never formatting', async () => {
		const text = '**no** _no_ `no` [no](https://x.y) <b>no</b> \\* # no';
		expect(await sentText({ text })).toMatchObject({ text, entities: [] });
	});

	test('bold, italic, strike, code, links, headings and lists become entities', async () => {
		const source = [
			'# 标题 🎉',
			'',
			'**粗 _both_** ~~old~~ `x*y` [去](https://t.me/a?b=1&c=2) \\*',
			'second line',
			'',
			'- one',
			'- two',
			'  1. inner',
			'',
			'```js',
			'a < b',
			'```',
		].join('\n');
		const { text, shown, entities } = await sentText({ format: 'markdown', text: source });
		expect(text).toBe('标题 🎉\n\n粗 both old x*y 去 *\nsecond line\n\n• one\n• two\n  1. inner\n\na < b');
		expect(shown).toEqual([
			['bold', '标题 🎉'],
			['bold', '粗 both'],
			['italic', 'both'],
			['strikethrough', 'old'],
			['code', 'x*y'],
			['text_link', '去'],
			['pre', 'a < b'],
		]);
		expect(entities.find(({ type }) => type === 'text_link')).toMatchObject({ url: 'https://t.me/a?b=1&c=2' });
		expect(entities.find(({ type }) => type === 'pre')).toMatchObject({ language: 'js' });
	});

	test('everything else is shown as it was written', async () => {
		for (const text of [
			'> quote',
			'<b>x</b>',
			'|a|b|\n|-|-|\n|1|2|',
			'[x](javascript:alert(1))',
			'![alt](https://x.y/z.png)',
		]) {
			expect(await sentText({ format: 'markdown', text })).toMatchObject({ text, entities: [] });
		}
	});

	test('any text gives entities inside the text', async () => {
		const source = fc.array(
			fc.constantFrom(
				'*',
				'**',
				'_',
				'`',
				'~~',
				'[',
				'](https://a.b)',
				'\n',
				'- ',
				'# ',
				'你',
				'🎉',
				'a',
				' ',
				'> ',
				'|',
			),
			{
				minLength: 1,
				maxLength: 40,
			},
		);
		await fc.assert(
			fc.asyncProperty(source, async (pieces) => {
				const { text, entities } = await sentText({ format: 'markdown', text: `x${pieces.join('')}` });
				for (const { offset, length } of entities) {
					expect(length).toBeGreaterThan(0);
					expect(offset + length).toBeLessThanOrEqual(text.length);
				}
			}),
		);
	});
});

describe('length', () => {
	test('text beyond 4096 units is cut at a word, says so, and keeps buttons, link and card', async () => {
		const { text, degraded, params } = await sentText({
			text: 'word '.repeat(1000),
			link: { title: 'Apply', url: 'https://x.y/apply' },
			buttons: [{ text: 'Yes', value: 'y' }],
		});
		expect(text.length).toBeLessThanOrEqual(4096);
		expect(text).toMatch(/word…\n\nApply\nhttps:\/\/x\.y\/apply$/);
		expect(degraded).toEqual(['text: cut to 4096 of 5025 characters']);
		expect(params.reply_markup).toBeDefined();
	});

	test('mentions that are cut off are listed', async () => {
		const { degraded } = await sentText({ text: `${'字'.repeat(4096)}@小明`, mentions: [{ id: '1', name: '小明' }] });
		expect(degraded).toEqual([expect.stringMatching(/^text: cut/), expect.stringMatching(/^mentions: 1/)]);
	});

	test('a cut never exceeds the limit, halves a character or moves an entity', () => {
		const text = fc.string({
			unit: fc.oneof(
				fc.constantFrom('👨‍👩‍👧', '🇨🇳', 'e\u0301', '字', ' ', '\n', 'ab'),
				fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }),
			),
			maxLength: 60,
		});
		fc.assert(
			fc.property(text, fc.integer({ min: 1, max: 60 }), (source, limit) => {
				const whole = plain(source);
				const result = cut({ ...whole, entities: [{ type: 'bold', offset: 0, length: whole.text.length }] }, limit);
				expect(result.text.length).toBeLessThanOrEqual(limit);
				expect(result.text).not.toMatch(/\p{Surrogate}/u);
				if (whole.text.length > limit) expect(result.text.endsWith('…')).toBe(true);
				expect(whole.text.startsWith(result.text.replace(/…$/, ''))).toBe(true);
				for (const { offset, length } of result.entities)
					expect(offset + length).toBeLessThanOrEqual(result.text.length);
			}),
		);
	});

	test('a family emoji is kept whole or dropped whole', () => {
		expect(cut(plain('ab👨‍👩‍👧cd'), 6).text).toBe('ab…');
		expect(cut(plain('ab👨‍👩‍👧cdefg'), 12).text).toBe('ab👨‍👩‍👧c…');
	});

	test('half a surrogate pair becomes U+FFFD, because no UTF-8 can carry it', async () => {
		expect((await sentText({ text: 'a\uD83Db' })).text).toBe('a\uFFFDb');
	});
});

describe('pictures', () => {
	test.each([
		[{ url: 'https://x.y/p.png' }, 'https://x.y/p.png'],
		[{ mediaId: 'AgACAgUAAx' }, 'AgACAgUAAx'],
	])('%j goes with its caption', async (image, photo) => {
		const { call } = await encode({ image, text: '早 @Bo', mentions: [{ id: '2', name: 'Bo' }] });
		expect(call).toMatchObject({
			method: 'sendPhoto',
			params: {
				chat_id: -1001234567890,
				photo,
				caption: '早 @Bo',
				caption_entities: [{ type: 'text_mention', offset: 2 }],
			},
		});
	});

	test('a file travels as a multipart form', async () => {
		const { call } = await encode({ image: { binary: 'data' }, text: '早', buttons: [{ text: 'Go', value: 'go' }] });
		const request = wireRequest(call);
		if (request.body?.kind !== 'form') throw new Error('expected a form');
		// eslint-disable-next-line @typescript-eslint/no-deprecated -- undici warns of servers; this reads what the test itself has sent
		const parsed = await new Response(request.body.value).formData();
		expect(parsed.get('chat_id')).toBe('-1001234567890');
		expect(parsed.get('photo')).toBe('attach://picture');
		expect(JSON.parse(parsed.get('reply_markup') as string)).toEqual({
			inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]],
		});
		const file = parsed.get('picture');
		if (!(file instanceof Blob)) throw new Error('expected a file');
		expect(file.type).toBe('image/png');
		expect(Buffer.from(await file.arrayBuffer())).toEqual(Buffer.from(PNG.data));
	});

	test('a text too long for a caption goes first, the picture follows', async () => {
		const encoded = await encode({
			image: { mediaId: 'm' },
			text: '字'.repeat(1025),
			buttons: [{ text: 'a', value: 'b' }],
		});
		expect(encoded.call).toMatchObject({ method: 'sendMessage', params: { reply_markup: expect.anything() } });
		expect(encoded.picture).toEqual({ method: 'sendPhoto', params: { chat_id: -1001234567890, photo: 'm' } });
		expect(encoded.degraded).toEqual([expect.stringMatching(/^picture/)]);
	});

	test('a file that cannot be read, is missing or too large is refused with its name', async () => {
		const message = outboundMessageSchema.parse({ to: GROUP, image: { binary: 'data' } });
		await expect(encodeMessage(message)).rejects.toThrow(/"data"/);
		await expect(encodeMessage(message, () => Promise.reject(new Error('no field')))).rejects.toThrow(/no field/);
		const large = { ...PNG, data: new Uint8Array(10_000_001) };
		await expect(encodeMessage(message, async () => large)).rejects.toThrow(/10 MB/);
		await expect(encode({ image: {} })).rejects.toThrow(/picture/);
	});
});

describe('buttons', () => {
	test('short ones share a row, long ones have their own', async () => {
		const texts = ['通过', '拒绝', '这是一个很长的按钮说明文字', 'OK', 'No', 'Yes'];
		const { params } = await sentText({ text: 'x', buttons: texts.map((text) => ({ text, value: text })) });
		expect(params.reply_markup?.inline_keyboard.map((row) => row.map(({ text }) => text))).toEqual([
			['通过', '拒绝'],
			['这是一个很长的按钮说明文字'],
			['OK', 'No'],
			['Yes'],
		]);
	});

	test('64 bytes of value pass, 65 are refused with the button’s name', async () => {
		await expect(encode({ text: 'x', buttons: [{ text: 'b', value: '字'.repeat(21) + 'a' }] })).resolves.toBeDefined();
		await expect(encode({ text: 'x', buttons: [{ text: '好的', value: '字'.repeat(21) + 'ab' }] })).rejects.toThrow(
			/"好的" is 65 bytes/,
		);
	});

	test('a link wins over a value and says so; neither is refused', async () => {
		const { params, degraded } = await sentText({
			text: 'x',
			buttons: [{ text: 'b', url: 'https://x.y', value: 'v' }],
		});
		expect(params.reply_markup).toEqual({ inline_keyboard: [[{ text: 'b', url: 'https://x.y' }]] });
		expect(degraded).toEqual([expect.stringContaining('"b"')]);
		await expect(encode({ text: 'x', buttons: [{ text: 'b' }] })).rejects.toThrow(/neither a link nor a value/);
	});
});

describe('link and card', () => {
	test('are readable blocks below the text, with the link’s own preview', async () => {
		const { text, shown, params, degraded } = await sentText({
			text: 'Hi',
			link: { title: '报名', description: '三月营', url: 'https://x.y/f', thumbnail: 'https://x.y/t.png' },
			card: { title: '新申请', body: '小明 <b>', fields: [{ label: '分数', value: '80' }] },
		});
		expect(text).toBe('Hi\n\n报名\n三月营\nhttps://x.y/f\n\n新申请\n小明 <b>\n分数: 80');
		expect(shown).toEqual([
			['text_link', '报名'],
			['bold', '新申请'],
			['bold', '分数:'],
		]);
		expect(params.link_preview_options).toEqual({ url: 'https://x.y/f' });
		expect(degraded).toEqual([expect.stringMatching(/thumbnail/)]);
	});
});

describe('replies and changes', () => {
	test('replyTo answers under a message, even if that has gone', async () => {
		const { params } = await sentText({ text: 'x', replyTo: '42' });
		expect(params.reply_parameters).toEqual({ message_id: 42, allow_sending_without_reply: true });
		await expect(encode({ text: 'x', replyTo: 'm42' })).rejects.toThrow(/"m42"/);
	});

	test('replaces changes text, picture or only the buttons', async () => {
		const target = { chat_id: -1001234567890, message_id: 9 };
		expect((await encode({ replaces: '9', text: '✅', buttons: [] })).call).toEqual({
			method: 'editMessageText',
			params: { ...target, text: '✅' },
		});
		expect((await encode({ replaces: '9', text: 'c', image: { mediaId: 'm' } })).call).toEqual({
			method: 'editMessageMedia',
			params: { ...target, media: { type: 'photo', media: 'm', caption: 'c' } },
		});
		expect((await encode({ replaces: '9', buttons: [] })).call).toEqual({
			method: 'editMessageReplyMarkup',
			params: target,
		});
		await expect(encode({ replaces: '9' })).rejects.toThrow(/nothing to change/);
	});

	test('the answer to a button is text of at most 200 units; the rest is listed', async () => {
		const to = { kind: 'reply' as const, id: '5302', handle: 'telegram.callback' };
		expect(await encode({ to, text: '已通过' })).toEqual({
			call: { method: 'answerCallbackQuery', params: { callback_query_id: '5302', text: '已通过' } },
			degraded: [],
		});
		const long = await encode({
			to,
			text: '字'.repeat(300),
			image: { mediaId: 'm' },
			buttons: [{ text: 'a', value: 'b' }],
			mentions: ['all'],
		});
		expect(long.call).toMatchObject({ params: { text: `${'字'.repeat(199)}…`, show_alert: true } });
		expect(long.degraded.map((phrase) => phrase.split(':')[0])).toEqual(['text', 'picture', 'buttons', 'mentions']);
	});

	test('somebody who asked to join is written to by their reply handle; other platforms’ handles are refused', async () => {
		const to = { kind: 'reply' as const, id: '123', handle: 'telegram.user_chat' };
		expect((await encode({ to, text: 'x' })).call).toMatchObject({ method: 'sendMessage', params: { chat_id: 123 } });
		await expect(encode({ to: { ...to, handle: 'wecom.welcome' }, text: 'x' })).rejects.toThrow(/wecom\.welcome/);
	});

	test('nothing to send and ids that are not Telegram’s are refused', async () => {
		await expect(encode({ text: '  ' })).rejects.toThrow(/nothing to send/);
		await expect(encode({ to: { kind: 'group', id: 'oc_123' }, text: 'x' })).rejects.toThrow(/"oc_123"/);
	});
});
