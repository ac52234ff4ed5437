import type { Language } from '../language';

/** Words of pictures. `{n}` is a number that is shown beside its label. */
export interface PictureCopy {
	weekdays: readonly [string, string, string, string, string, string, string];
	months: readonly string[];
	month: string;
	range: string;
	/** Between the parts of a line. */
	dot: string;
	current: string;
	longest: string;
	total: string;
	rate: string;
	/** One and many. */
	units: Readonly<Record<'day' | 'week', readonly [string, string]>>;
	members: string;
	less: string;
	more: string;
	done: string;
	madeUp: string;
	frozen: string;
	paused: string;
	missed: string;
	moreMembers: string;
	nobody: string;
	groupTitle: string;
	checkedIn: string;
	milestoneDays: string;
	milestoneTotal: string;
	milestoneFirst: string;
	milestoneRecord: string;
	altMember: Readonly<Record<'day' | 'week', string>>;
	altMarks: Readonly<Record<'madeUp' | 'frozen' | 'paused', string>>;
	altGroup: string;
	altLeader: string;
	altGroupDays: string;
	altBest: string;
	altMilestone: Readonly<Record<'streak' | 'total' | 'first' | 'record', string>>;
	listSeparator: string;
	sentenceEnd: string;
}

export const PICTURE_COPY: Readonly<Record<Language, PictureCopy>> = {
	'zh-CN': {
		weekdays: ['一', '二', '三', '四', '五', '六', '日'],
		months: Array.from({ length: 12 }, (_, index) => `${index + 1}月`),
		month: '{year}年{month}月',
		range: '{from} 至 {to}',
		dot: ' · ',
		current: '连续天数',
		longest: '最长连续',
		total: '累计',
		rate: '本期打卡率',
		units: { day: ['天', '天'], week: ['周', '周'] },
		members: '人',
		less: '少',
		more: '多',
		done: '已打卡',
		madeUp: '补卡',
		frozen: '保护卡',
		paused: '请假',
		missed: '未打卡',
		moreMembers: '还有 {n} 位成员未显示',
		nobody: '这个月还没有人打卡',
		groupTitle: '打卡墙',
		checkedIn: '打卡人数',
		milestoneDays: '连续打卡',
		milestoneTotal: '累计打卡',
		milestoneFirst: '第一次打卡',
		milestoneRecord: '刷新个人纪录',
		altMember: {
			day: '{name} 的打卡日历（{range}）：打卡 {done} 天，当前连续 {current} 天，最长连续 {longest} 天，累计 {total} 天',
			week: '{name} 的打卡日历（{range}）：打卡 {done} 天，当前连续 {current} 周，最长连续 {longest} 周，累计 {total} 周',
		},
		altMarks: { madeUp: '补卡 {n} 天', frozen: '使用保护卡 {n} 天', paused: '请假 {n} 天' },
		altGroup: '{title} {range}打卡墙：{members} 位成员共打卡 {total} 次',
		altLeader: '打卡最多的是 {name}（{n} 天）',
		altGroupDays: '{title} {range}打卡人数：{members} 位成员共打卡 {total} 次',
		altBest: '{date} 最多，{n} 人',
		altMilestone: {
			streak: '{name} 的里程碑卡片：连续打卡 {n} {unit}',
			total: '{name} 的里程碑卡片：累计打卡 {n} {unit}',
			first: '{name} 的里程碑卡片：第一次打卡',
			record: '{name} 的里程碑卡片：刷新个人纪录，连续 {n} {unit}',
		},
		listSeparator: '，',
		sentenceEnd: '。',
	},
	en: {
		weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
		months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
		month: '{name} {year}',
		range: '{from} to {to}',
		dot: ' · ',
		current: 'Current streak',
		longest: 'Longest streak',
		total: 'In all',
		rate: 'Days kept',
		units: { day: ['day', 'days'], week: ['week', 'weeks'] },
		members: 'members',
		less: 'Less',
		more: 'More',
		done: 'Checked in',
		madeUp: 'Made up',
		frozen: 'Freeze',
		paused: 'On leave',
		missed: 'Missed',
		moreMembers: '{n} more members are not shown',
		nobody: 'Nobody has checked in this month yet',
		groupTitle: 'Punch card',
		checkedIn: 'Members a day',
		milestoneDays: 'in a row',
		milestoneTotal: 'in all',
		milestoneFirst: 'The first check-in',
		milestoneRecord: 'A personal best',
		altMember: {
			day: 'Check-in calendar of {name} ({range}): {done} days checked in, current streak {current}, longest streak {longest}, {total} in all',
			week: 'Check-in calendar of {name} ({range}): {done} days checked in, current streak {current} weeks, longest streak {longest} weeks, {total} weeks in all',
		},
		altMarks: { madeUp: '{n} made up', frozen: '{n} kept by a freeze', paused: '{n} on leave' },
		altGroup: 'Punch card of {title}, {range}: {members} members checked in {total} times',
		altLeader: 'most by {name} ({n} days)',
		altGroupDays: 'Members who checked in each day in {title}, {range}: {members} members, {total} check-ins',
		altBest: 'most on {date} ({n})',
		altMilestone: {
			streak: 'Milestone card of {name}: {n} {unit} in a row',
			total: 'Milestone card of {name}: {n} {unit} in all',
			first: 'Milestone card of {name}: the first check-in',
			record: 'Milestone card of {name}: a personal best, {n} {unit} in a row',
		},
		listSeparator: ', ',
		sentenceEnd: '.',
	},
};
