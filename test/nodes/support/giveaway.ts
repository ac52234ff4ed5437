import type { IDataObject } from 'n8n-workflow';
import type { CommunityEvent } from '../../../community/event';
import type { Harness } from '../../workflows/harness';
import { press } from './lottery';
import { ADMINS, GROUP, runNode, TYPE } from './workflows';

export type Kind = 'redPacket' | 'tickets' | 'instantWin';

/** What an operator fills in for each kind, with everything that can be filled in. */
export const FIELDS = {
	redPacket: {
		title: '新年红包',
		total: '100',
		shares: 3,
		unit: 'points',
		split: 'lucky',
		endsAt: '30',
		operator: '李雷',
	},
	tickets: { title: '线下沙龙', quantity: 2, endsAt: '30', operator: '李雷' },
	instantWin: {
		title: '刮刮乐',
		prizes: {
			prize: [
				{ name: '咖啡券', chance: 60, stock: 1 },
				{ name: '贴纸', chance: 40, stock: 9 },
			],
		},
		playsPerPerson: 2,
		endsAt: '30',
		operator: '李雷',
	},
};

/** Runs one operation and gives the items of its output; a failure is thrown with its hint. */
export async function giveaway(
	harness: Harness,
	resource: Kind,
	operation: string,
	parameters: object = {},
	items: readonly object[] = [{}],
): Promise<IDataObject[]> {
	const { outputs, error } = await runNode(harness, TYPE.lottery, { resource, operation, ...parameters }, items);
	if (error !== undefined) throw new Error(`${error.message} | ${error.description ?? ''}`);
	return outputs[0] ?? [];
}

/** Opens one under a name. */
export async function openOf(
	harness: Harness,
	resource: Kind,
	giveawayId: string,
	changes: object = {},
): Promise<IDataObject> {
	const fields = { communityId: GROUP, giveawayId, ...FIELDS[resource], ...changes };
	const [opened] = await giveaway(harness, resource, 'open', fields);
	if (opened === undefined) throw new Error('nothing was opened');
	return opened;
}

/** Somebody presses the button under the announcement. */
export const grabs = (memberId: string, giveawayId: string, fields: Partial<CommunityEvent> = {}) =>
	press(memberId, 'give.take', giveawayId, fields);

/** An operator presses the button under a task to pay. */
export const confirms = (giveawayId: string, take: number, fields: Partial<CommunityEvent> = {}) => {
	const pressed = press('900', 'give.paid', `${giveawayId}.${take}`, { communityId: GROUP });
	return { ...pressed, communityId: ADMINS, ...fields };
};

export const messagesOf = (item: IDataObject | undefined) =>
	(item?.['messages'] ?? []) as { to: { kind: string; id: string }; text: string; buttons?: { value: string }[] }[];

/** What the group is told. */
export const toGroup = (item: IDataObject | undefined): string[] =>
	messagesOf(item)
		.filter(({ to }) => to.kind === 'group' && to.id === GROUP)
		.map(({ text }) => text);

/** What whoever pressed the button reads over it. */
export const answered = (item: IDataObject | undefined): string =>
	messagesOf(item).find(({ to }) => to.kind === 'reply')?.text ?? '';
