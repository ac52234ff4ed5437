import { parsePortraitFields } from '../../../community/identity/portrait';
import { readColumns } from '../../../community/table/columns';
import { readRow } from '../../../community/table/row';

const fields = parsePortraitFields([
	{ field: 'city', label: '城市', type: 'text' },
	{ field: 'age', label: '年龄', type: 'number', whole: true },
	{ field: 'secret', type: 'number', sensitive: true },
]);
const read = (headings: string[], cells: string[]) =>
	readRow(2, cells, readColumns(headings, fields), fields, 'telegram');

test('headings are read in Chinese and English, in any width and spelling', () => {
	const columns = readColumns(['Platform Member ID', '手机号', 'ＥＭＡＩＬ', '城市', 'AGE', '积分', '备注'], fields);
	expect(columns.map((one) => ('column' in one ? one.column : 'field' in one ? one.field : one.kind))).toEqual([
		...['platformMemberId', 'phone', 'email', 'city', 'age', 'left_out', 'unknown'],
	]);
});

test('a row is one member, known by the surest that it says', () => {
	const { data, errors } = read(
		['ID', '手机', '姓名', '城市', '标签', '状态'],
		['7', "'+8613800138000", '小雨', '深圳', '铁粉；老客', '已退群'],
	);
	expect(errors).toEqual([]);
	expect(data).toMatchObject({
		row: 2,
		who: { by: 'identity', platform: 'telegram', platformMemberId: '7' },
		name: '小雨',
		portrait: { city: '深圳' },
		tags: ['铁粉', '老客'],
		status: 'left',
		traits: [{ kind: 'phone', value: '+8613800138000' }],
	});
	expect(read(['邮箱', '手机'], ['a@b.cn', '13800138000']).data?.who).toEqual({ by: 'phone', value: '13800138000' });
	expect(read(['memberId', 'ID'], ['m_x', '7']).data?.who).toEqual({ by: 'memberId', memberId: 'm_x' });
});

test('every wrong cell of a row is told, with its column and how to mend it, and no secret', () => {
	const { data, errors } = read(
		['手机', '年龄', 'secret', '状态', '时区'],
		['12', '很大', '不告诉你', 'x', 'Mars/One'],
	);
	expect(data).toBeUndefined();
	expect(errors.map(({ column }) => column).sort()).toEqual(['secret', '年龄', '手机', '时区', '状态']);
	for (const { row, problem, hint } of errors) {
		expect(row).toBe(2);
		expect(problem).not.toContain('不告诉你');
		expect(hint).not.toBe('');
	}
	expect(read(['城市'], ['深圳']).errors).toMatchObject([{ column: null }]);
});
