import { DomainError } from '../../../community/domain-error';
import { coerce } from '../../../community/identity/coerce';
import { parsePortraitFields, readPortrait, visiblePortrait } from '../../../community/identity/portrait';

const fields = parsePortraitFields([
	{ field: 'job', type: 'text', maxLength: 4 },
	{ field: 'income', type: 'number', atLeast: 0, atMost: 1_000_000, sensitive: true },
	{ field: 'children', type: 'number', whole: true },
	{ field: 'born', type: 'date', label: '生日' },
	{
		field: 'interests',
		type: 'choice',
		many: true,
		choices: [{ value: 'photo', label: '摄影 📷' }, { value: 'travel', label: '旅行' }, { value: '3' }],
	},
	{
		field: 'sex',
		type: 'choice',
		choices: [
			{ value: 'f', label: '女' },
			{ value: 'm', label: '男' },
		],
	},
	{ field: 'phone', type: 'phone', sensitive: true },
	{ field: 'email', type: 'email' },
]);
const field = (name: string) => {
	const found = fields.find((one) => one.field === name);
	if (found === undefined) throw new Error(name);
	return found;
};

test.each([
	['job', ' 设计师 ', '设计师'],
	['job', '👨‍👩‍👧设计师', '👨‍👩‍👧设计师'],
	['job', 7, '7'],
	['job', '  ', null],
	['income', '12,500.50', 12_500.5],
	['income', '１２００', 1200],
	['income', '1.5万', 15_000],
	['income', '3千', 3000],
	['income', 0, 0],
	['income', null, null],
	['children', '-0', -0],
	['children', '+2', 2],
	['born', '1996-02-29', '1996-02-29'],
	['born', '1990/5/1', '1990-05-01'],
	['born', '1990年5月1日', '1990-05-01'],
	['born', ' １９９０．５．１ ', '1990-05-01'],
	['born', '1990-05-01T00:00:00Z', '1990-05-01'],
	['interests', ['旅行', 'PHOTO'], ['photo', 'travel']],
	['interests', '摄影 📷', ['photo']],
	['interests', 3, ['3']],
	['interests', [], null],
	['sex', '女', 'f'],
	['sex', ['m'], 'm'],
	['phone', '138 0013 8000', '+8613800138000'],
	['email', ' Rain+tag@Example.com ', 'Rain+tag@Example.com'],
])('%s takes %j as %j', (name, given, expected) => {
	expect(coerce(field(name), given)).toEqual(expected);
});

test.each([
	['job', '产品设计师', /5 characters/],
	['job', { a: 1 }, /neither text nor a number/],
	['income', '很多', /no number/],
	['income', '-1', /less than 0/],
	['income', '1e9', /no number/],
	['income', '100.1万', /more than 1000000/],
	['income', '1,2', /no number/],
	['income', '万', /no number/],
	['income', Number.NaN, /no number/],
	['children', '1.5', /whole/],
	['born', '1997-02-29', /no date.*生日/],
	['born', '5/1/1990', /no date/],
	['born', '1990-5/1', /no date/],
	['interests', ['旅行', '游泳'], /"游泳" is none of the choices/],
	['sex', ['f', 'm'], /more than one/],
	['phone', '没有', /no telephone number/],
	['email', 'rain@', /no e-mail/],
])('%s does not take %j', (name, given, message) => {
	expect(() => coerce(field(name), given)).toThrow(DomainError);
	expect(() => coerce(field(name), given)).toThrow(message);
	expect(() => coerce(field(name), given)).toThrow(
		expect.objectContaining({ field: name, hint: expect.stringMatching(/\S/) }),
	);
});

test('an error does not quote a sensitive value', () => {
	expect(() => coerce(field('phone'), '138-secret')).toThrow(/^(?!.*secret)/);
});

test('what can be read is read, and the rest is told', () => {
	const { values, errors } = readPortrait(fields, {
		job: '设计',
		born: 'never',
		height: 180,
		email: undefined,
		sex: '',
	});
	expect(values).toEqual({ job: '设计', sex: null });
	expect(errors.map((error) => error.field)).toEqual(['born', 'height']);
	expect(errors[1]?.hint).toContain('income');
});

test('a sensitive value is shown only to those who may see it', () => {
	const values = { job: '设计', phone: '+8613800138000', income: null, other: 'x' };
	expect(visiblePortrait(fields, values, false)).toEqual({ job: '设计', phone: '***', income: null });
	expect(visiblePortrait(fields, values, true)).toMatchObject({ phone: '+8613800138000' });
});

test.each([
	['fields', [1, 2].map(() => ({ field: 'a', type: 'text' }))],
	['fields.0.type', [{ field: 'a', type: 'colour' }]],
	['fields.0.choices', [{ field: 'a', type: 'choice', choices: [] }]],
	['fields.0.choices', [{ field: 'a', type: 'choice', choices: [{ value: 'x' }, { value: 'x' }] }]],
])('%s is refused where it is wrong', (path, value) => {
	expect(() => parsePortraitFields(value)).toThrow(expect.objectContaining({ field: path }));
});
