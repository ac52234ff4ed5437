import type { IDataObject } from 'n8n-workflow';

import type { CommunityEvent } from '../../../community/event';
import { PRAISE_OCCASIONS } from '../../../community/praise/copy';
import type { Harness } from '../../workflows/harness';
import type { Sample } from './samples';
import { ADMINS, event, GROUP, person, TYPE } from './workflows';

/** 20:30 in Shanghai. */
const EVENING = '2026-07-01T12:30:00.000Z';
const DAY_MS = 86_400_000;
const on = (day: number): string => new Date(Date.parse(EVENING) + day * DAY_MS).toISOString();
const credentials = { shequnSignedWebhookApi: { id: '1', name: 'Signed Webhook' } };

/** Runs every operation of the Check-In Tracker once or more. Moves the clock. */
export async function checkInSamples(harness: Harness): Promise<Sample[]> {
	const collected = new Map<string, Sample>();
	const operation = async (resource: string, name: string, parameters: object, items: readonly object[] = [{}]) => {
		const workflow = {
			name: 'Test',
			nodes: [
				{
					id: 's',
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0] as [number, number],
					parameters: {},
				},
				{
					id: 'n',
					name: 'Node',
					type: TYPE.checkIn,
					typeVersion: 1,
					position: [0, 0] as [number, number],
					parameters: { resource, operation: name, ...parameters },
					credentials,
				},
			],
			connections: { Start: { main: [[{ node: 'Node', type: 'main' as const, index: 0 }]] } },
		};
		const run = await harness.run(workflow, { triggerNode: 'Start', items });
		if (run.error !== undefined) throw new Error(`${resource}.${name}: ${run.error.message}`);
		const made = (run.nodes['Node'] ?? []).flat().map(({ json }) => json);
		const key = `${resource}.${name}`;
		const sample = collected.get(key) ?? { node: 'CheckInTracker', version: 1, resource, operation: name, items: [] };
		sample.items.push(...made);
		collected.set(key, sample);
		return made;
	};
	const at = (day: number) => harness.setTime(on(day));
	const says = (who: string, text: string, day: number, fields: Partial<CommunityEvent> = {}) =>
		event({
			type: 'message',
			...person(who, `会员${who}`),
			text,
			messageId: '5',
			occurredAt: on(day),
			receivedAt: on(day),
			...fields,
		});
	const press = (who: string, value: string, day: number, communityId = GROUP) =>
		event({
			type: 'button',
			communityId,
			...person(who, '某人'),
			button: { value, messageId: '5' },
			occurredAt: on(day),
			receivedAt: on(day),
			replyHandle: { kind: 'telegram.callback', token: 'cb', expiresAt: on(day + 1) },
		});
	const idOf = (item: IDataObject | undefined, of: string, name: string) =>
		String((item?.[of] as IDataObject | undefined)?.[name]);
	const scope = { communityId: GROUP };
	const options = { timeZone: 'Asia/Shanghai' };

	at(0);
	await operation('tracker', 'define', {
		...scope,
		title: '早起打卡',
		days: [1],
		options: {
			...options,
			streakBonus: { step: [{ from: 3, points: 1 }] },
			milestones: { step: [{ streak: 3, points: 3 }] },
			surprise: { rule: { percent: 100, least: 1, most: 2, seed: 's' } },
			team: { rule: { members: 2, points: 1 } },
			window: { rule: { from: '05:00', to: '23:00' } },
			freezeEvery: 2,
			praise: {
				occasion: PRAISE_OCCASIONS.map((occasion) => ({ occasion, lines: `{name} ${occasion}, {streak} {unit}` })),
			},
		},
	});
	await operation('tracker', 'define', { ...scope, trackerId: 'weekly', period: 'week', times: 2, options });
	await operation('tracker', 'define', {
		...scope,
		trackerId: 'workdays',
		period: 'weekdays',
		days: [1, 2],
		options: { ...options, proof: { rule: { review: true } }, keywords: '' },
		keywords: '作业',
	});
	await operation('tracker', 'get', scope);
	await operation('tracker', 'list', scope);
	for (let day = 0; day < 3; day += 1) {
		at(day);
		await operation('checkIn', 'record', { options: { ...options, team: '红队' } }, [
			says('7', '打卡 早起读书', day),
			says('7', '打卡', day),
		]);
	}
	await operation('checkIn', 'record', { options }, [
		press('8', `chk.in|daily|${GROUP}`, 2),
		press('8', `chk.in|daily|${GROUP}`, 2),
	]);
	await operation('streak', 'get', { ...scope, memberId: '7' });
	await operation('leaderboard', 'get', { ...scope, range: 'month', limit: 1, returnAll: false });
	await operation('leaderboard', 'get', { range: 'streak' }, [says('7', '排行榜', 2)]);
	await operation('leaderboard', 'get', { ...scope, range: 'week', options: { rankTeams: true } });

	at(3);
	await operation('reminder', 'listDue', scope);
	await operation('streak', 'setPreferences', { preferenceSource: 'button' }, [
		press('7', `chk.mute|daily|${GROUP}`, 3),
	]);
	await operation('streak', 'freeze', { ...scope, memberId: '7', reason: '出差' });
	await operation('streak', 'pause', {
		...scope,
		memberId: '7',
		from: '2026-07-06',
		until: '2026-07-08',
		reason: '旅行',
	});
	await operation('streak', 'resume', { ...scope, memberId: '7' });
	await operation('streak', 'rebuild', { ...scope, memberId: '7' });
	await operation('checkIn', 'makeUp', { ...scope, memberId: '8', day: '2026-07-02', reason: '忘了' });
	const listed = await operation('checkIn', 'list', { ...scope, returnAll: true });
	await operation('checkIn', 'undo', {
		...scope,
		checkInId: idOf(listed[0], 'checkIn', 'checkInId'),
		reason: '不是本人',
		operator: '群主',
	});
	await operation('checkIn', 'list', { ...scope, returnAll: true });
	const appeals = await operation('checkIn', 'openAppeal', {
		...scope,
		memberId: '7',
		day: '2026-07-01',
		reason: '是我本人',
		reviewGroupId: ADMINS,
	});
	const grant = `chk.grant|${idOf(appeals[0], 'appeal', 'appealId')}|${GROUP}`;
	await operation('checkIn', 'decideAppeal', {}, [press('1', grant, 3, ADMINS)]);
	// A Monday.
	at(5);
	const waiting = await operation('checkIn', 'record', { trackerId: 'workdays', reviewGroupId: ADMINS, options }, [
		says('9', '作业 第一题', 5),
	]);
	const approve = `chk.ok|${idOf(waiting[0], 'checkIn', 'checkInId')}|${GROUP}`;
	await operation('checkIn', 'review', {}, [press('1', approve, 5, ADMINS)]);
	const doors = await operation('checkIn', 'doorCode', {
		...scope,
		pageUrl: 'https://n8n.example/webhook/door',
		options: { place: '南山', sendTo: ADMINS },
	});
	const links = await operation('checkIn', 'memberLink', {
		...scope,
		memberId: '9',
		trackerId: 'daily',
		pageUrl: 'https://n8n.example/webhook/door',
	});
	const door = new URL(String((doors[0]?.['door'] as IDataObject)['link'])).searchParams.get('door');
	const me = new URL(String(links[0]?.['link'])).searchParams.get('me');
	await operation('checkIn', 'doorPage', {}, [
		{ query: { door }, body: {} },
		{ query: { door, me }, body: {} },
		{ query: {}, body: { door, me } },
		{ query: { door: 'c1.x.y' }, body: {} },
	]);
	return [...collected.values()];
}
