import type { IDataObject } from 'n8n-workflow';
import type { Harness } from '../../workflows/harness';
import { settleIn } from './elimination';
import { confirms, FIELDS, giveaway, grabs, type Kind } from './giveaway';
import { later, OPENS, says } from './lottery';
import type { Sample } from './samples';
import { ADMINS, event, person } from './workflows';

/** A community of its own. */
const GROUP = '-1020';

/** Runs every operation of red packets, tickets and instant wins. Stops the clock. */
export async function giveawaySamples(harness: Harness): Promise<Sample[]> {
	const found = new Map<string, { resource: Kind; operation: string; items: IDataObject[] }>();
	const run = async (resource: Kind, operation: string, parameters: object, items: readonly object[] = [{}]) => {
		const put = await giveaway(harness, resource, operation, parameters, items);
		const key = `${resource}.${operation}`;
		const before = found.get(key)?.items ?? [];
		found.set(key, { resource, operation, items: [...before, ...put] });
	};
	harness.setTime(OPENS);
	await settleIn(
		harness,
		['1', '2', '3'].map((id) => ({ id })),
		GROUP,
	);
	const grab = (memberId: string, giveawayId: string) => grabs(memberId, giveawayId, { communityId: GROUP });
	const form = event({ type: 'form_submitted', communityId: GROUP, ...person('2', '会员2') });

	for (const resource of ['redPacket', 'tickets', 'instantWin'] as const) {
		const take = resource === 'instantWin' ? 'play' : 'grab';
		const of = { communityId: GROUP, giveawayId: resource.toLowerCase() };
		await run(resource, 'open', { ...of, ...FIELDS[resource], ...MORE[resource] });
		const first = grab('1', of.giveawayId);
		await run(resource, take, { communityId: '', giveawayId: '' }, [first, first]);
		await run(resource, take, of, [form, grab('1', of.giveawayId), grab('77', of.giveawayId)]);
		if (resource === 'redPacket') {
			await run(resource, 'confirmPayout', { source: 'button' }, [
				confirms(of.giveawayId, 1, { button: grabOfPayout(of.giveawayId) }),
			]);
			await run(resource, 'confirmPayout', { source: 'fields', ...of, take: 2, operator: '李雷' });
		}
		if (resource === 'tickets') {
			await run(resource, 'giveBack', of, [
				says('1', '退票', { communityId: GROUP }),
				says('3', '退票', { communityId: GROUP }),
				{ community: { communityId: GROUP, groupId: GROUP }, member: { platform: 'telegram', platformMemberId: '3' } },
			]);
		}
		await run(resource, 'list', { communityId: GROUP, returnAll: true });
		await run(resource, 'get', of);
		harness.setTime(later(31));
		await run(resource, 'close', { communityId: GROUP, giveawayId: '' });
		await run(resource, 'get', of);
		await run(resource, 'list', { communityId: GROUP, returnAll: true });
		harness.setTime(OPENS);
	}
	return [...found.values()].map((sample) => ({ node: 'Lottery', version: 1, ...sample }));
}

const grabOfPayout = (giveawayId: string) => ({ value: `give.paid|${giveawayId}.1|${GROUP}`, messageId: '5' });

/** What makes every field of the output appear. */
const MORE: Record<Kind, object> = {
	redPacket: { unit: 'money', total: '8.80', options: { reviewGroupId: ADMINS } },
	tickets: { options: { codes: 'AAA\nBBB' } },
	instantWin: {
		prizes: {
			prize: [{ name: '咖啡券', chance: 100, stock: 1 }],
		},
	},
};
