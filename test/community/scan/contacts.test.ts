import { findContacts } from '../../../community/scan/contacts';
import { normalise } from '../../../community/scan/normalise';

const contacts = (text: string) => findContacts(normalise(text)).map(({ kind, saw }) => [kind, saw]);

describe('findContacts', () => {
	test.each([
		['打我电话13812345678', 'phone', '13812345678'],
		['call +86 138 1234 5678', 'phone', '+86 138 1234 5678'],
		['my number is +44 20 7946 0958', 'phone', '+44 20 7946 0958'],
		['打一三八一二三四五六七八', 'phone', '一三八一二三四五六七八'],
		['微信：abc_7788', 'wechat', '微信：abc_7788'],
		['➕ＶＸ：ｍｏｎｅｙ６６６', 'wechat', 'ＶＸ：ｍｏｎｅｙ６６６'],
		['V.X.号 a.b.c.5.5.6.6.7', 'wechat', 'V.X.号 a.b.c.5.5.6.6.7'],
		['QQ：2839475610', 'qq', 'QQ：2839475610'],
		['加企鹅群 567812390', 'qq', '企鹅群 567812390'],
		['Telegram @linda_fx', 'messenger', 'Telegram @linda_fx'],
		['ask @linda_fx about it', 'handle', '@linda_fx'],
		['发到 zhangsan@163.com 谢谢', 'email', 'zhangsan@163.com'],
	])('%s holds a %s', (text, kind, saw) => {
		expect(contacts(text)).toEqual([[kind, saw]]);
	});

	test.each([
		['an order', '订单号是13800138000123，已付款'],
		['a parcel', '快递单号 SF1234567890123'],
		['a price', '3999元，256G'],
		['a tracking number inside a link', 'https://a.com/13812345678'],
		['counting', '一二三四五六七八九'],
		['a year', '二零二四年'],
		['WeChat without an id', '老师我加您微信了'],
		['a version', '2.14.1378'],
		['nothing', ''],
	])('%s is none: %s', (_what, text) => {
		expect(contacts(text)).toEqual([]);
	});
});
