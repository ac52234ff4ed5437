import { findLinks, leadsTo } from '../../../community/scan/links';
import { normalise } from '../../../community/scan/normalise';

const links = (text: string) => findLinks(normalise(text));

describe('findLinks', () => {
	test.each([
		['https://example.com/a?b=1', 'example.com', false],
		['看看abc.com吧', 'abc.com', false],
		['ｗｗｗ．ｂｅｔ３６５ｖｉｐ．ｃｏｍ 充值', 'bet365vip.com', false],
		['http://10.0.0.7/login', '10.0.0.7', false],
		['https://中文.com/a', '中文.com', false],
		['搜 6688点com', '6688.com', true],
		['win88。xyz', 'win88.xyz', true],
		['abc [dot] com', 'abc.com', true],
		['b e t 8 8 点 c o m', 'bet88.com', true],
		['hxxp://evil.club/a', 'evil.club', true],
	])('%s is a link to %s', (text, domain, hidden) => {
		expect(links(text)).toMatchObject([{ kind: 'link', domain, hidden }]);
	});

	test.each([
		'https://t.me/+AbCdEfGh12345',
		'https://t.me/joinchat/AAAAAEk3xyz',
		't点me/+x8Yz2kLmNo',
		't . me / +x8Yz2kLmNo',
		'т.мe/+x8Yz2kLmNo',
		'https://chat.whatsapp.com/Hk2LmN0pQrStUvWxYz',
		'discord.gg/Xy7Zab',
		'https://discord.com/invite/Xy7Zab',
		'https://u.wechat.com/EHx9k3LmN0pQ',
		'https://weixin.qq.com/g/AwYAAabc',
		'https://work.weixin.qq.com/gm/8f3b2c1d0e',
		'https://qm.qq.com/q/kQ8dPz3abc',
		'line.me/ti/g/AbC123xyz',
		'tg://join?invite=abc',
	])('%s invites elsewhere', (text) => {
		expect(links(`来 ${text} 吧`)).toContainEqual(expect.objectContaining({ kind: 'invite' }));
	});

	test.each([
		'README.md and main.py',
		'3.14',
		'ok... fine',
		'come to dinner. Me and Tom',
		'192.168.1.103',
		'2.14.1378',
		'',
	])('%s holds none', (text) => {
		expect(links(text)).toEqual([]);
	});

	test('articles of official accounts are links, no invitations', () => {
		expect(links('https://mp.weixin.qq.com/s/3kXbF0yTn1a2')).toMatchObject([{ kind: 'link', domain: 'qq.com' }]);
	});
});

describe('leadsTo', () => {
	test.each([
		['https://docs.example.com/a', 'example.com', true],
		['https://docs.example.com/a', 'docs.example.com', true],
		['https://example.com/a', 'docs.example.com', false],
		['https://notexample.com/a', 'example.com', false],
		['https://example.com.evil.net/a', 'example.com', false],
	])('%s below %s: %s', (text, domain, expected) => {
		expect(links(text).map((link) => leadsTo(link, new Set([domain])))).toEqual([expected]);
	});
});
