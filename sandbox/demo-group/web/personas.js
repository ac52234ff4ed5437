/** People to play: one clear yes, one doubtful, one clear no. */
export const PERSONAS = {
	zh: [
		{
			label: 'personaGood',
			name: '林晓雨',
			username: 'linxiaoyu',
			bio: '我是一名小学语文老师，每天早上六点半读二十分钟书，已经坚持两个月了。同事推荐我来，想找一群人一起晨读、分享笔记。',
		},
		{ label: 'personaDoubtful', name: '阿杰', bio: '朋友拉我来的，先看看' },
		{
			label: 'personaAd',
			name: '财富导师Leo',
			bio: '加微信 caifu888 免费领兼职项目，日入500，名额有限！详情 https://example.com/vip',
		},
	],
	en: [
		{
			label: 'personaGood',
			name: 'Lin Xiaoyu',
			username: 'linxiaoyu',
			bio: 'I am a primary school teacher and have read for twenty minutes every morning for two months now. A colleague told me about you; I would like to read together and share notes.',
		},
		{ label: 'personaDoubtful', name: 'Jay', bio: 'a friend sent me, just looking' },
		{
			label: 'personaAd',
			name: 'Wealth Coach Leo',
			bio: 'Add me on WeChat caifu888 for a FREE side job, earn 500 a day, few places left! https://example.com/vip',
		},
	],
};
