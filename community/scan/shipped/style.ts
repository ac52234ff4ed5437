import type { StyleWeights } from '../style';

/**
 * What `trainStyle` learns from the tuning half of the test corpus: in each line a weight and the
 * tokens that have it. A test trains it again and compares.
 */
const LINES = `
4.2 送
3.8 your
3.6 招 领取
3.5 no vx 进群
3.4 低 秒 薇 部
3.2 now 内 击 加薇 只要 后付 平台 找我 注册 的加 首
3.0 #id contact win 三天 九 内部 即 套 拉你 模 点击 约 诚 资源
2.7 daily deposit dm group jia join needed phone usdt 七 乐 互 五六 代理 低价 佣 信用 全网 办理 友圈 圈 在家 天天 女 妹 当天 彩金 抖 抖音 拿 无 日赚 服务 正规 牌 的进 秒到 询加 详 货源 赔 边 长期 音
2.5 全 系
2.4 account before best bio bonus buy cheap claim connect da earn guaranteed her home hour instant line make off ok only receive recover rich service shipping signals suspended up verified vip with worldwide wx xin 一件 一单 一天 一对 一手 一结 三五 三倍 三八 不收 不用 个群 主页 九一 也能 二九 互换 仅 仅限 代写 代发 价出 会员 住宿 体验 你进 信网 信领 做需 健 充值 入三 入过 全国 八八 册即 册送 冲 分之 到账 刻 加盟 包过 即送 厂 发红 可查 可验 吃药 同城 在线 天一 姐姐 学信 学历 家乐 对一 对公 就送 师的 带你 带单 幸 幸运 开户 张 征 征信 情加 想要 慢 我这 户 户手 手续 扣扣 扫码 批发 招兼 招聘 拿证 搜 搞 操 操作 收入 教你 新群 日入 日结 最高 月入 有意 机操 板联 模特 款秒 每 治 渠 渠道 球 用卡 百八 百加 百家 的来 的私 的老 盟 看片 码进 神 福利 稳定 线上 续费 绿 网可 网最 羊 群每 群领 翻 联 联系 聘 能做 芯 药 血 证后 诚招 货微 质 费率 费送 费领 赞 过万 过来 返佣 这边 进我 进频 送你 逾 逾期 邀 邀请 量大 附 附近 频道 额度 首充 验金 高注 黑 黑户
2.2 每天 源
2.1 领
2.0 专 询
1.9 价 免 办 加我 咨 咨询 期 进 限 验
1.8 免费
1.7 get telegram 付款 价格 六 册 刷 取 我有 扣 真 量 需要
1.6 包 要的 货 返 高
1.5 whatsapp 付 代开 八 台 宝妈 就能 彩 情 扫 查 注 百 真人 购 资料 赚
1.4 #price 代 加 费 资 需
1.3 me 找 线 频
1.2 #share order qq 保 倍 值 元 充 入 加微 十 吃 国 威 宝 底 度 当 录 押 换群 是做 服 板 涨 片 用户 白 稳 粉 视 账 返利
1.1 五 证
1.0 先 兼 兼职 利 后 带 月
0.9 airdrop bitcoin email free hr manager need our this today wallet want 三 专业 之 二维 五百 份证 优 信号 兑 出 刷单 务 千 原 发货 吧 四 城 天发 妈 存 客服 导 店 急 我微 手 批 拉 排 料 更多 正 消 涨粉 淘宝 游 照片 电子 的我 福 积 移 立 维码 老板 考 脸 裸 视频 跑 跟 身份 近 选 速 道 降 页 额 飞机
0.8 on 万 也 你 平 红 要
0.7 and from you 下载 个月 们 任 姐 客 干 我们 换 机 特 私 红包 群 规 车 载 金
0.6 各 员 收 款 码 结 网 长
0.5 #number in 中 二 信 动 单 对 手机 日 格 理 电 聊 贷 钱
0.4 天 微
0.3 anna are be casino click crypto don first followers friday full have help hiring hit if into job just loan mods new next scam send starts thanks to week work writing youtube 一新 一条 三个 三条 世 世界 两小 个好 个小 主动 乱 了三 了也 了我 了新 交易 交流 京 京东 人都 从 任务 优惠 传 体 何 作 供 便宜 修 假 做的 儿 兑换 关 冷 减肥 凭 凭身 划 到先 券 副 副业 功 助 医 单一 单返 卫星 压 友 双 发你 发广 发言 号码 同 哥 商 啥 团购 团队 图 块 垫 备 外汇 多多 天下 奶 奶茶 娃 子们 安 官 官方 定 宜 实用 家可 家都 容 宿 密 导出 居 屏 币 师一 帮忙 干货 应 度网 建 开了 微商 忙 快 总 恭 恭喜 您 惠 惠券 感 懂 我做 我只 投票 折 护 押金 抽 拼 持 据 提供 支 支付 支持 斤 月瘦 有一 朋 朋友 条 样的 格可 梦 歌 民 汇 油 泡 淘 清 滴 澳 澳门 热 照 爆 用 电话 界 登 百分 百度 的人 的吗 的快 的报 看简 着 社 私信 私聊 积分 空 笔记 类 经理 续 网盘 置 美 群开 肉 股老 肥 艺 节 花 茶 荐股 获得 菜 菠 菠菜 言 议都 记录 评 说话 象 费的 赌场 赚钱 身 运动 这里 都在 都能 里大 队 防 项 项目 预 题想 飞
0.2 主 可 回 微信 想 本 老 职 过
0.1 两 率 管
-0.2 位 前 只 提 的 群主 转 门
-0.3 hi is it link of 一样 不 不是 个人 为 交 人 介 份 会议 便 做兼 兴 兴趣 准 减 制 博 反 口 各位 名 听 喜 喝 场 城市 填 失 头像 好了 好友 字 学 实 家好 已经 师 式 总结 指 按 教 新人 星 来 杯 比 气 求 没有 玩 瘦 的那 盖 社群 种 笔 管理 练 经 聊我 被 装 让 读书 课程 起 趣 运 钟 销 阅读 餐 餐饮 饮 骗子
-0.4 号 小 就 我 新 能 都
-0.5 my 上 个 件 做 公 在 多 好 家 已 意 接 放 直 记
-0.6 app for 一年 一起 业 东 他 众 众号 会 公众 出来 卫 复 太 子 市 广告 开发 快递 我的 把 投 整 明 易 是骗 机号 样 步 的朋 看 简 老师 议 讯 赌 这个 递 邮 都是 铁 银行 阅
-0.7 下 书 卡 合
-0.8 写 大 报名 方 荐 读 这
-0.9 享 像 再 好我 工 帮 广 来的 标 版 目 章 表 计 请 重 问题
-1.0 到 年 得 时 行 里
-1.1 一下 今天 今晚 别 告 头 奖 房 播 数 没 给 群里 获 讲 识 说 还 那 链接 间 雨 题 骗
-1.3 完 打 报 推荐 文 王 程 营 链
-1.4 今 吗 我是 推 晚 有人
-1.5 以 大家 自
-1.7 an ask can designer does happy how kevin last min morning or ppt prefer see someone streak year 一些 一份 一枚 一次 三年 三章 上次 上班 下来 不到 不要 业写 东西 个优 个方 中了 举报 久 么做 么改 了八 了哈 了还 了麻 于 些 享一 介绍 以下 以帮 们公 休 但 但是 你了 信了 候 做产 做好 做餐 公告 冒 写公 写得 凡 到了 到哪 到的 到群 前在 加您 加班 北 午 半年 单号 单词 卖了 卡昨 厌 厌的 又来 反诈 发一 发我 发错 只有 号是 合同 同学 吗我 吴 咱 咱们 品的 哪里 喝水 在公 地址 地铁 址 坏 坐标 多指 失败 学习 完了 家小 家的 家看 就行 山 州做 差 帮我 平时 很好 律 您微 想学 想收 意思 成都 我一 我介 我叫 我家 我就 我让 我转 战 截 房子 房贷 所 所有 打这 报到 报给 抽奖 接龙 提醒 收到 改群 教一 整理 文件 文档 方面 时候 明天 昨晚 是 是一 是不 是只 有个 有推 有问 木 木木 李 李老 来了 杭 杭州 杰 枚 果 格式 档 段 没发 点前 点才 爬 爬山 猫 王老 珍 理员 理财 画 留 的直 的话 的问 直接 看完 看看 知识 知道 程序 端 第一 第二 等 答 签到 线下 终 终于 绍 结果 综 网站 群昵 老吴 老王 聊得 背 能提 自我 荐的 要是 觉得 订 讨 讨厌 让我 议号 设 词 话我 语 说我 请大 谁 调 谢老 豆豆 财 败 赌博 路 踩 这本 这种 通知 遍 邮箱 都开 里有 里的 重新 门卫 问问 闹 阿杰 险 面的 题可 飞书 饭 马
-1.9 the 了
-2.0 可以 问
-2.1 all do one pr that time 一篇 举 了大 事 代码 作业 公司 写了 去 号了 司 哈哈 坐 基 完成 己 序 影 思 想认 我加 才 摄 摄影 收获 放在 昨天 欢迎 烦 目前 看到 睡 站 签 简历 算 箱 职业 腾 腾讯 自己 补 觉 认 认识 诈 请教 请问 豆 迎 退 适 适合 通 醒 陈 陈晨 顺 麻 麻烦 龙
-2.3 anyone day was 买 了一 产 产品 人报 什 什么 今日 分享 卖 叫 哈 啊 小雨 州 得很 心 时间 昵 昵称 晨 欢 水 直播 第三 篇 西 运营 阿
-2.6 习 刚 又 早 昨 次 称 见 那个 错
-2.7 和 哪 地 改 谢谢 还是
-2.9 孩 孩子 知 谢
-3.0 周 很 班
-3.2 怎 怎么 打卡
-3.5 么 第`;

export const STYLE: StyleWeights = new Map(
	LINES.trim()
		.split('\n')
		.flatMap((line) => {
			const [weight, ...tokens] = line.split(' ');
			return tokens.map((token) => [token, Number(weight)] as const);
		}),
);
