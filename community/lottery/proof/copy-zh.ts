import type { ProofCopy } from './copy';

export const TITLES_ZH: ProofCopy['titles'] = {
	format: '证明文件完整',
	rules: '规则没有改过',
	list: '名单没有改过',
	commitment: '暗号在报名前就封好了',
	closing: '没有提前截止',
	drand: '用了谁也无法预知的公开随机数',
	seed: '种子是按公式算出来的',
	draw: '重新抽一遍，结果一模一样',
	published: '就是群里公布的那一次抽奖',
};

export const REASONS_ZH: ProofCopy['reasons'] = {
	'format.ok': '每一项都在，没有多余的内容。',
	'format.wrong': '文件读不懂，可能被改动或没有传完整：{message}',
	'rules.ok': '规则原文的指纹与名单上写的一致。规则只要改一个字，指纹就会不同。',
	'rules.unreadable': '规则原文读不懂：{message}',
	'rules.changed': '规则原文的指纹是 {hash}，名单上写的却是 {listed}：名单截止之后有人改了规则或名单。',
	'list.ok': '{entrants} 人、{lots} 支签，排列和写法都合规，没有人重复。名单只要改动一个字符，指纹就会不同。',
	'list.unreadable': '名单不合规：{message}',
	'list.changed': '名单的指纹是 {hash}，证明里写的却是 {listed}：有人改了名单。',
	'list.weight': '有人拿了 {weight} 支签（{entrant}），超过规则允许的 {cap} 支。',
	'commitment.ok': '开奖时公开的暗号，正是开始报名前封存的那一个。主办方不可能看到名单之后再挑暗号。',
	'commitment.other': '公开的暗号算出的指纹是 {hash}，报名前公布的却是 {listed}：暗号被换过。',
	'closing.ok': '名单在 {closedAt} 封存，不早于规则写的 {closesAt}（均为世界时）。',
	'closing.early': '名单在 {closedAt} 就封存了，早于规则写的 {closesAt}（均为世界时）。',
	'drand.none':
		'规则没有约定公开随机数。要相信这次抽奖，就要相信主办方没有在知道暗号的情况下最后增减名单；请核对你的回执。',
	'drand.ok':
		'第 {round} 轮 drand（{network}）在 {time} 才产生，晚于名单封存的 {closedAt}。它的签名已经验证：主办方和任何人都无法提前知道或改动它。',
	'drand.missing': '规则约定了 drand 第 {round} 轮，证明里却没有。',
	'drand.unexpected': '规则没有约定公开随机数，证明里却用了一个：多出来的选择可以用来挑结果。',
	'drand.other': '规则约定的是 drand 第 {named} 轮，证明里用的是第 {round} 轮或另一个网络。',
	'drand.forged': 'drand 第 {round} 轮的签名不对，这个随机数是假的。',
	'drand.late': '名单在 {closedAt} 才封存，而第 {round} 轮随机数在 {time} 已经公开：主办方有可能看着结果改名单。',
	'seed.ok': '种子 = SHA-256（暗号 + 名单指纹 + 公开随机数），算出来一致。',
	'seed.other': '按公式算出的种子是 {seed}，与证明里写的不同。',
	'draw.ok': '本页用种子为每个人重新抽签、排序，{winners} 位中奖者和 {alternates} 位候补与证明完全一致。',
	'draw.other': '{what} {number} 位不对：证明写的是 {claimed|（无人）}，重新抽出来的是 {drawn|（无人）}。',
	'draw.impossible': '按这份规则和名单抽不出结果：{message}',
	'published.none': '还没有比对。请把群里公布的指纹贴进来：全部重写过的假证明，只有这一步能识破。',
	'published.ok': '与公布的一致：{what}。',
	'published.other': '{what} 与公布的不同：公布的是 {expected}，这份证明是 {found}。这不是那一次抽奖的证明。',
	blocked: '前面的步骤没有通过，这一步没法检查。',
};

export const THINGS_ZH: ProofCopy['things'] = {
	winner: '中奖名单第',
	alternate: '候补名单第',
	communityId: '社群编号',
	lotteryId: '抽奖编号',
	rules: '规则指纹',
	commitment: '暗号指纹',
	list: '名单指纹',
};
