import type { IDataObject } from 'n8n-workflow';
import { PNG } from 'pngjs';
import encodeQR from 'qr';
import type { CommunityEvent } from '../../community/event';
import { ADMINS, event, GROUP, LADDER, PACKAGE, person, runNode, storeOf, TYPE } from '../nodes/support/workflows';
import { createHarness, fakeHttp, type Harness } from './harness';

const AD = '淘宝刷单兼职，一单一结，加微信 kefu8823';
const TALK = '昨天的分享很好，谢谢老师，我整理了一份笔记发到群文件里了';

let count = 0;
const says = (memberId: string, text: string, fields: Partial<CommunityEvent> = {}) => {
	count += 1;
	return event({
		type: 'message',
		...person(memberId, `成员${memberId}`),
		text,
		messageId: String(1000 + count),
		...fields,
	});
};
const press = (value: string, communityId: string, memberId = '1') =>
	event({
		type: 'button',
		communityId,
		...person(memberId, `管理员${memberId}`),
		button: { value, messageId: '77' },
		replyHandle: { kind: 'telegram.callback', token: 'cb', expiresAt: '2026-06-01T12:05:00.000Z' },
	});

/** A PNG of a QR code, eight pixels for each module. */
function codeOf(text: string): string {
	const modules = encodeQR(text, 'raw', { border: 4, scale: 8 });
	const png = new PNG({ width: modules.length, height: modules.length });
	modules.flat().forEach((dark, index) => {
		png.data.fill(dark ? 0 : 255, index * 4, index * 4 + 3);
		png.data[index * 4 + 3] = 255;
	});
	return PNG.sync.write(png).toString('base64');
}

describe('Member Screening: messages', () => {
	let harness: Harness;
	beforeEach(async () => {
		harness = await createHarness({ packageDir: PACKAGE });
	});
	afterEach(async () => {
		await harness.dispose();
	});

	const run = async (operation: string, parameters: object, items: readonly object[]) =>
		await runNode(harness, TYPE.screening, { resource: 'message', operation, ...parameters }, items);
	const scan = async (items: readonly object[], options: object = {}, parameters: object = {}) => {
		const result = await run('scan', { reviewGroupId: ADMINS, ladder: LADDER, options, ...parameters }, items);
		expect(result.error).toBeUndefined();
		return { clean: result.outputs[0] ?? [], flagged: result.outputs[1] ?? [] };
	};
	const undo = async (parameters: object, items: readonly object[]) => {
		const result = await run('undo', parameters, items);
		expect(result.error).toBeUndefined();
		return result.outputs[0] ?? [];
	};
	const textsOf = (item: IDataObject | undefined) =>
		(item?.['messages'] as { text: string }[] | undefined)?.map(({ text }) => text) ?? [];

	it('tells advertising from talk, passes over other events, and says what is to be done', async () => {
		const { clean, flagged } = await scan([
			says('2', TALK),
			says('3', AD),
			event({ type: 'joined', ...person('4', '路人') }),
			says('5', AD, { communityId: ADMINS }),
		]);
		expect(clean).toMatchObject([{ outcome: 'clean', duplicate: false, nth: 1, member: { platformMemberId: '2' } }]);
		expect(flagged).toMatchObject([
			{
				outcome: 'flagged',
				flagFrom: 50,
				penalty: { kind: 'warn', points: 1 },
				strikes: { points: 1, standing: 1 },
				strikeId: expect.stringMatching(/^[a-z2-7]{16}$/) as string,
				message: { groupId: GROUP },
				community: { communityId: GROUP },
				member: { platformMemberId: '3' },
				event: { text: AD },
			},
		]);
		const [warning = '', card = ''] = textsOf(flagged[0]);
		expect(warning).toMatch(/^⚠️ @成员3 .*（像广告、联系方式、违禁词）/);
		expect(warning).not.toMatch(/刷单|kefu/);
		expect(card).toContain(AD);
		expect(flagged[0]?.['messages']).toMatchObject([
			{ to: { kind: 'group', id: GROUP }, mentions: [{ id: '3' }] },
			{ to: { kind: 'group', id: ADMINS }, buttons: [{ value: expect.stringMatching(/^scan\.undo\|/) as string }] },
		]);
	});

	it('never repeats a name that is an advertisement, and speaks English', async () => {
		const { flagged } = await scan([says('3', AD, { memberName: '加微信 kefu8823 刷单日结' })], { language: 'en' });
		const [warning = ''] = textsOf(flagged[0]);
		expect(warning).toMatch(/^⚠️ this member, your message/);
		expect(warning).not.toContain('kefu');
	});

	it.each([
		['full width and blanks', '刷 单 兼 职 日 结，加 Ｖ Ｘ：ｋｅｆｕ８８２３'],
		['Cyrillic letters', '刷单日结 加vх kefu8823'],
		['traditional characters', '代開發票，加薇芯 kefu8823'],
		['a link with blanks', '资料都在这个群 t . me / +AbCdEf123456'],
	])('sees through %s', async (_name, text) => {
		const { flagged } = await scan([says('3', text)]);
		expect(flagged).toHaveLength(1);
	});

	it('climbs the ladder: warn, mute for an hour, for a day, remove; strikes fade', async () => {
		const strike = async (text: string, occurredAt: string) =>
			(await scan([says('3', text, { occurredAt })])).flagged[0]?.['penalty'];
		expect(await strike(AD, '2026-06-01T12:00:00.000Z')).toEqual({ kind: 'warn', points: 1 });
		expect(await strike('代开发票，联系微信 fapiao_66', '2026-06-01T12:10:00.000Z')).toMatchObject({
			kind: 'mute',
			minutes: 60,
			until: expect.stringMatching(/Z$/) as string,
		});
		expect(await strike('网上赌场，注册即送 https://bet.win/x', '2026-06-01T15:00:00.000Z')).toMatchObject({
			kind: 'mute',
			minutes: 1440,
		});
		expect(await strike('低息贷款秒批，加qq 88812345', '2026-06-03T15:00:00.000Z')).toMatchObject({ kind: 'remove' });
		expect(await strike(AD, '2027-06-01T12:00:00.000Z')).toEqual({ kind: 'warn', points: 1 });
	});

	it('punishes nobody during a trial, and holds it against nobody afterwards', async () => {
		for (const ladder of [{}, { step: [] }]) {
			const { flagged } = await scan([says('7', AD)], {}, { ladder });
			expect(flagged).toMatchObject([{ penalty: { kind: 'none' }, strikes: { points: 0 } }]);
		}
		const { flagged } = await scan([says('7', '代开发票，联系微信 fapiao_66')]);
		expect(flagged).toMatchObject([{ penalty: { kind: 'warn' } }]);
	});

	it('judges a message once, however often its event comes, and in one batch as one by one', async () => {
		const ad = says('3', AD);
		const first = await scan([ad, ad]);
		expect(first.flagged.map((item) => [item['duplicate'], item['strikeId']])).toEqual([
			[false, first.flagged[0]?.['strikeId']],
			[true, first.flagged[0]?.['strikeId']],
		]);
		const again = await scan([ad, { ...ad, eventId: 'edited:1' }]);
		expect(again.flagged[0]).toMatchObject({ duplicate: true, penalty: { kind: 'warn' } });
		// The same message under another event is no second strike.
		expect(again.flagged[1]).toMatchObject({ strikes: { standing: 1 }, penalty: { kind: 'none' }, messages: [] });
		const store = await storeOf(harness);
		const ledger = await store.read((tx) => tx.listLedger({ communityId: GROUP, source: 'screening' }, { limit: 10 }));
		expect(ledger.map(({ type }) => type).sort()).toEqual(['member.penalty', 'message.flagged']);
		await store.close();
	});

	it('notices what several accounts send, nearly alike, in one batch and over several', async () => {
		const text = (name: string) => `本周六下午两点我们在科技园有一场线下沙龙，欢迎大家带上${name}一起来参加交流活动`;
		const options = {
			repetition: { settings: { minutes: 60, allowed: 2, allowedOthers: 0 } },
			points: { settings: { repetition: 60 } },
		};
		const { clean, flagged } = await scan([says('2', text('朋友')), says('3', text('家人'))], options);
		expect(clean).toHaveLength(1);
		expect(flagged).toMatchObject([
			{ member: { platformMemberId: '3' }, reasons: [{ rule: 'repetitionByOthers', saw: '1 members' }, {}] },
		]);
		const later = await scan([says('4', text('同事'))], options);
		expect(later.flagged).toMatchObject([{ reasons: [{ rule: 'repetitionByOthers', saw: '2 members' }, {}] }]);
	});

	it('notices flooding and repetition by one member', async () => {
		const at = (second: number) => ({ occurredAt: new Date(Date.UTC(2026, 5, 1, 12, 0, second)).toISOString() });
		const flood = await scan(Array.from({ length: 12 }, (_, index) => says('2', `第${index}句闲聊啊`, at(index))));
		expect(flood.clean).toHaveLength(8);
		expect(flood.flagged[0]).toMatchObject({ reasons: [{ rule: 'flood', saw: '9 messages' }] });
		const repeated = await scan(
			Array.from({ length: 4 }, (_, index) => says('5', '大家来看看这个好东西', at(index * 10))),
		);
		expect(repeated.flagged).toMatchObject([{ nth: 4, reasons: [{ rule: 'repetition', saw: '4 times' }] }]);
	});

	it('watches the first messages of a member more closely', async () => {
		const contact = '我的微信 rain_studio6';
		const fresh = await scan([says('2', contact)]);
		expect(fresh.flagged).toMatchObject([{ nth: 1, reasons: [{}, { rule: 'watch' }] }]);
		await scan([1, 2, 3].map((day) => says('3', `早安，第${day}天打卡`)));
		const known = await scan([says('3', contact)]);
		expect(known.clean).toMatchObject([{ nth: 4, score: 45 }]);
	});

	it('spares exempt members and roles, the group itself, allowed words and domains', async () => {
		const options = {
			exemptMembers: '8, 9',
			exemptRoles: 'teacher',
			allowedDomains: 'example.org',
			points: { settings: { link: 60 } },
		};
		const { clean, flagged } = await scan(
			[
				says('9', AD),
				{ event: says('2', AD), roles: ['teacher'] },
				says(GROUP, AD),
				says('4', '作业在 https://docs.example.org/a'),
				says('5', '作业在 https://other-site.com/a'),
			],
			options,
		);
		expect(clean.map((item) => item['spared'])).toEqual(['role', 'role', 'role', undefined]);
		expect(flagged).toMatchObject([{ member: { platformMemberId: '5' } }]);
	});

	it("finds the operators' own words and patterns, and says what is wrong with them", async () => {
		const { flagged } = await scan(
			[says('2', '有人要代 購吗'), says('3', '订单号 12345678 查一下')],
			{ patterns: { pattern: [{ name: 'orders', pattern: '订单号\\s*\\d{8}', points: 50 }] } },
			{ bannedWords: '代购，拼团群' },
		);
		expect(flagged.map((item) => (item['reasons'] as { rule: string }[])[0]?.rule)).toEqual(['word', 'pattern']);
		const refused = await run(
			'scan',
			{ options: { patterns: { pattern: [{ name: 'x', pattern: '(?=a)', points: 5 }] } } },
			[says('2', 'a')],
		);
		expect(refused.error?.message).toContain('The pattern "x" cannot be used');
		const ladder = {
			step: [
				{ penalty: 'remove', from: 1 },
				{ penalty: 'warn', from: 2 },
			],
		};
		const milder = await run('scan', { ladder }, [says('2', 'a')]);
		expect(milder.error).toMatchObject({ message: expect.stringContaining('The ladder gets milder') as string });
		expect(milder.error?.description).toContain('"Ladder"');
	});

	it('reads the QR code in a picture', async () => {
		const picture = { data: { data: codeOf('https://u.wechat.com/EHx9k3LmN0pQ'), mimeType: 'image/png' } };
		const { clean, flagged } = await scan([
			{ json: says('2', '', { hasImage: true }), binary: picture },
			{ json: says('3', '早上好'), binary: { data: { data: 'R0lGODlh', mimeType: 'image/gif' } } },
		]);
		expect(flagged).toMatchObject([{ reasons: [{ rule: 'invite' }, {}, { rule: 'code' }] }]);
		expect(clean).toMatchObject([{ notices: [expect.stringContaining('neither PNG nor JPEG')] }]);
	});

	it('asks an external list once for each member, and goes on without its answer', async () => {
		const list = await fakeHttp(({ query }) => {
			if (query.get('user_id') === '66') return { body: { ok: true, result: { offenses: 3 } } };
			return query.get('user_id') === '77' ? { status: 500, body: {} } : { body: { ok: false } };
		});
		const externalList = { settings: { url: `${list.url}/check?user_id={id}`, timeoutSeconds: 2 } };
		const items = [says('66', '你好'), says('66', '有人吗'), says('77', '你好呀'), says('88', '大家好')];
		const { clean, flagged } = await scan(items, { externalList });
		expect(flagged.map((item) => (item['reasons'] as { rule: string }[])[0]?.rule)).toEqual(['external', 'external']);
		expect(clean.map((item) => item['notices'])).toEqual([
			['The external list did not answer; the member counts as not listed.'],
			undefined,
		]);
		expect(list.requests).toHaveLength(3);
		await list.close();
		const wrong = await run('scan', { options: { externalList: { settings: { url: 'https://x.example/' } } } }, items);
		expect(wrong.error?.message).toContain('"URL" of the external list');
	});

	describe('undo', () => {
		const strikeOf = async (items: readonly object[]) => {
			const { flagged } = await scan(items);
			return flagged.map((item) => String(item['strikeId']));
		};

		it('takes the strike back, lifts the mute, edits the card, and teaches', async () => {
			await strikeOf([says('3', AD)]);
			const notice = '内部通知：本周发票代开流程更新，加微信 caiwu_2026 领取表格';
			const [strikeId = ''] = await strikeOf([says('3', notice)]);
			const button = press(`scan.undo|${strikeId}|${GROUP}`, ADMINS);
			const [undone] = await undo({}, [button, says('9', '你好')]);
			expect(undone).toMatchObject({
				duplicate: false,
				undone: true,
				strikeId,
				operator: '管理员1',
				penalty: { kind: 'restore' },
				member: { platformMemberId: '3' },
				messages: [
					{ to: { kind: 'reply' }, text: '↩️ 已由 管理员1 撤销，以后同样的内容放行' },
					{ replaces: '77', to: { id: ADMINS } },
					{ to: { id: GROUP }, text: expect.stringContaining('误判') as string },
				],
			});
			expect(undone?.['taught']).toBeGreaterThan(0);
			const again = await scan([says('4', notice), says('5', `${notice}！`)]);
			expect(again.clean.map((item) => item['spared'])).toEqual(['forgiven', 'forgiven']);
			// What was taught about one text says nothing about another.
			expect((await scan([says('6', AD)])).flagged).toHaveLength(1);

			expect(await undo({}, [button])).toMatchObject([{ duplicate: true, penalty: { kind: 'restore' } }]);
			const slower = await undo({}, [press(`scan.undo|${strikeId}|${GROUP}`, ADMINS, '2')]);
			expect(slower).toMatchObject([
				{ duplicate: true, penalty: { kind: 'none' }, messages: [{ text: '已经由 管理员1 撤销了' }] },
			]);
		});

		it('is refused outside the operators’ group', async () => {
			const [strikeId = ''] = await strikeOf([says('3', AD)]);
			const [refused] = await undo({}, [press(`scan.undo|${strikeId}|${GROUP}`, GROUP, '3')]);
			expect(refused).toMatchObject({
				undone: false,
				refused: 'elsewhere',
				penalty: { kind: 'none' },
				messages: [{ text: '只能在管理员群里撤销' }],
			});
			expect(await undo({}, [press(`scan.undo|nosuch|${GROUP}`, ADMINS)])).toEqual([]);
			const store = await storeOf(harness);
			expect(await store.read((tx) => tx.getStrike(GROUP, strikeId))).toMatchObject({ undoneAt: null });
			await store.close();
		});

		it('by fields, without teaching; a replay of the message then punishes nobody', async () => {
			const ad = says('3', AD);
			const [strikeId = ''] = await strikeOf([ad]);
			const fields = { undoSource: 'fields', communityId: GROUP, strikeId, operator: '李雷' };
			const [undone] = await undo({ ...fields, options: { teach: false, note: '自己人' } }, [{}]);
			expect(undone).toMatchObject({ undone: true, taught: 0, note: '自己人', undoneBy: '李雷' });
			const replay = await scan([ad]);
			expect(replay.flagged).toMatchObject([{ duplicate: true, penalty: { kind: 'none' }, messages: [] }]);
			expect((await scan([says('4', AD)])).flagged).toHaveLength(1);
			const unknown = await run('undo', { ...fields, strikeId: 'nosuch' }, [{}]);
			expect(unknown.error?.message).toBe(`There is no strike nosuch in community ${GROUP}`);
		});
	});

	it('lists strikes by member, page by page', async () => {
		await scan([says('3', AD), says('4', AD), says('3', '代开发票，联系微信 fapiao_66')]);
		const list = async (parameters: object) => (await run('listStrikes', parameters, [{}])).outputs[0] ?? [];
		const all = await list({ communityId: GROUP, returnAll: true });
		expect(all).toHaveLength(3);
		const own = await list({ communityId: GROUP, memberId: '3', limit: 1 });
		expect(own).toMatchObject([{ member: { platformMemberId: '3' }, points: 1, penalty: {}, undoneAt: null }]);
		await undo({ undoSource: 'fields', communityId: GROUP, strikeId: own[0]?.['strikeId'], operator: '李雷' }, [{}]);
		expect(await list({ communityId: GROUP, memberId: '3', options: { which: 'undone' } })).toMatchObject([
			{ counts: 0, undoneBy: '李雷' },
		]);
		expect(await list({ communityId: GROUP, memberId: '3', options: { which: 'standing' } })).toHaveLength(1);
		expect(await list({ communityId: GROUP, memberId: 'nobody' })).toEqual([]);
	});
});
