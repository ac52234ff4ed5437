import type { Language } from '../../language';

/** What the page on the stage says; `{…}` is filled in by the page. */
export interface StageCopy {
	ready: string;
	entrants: string;
	roll: string;
	stop: string;
	next: string;
	count: string;
	over: string;
	nobody: string;
	fullScreen: string;
	mask: string;
	unmask: string;
	keys: string;
	reveals: string;
	list: string;
	seed: string;
	verify: string;
	verifyHere: string;
}

export const STAGE_COPY: Record<Language, StageCopy> = {
	'zh-CN': {
		ready: '按空格键开始',
		entrants: '{entrants} 人参加',
		roll: '空格：开始滚动',
		stop: '空格：停',
		next: '空格：下一位',
		count: '第 {n} / {of} 位',
		over: '恭喜以上中奖的朋友',
		nobody: '这次没有人中奖',
		fullScreen: '全屏 F',
		mask: '遮住名字 M',
		unmask: '显示名字 M',
		keys: '空格/回车 滚动和停 · ← → 前后 · A 本奖全部 · M 遮名 · F 全屏',
		reveals: '结果在 {drawnAt} 已经抽出；本页只揭晓，不抽取，滚动只是动画。',
		list: '名单指纹',
		seed: '种子',
		verify: '复核',
		verifyHere: '打开群里发布的证明网页，可在手机上重新抽一遍',
	},
	en: {
		ready: 'Press Space to begin',
		entrants: '{entrants} take part',
		roll: 'Space: roll',
		stop: 'Space: stop',
		next: 'Space: next winner',
		count: '{n} of {of}',
		over: 'Congratulations to all winners',
		nobody: 'Nobody has won this time',
		fullScreen: 'Full screen F',
		mask: 'Mask names M',
		unmask: 'Show names M',
		keys: 'Space/Enter roll and stop · ← → back and on · A all of this prize · M mask · F full screen',
		reveals: 'The result was drawn at {drawnAt}. This page reveals it and draws nothing; the rolling is for show.',
		list: 'List hash',
		seed: 'Seed',
		verify: 'Check it',
		verifyHere: 'the proof page published in the group draws again on your phone',
	},
};
