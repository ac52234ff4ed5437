import type { IDataObject } from 'n8n-workflow';

import type { CommunityEvent } from '../../../community/event';
import { encodeButton, type ButtonAction } from '../../../community/button';
import type { Harness } from '../../workflows/harness';
import { event, GROUP, person, runNode, TYPE } from './workflows';

/** Sunday noon in UTC; the workflows of the tests run in New York unless they say otherwise. */
export const OPENS = '2026-06-01T12:00:00.000Z';
export const CLOSES = '2026-06-03T12:00:00.000Z';

/** Minutes after the opening. */
export const later = (minutes: number): string => new Date(Date.parse(OPENS) + minutes * 60_000).toISOString();

export const RULES = {
	title: '春日福利抽奖',
	closesAt: CLOSES,
	prizes: {
		prize: [
			{ name: '一等奖：机械键盘', quantity: 1, value: '499.00', currency: 'CNY' },
			{ name: '二等奖：咖啡券', quantity: 2, value: '30', currency: 'CNY' },
		],
	},
	entryRules: { keyword: '抽奖' },
	exclusions: { staff: '900, 901' },
	disclosure: { organiser: '深圳设计师社群', contact: 'help@example.com', text: '7 个工作日内寄出' },
};

/** Runs one operation of Lottery and gives the items of its output; a failure is thrown. */
export async function lottery(
	harness: Harness,
	operation: string,
	parameters: object = {},
	items: readonly object[] = [{}],
): Promise<IDataObject[]> {
	const all = { resource: 'lottery', operation, ...parameters };
	const { outputs, error } = await runNode(harness, TYPE.lottery, all, items);
	if (error !== undefined) throw new Error(`${error.message} | ${error.description ?? ''}`);
	return outputs[0] ?? [];
}

export async function openOne(harness: Harness, changes: object = {}, communityId = GROUP): Promise<IDataObject> {
	const [opened] = await lottery(harness, 'open', { communityId, ...RULES, ...changes });
	if (opened === undefined) throw new Error('nothing was opened');
	return opened;
}

export const idOf = (item: IDataObject | undefined): string => String((item?.['lottery'] as IDataObject)['lotteryId']);

export const handle = (token: string): NonNullable<CommunityEvent['replyHandle']> => ({
	kind: 'telegram.callback',
	token,
	expiresAt: '2026-06-09T12:00:00.000Z',
});

let presses = 0;

/** Somebody presses a button of a lottery. */
export function press(memberId: string, action: ButtonAction, id: string, fields: Partial<CommunityEvent> = {}) {
	presses += 1;
	const communityId = fields.communityId ?? GROUP;
	return event({
		type: 'button',
		...person(memberId, `会员${memberId}`),
		button: { value: encodeButton({ action, id, communityId }), messageId: '5' },
		replyHandle: handle(`cb${presses}`),
		occurredAt: new Date().toISOString(),
		...fields,
	});
}

/** Somebody writes in the group. */
export const says = (memberId: string, text: string, fields: Partial<CommunityEvent> = {}) =>
	event({
		type: 'message',
		...person(memberId, `会员${memberId}`),
		text,
		messageId: memberId,
		occurredAt: new Date().toISOString(),
		...fields,
	});
