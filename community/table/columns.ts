import type { PortraitField } from '../identity/portrait';

/** What a table of members may tell beside the fields of the portrait. */
export const MEMBER_COLUMNS = [
	'memberId',
	'platform',
	'platformMemberId',
	'name',
	'language',
	'timeZone',
	'status',
	'joinedAt',
	'phone',
	'email',
	'unionId',
	'tags',
	'points',
] as const;
export type MemberColumn = (typeof MEMBER_COLUMNS)[number];

/** Headings that tables have for them; compared without width, case, spaces, hyphens and underscores. */
const HEADINGS: Record<MemberColumn, readonly string[]> = {
	memberId: ['成员编号', '会员编号'],
	platform: ['平台'],
	platformMemberId: ['平台ID', '用户ID', 'ID', 'Telegram ID', '微信号', 'OpenID'],
	name: ['姓名', '名字', '昵称', '名称', '称呼'],
	language: ['语言'],
	timeZone: ['时区'],
	status: ['状态'],
	joinedAt: ['入群时间', '加入时间'],
	phone: ['手机', '手机号', '手机号码', '电话', '联系电话', 'mobile'],
	email: ['邮箱', '电子邮箱', '邮件', 'e-mail', 'mail'],
	unionId: [],
	tags: ['标签', 'tag'],
	points: ['积分'],
};

/** What is given back but never taken in: others decide it. */
const READ_ONLY: readonly MemberColumn[] = ['joinedAt', 'points'];

export type Column =
	| { kind: 'member'; column: MemberColumn; heading: string }
	| { kind: 'field'; field: string; heading: string }
	/** Known, but not to be imported. */
	| { kind: 'left_out'; heading: string }
	| { kind: 'unknown'; heading: string };

const folded = (heading: string): string =>
	heading
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s\p{Dash}_]|\p{Default_Ignorable_Code_Point}/gu, '');

/** What each column of a table is, by its heading: a field of the portrait first, by its name or its label. */
export function readColumns(headings: readonly string[], fields: readonly PortraitField[]): Column[] {
	return headings.map((heading): Column => {
		const name = folded(heading);
		const field =
			fields.find((one) => folded(one.field) === name) ??
			fields.find(({ label }) => label !== undefined && folded(label) === name);
		if (field !== undefined) return { kind: 'field', field: field.field, heading };
		const column = MEMBER_COLUMNS.find((one) => [one, ...HEADINGS[one]].some((known) => folded(known) === name));
		if (column === undefined) return { kind: 'unknown', heading };
		return READ_ONLY.includes(column) ? { kind: 'left_out', heading } : { kind: 'member', column, heading };
	});
}
