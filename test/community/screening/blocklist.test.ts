import { DomainError } from '../../../community/domain-error';
import {
	blocklistEntry,
	blocklistHits,
	blocklistKeys,
	type BlocklistEntry,
	type BlockKind,
} from '../../../community/screening/blocklist';

const NOW = '2026-03-01T08:00:00Z';
const view = { communityId: 'shenzhen', subscribedTo: ['hangzhou'], now: NOW };
const entry = (kind: BlockKind, value: string, more: Partial<BlocklistEntry> = {}): BlocklistEntry =>
	blocklistEntry({ kind, value, addedBy: 'op', at: '2026-01-01T00:00:00Z', listOwner: 'shenzhen', ...more });
const applicant = {
	platform: 'telegram',
	memberId: '7',
	name: '小雨 加微·信🌸',
	phone: '138 0013 8000',
	email: 'R.ain@gmail.com',
	unionId: 'oABC',
};

describe('the blocklist', () => {
	test.each<[BlockKind, string, boolean]>([
		['member', 'telegram:7', true],
		['member', 'wecom:7', false],
		['phone', '+8613800138000', true],
		['phone', '13900139000', false],
		['email', 'rain+x@googlemail.com', true],
		['unionId', 'oABC', true],
		['unionId', 'oabc', false],
		['name', '小雨加微信', true],
		['name', '小雨', false],
		['word', '加微信', true],
		['word', 'ads', true],
		['word', 'road', false],
		['word', 'oads', false],
		['word', 't.me/win', true],
	])('with %s %s hits: %p', (kind, value, hit) => {
		const texts = ['I walk on roads and place ADS, see t.me/win!'];
		expect(blocklistHits(applicant, texts, [entry(kind, value)], view)).toHaveLength(hit ? 1 : 0);
	});

	test.each([
		['own', {}, true],
		['followed', { listOwner: 'hangzhou' }, true],
		['foreign', { listOwner: 'beijing' }, false],
		['not yet over', { until: '2026-03-01T08:00:01Z' }, true],
		['over', { until: NOW }, false],
	])('an entry that is %s counts accordingly', (_name, more, hit) => {
		const hits = blocklistHits(applicant, [], [entry('phone', '13800138000', more)], view);
		expect(hits).toHaveLength(hit ? 1 : 0);
	});

	test('says why, by whom and from which list, and repeats no value', () => {
		const hits = blocklistHits(
			applicant,
			[],
			[entry('phone', '13800138000', { reason: '广告', listOwner: 'hangzhou', until: '2027-01-01T00:00:00Z' })],
			view,
		);
		expect(hits).toEqual([
			{
				kind: 'phone',
				reason: '广告',
				listOwner: 'hangzhou',
				addedBy: 'op',
				at: '2026-01-01T00:00:00Z',
				until: '2027-01-01T00:00:00Z',
			},
		]);
	});

	test('is looked up by keys that are the same however a value is spelled, and that show nothing', () => {
		const keys = blocklistKeys(applicant);
		expect(keys).toHaveLength(5);
		expect(keys).toContain(entry('phone', '0086 138-0013-8000').key);
		expect(keys).toContain(entry('email', 'rain@gmail.com').key);
		expect(keys.join()).not.toContain('138');
		expect(blocklistKeys({ platform: 'telegram', memberId: '7' })).toHaveLength(1);
	});

	test.each<[BlockKind, string, string]>([
		['phone', '微信同号', 'value'],
		['email', 'nobody', 'value'],
		['member', '12345', 'value'],
		['name', '🌸', 'value'],
		['word', '\u200B', 'value'],
		['word', '', 'value'],
	])('refuses %s %j, naming the field', (kind, value, field) => {
		const read = () => entry(kind, value);
		expect(read).toThrow(DomainError);
		expect(read).toThrow(expect.objectContaining({ field }));
	});

	test('refuses an end that is no instant', () => {
		expect(() => entry('phone', '13800138000', { until: 'tomorrow' })).toThrow(
			expect.objectContaining({ field: 'until' }),
		);
	});
});
