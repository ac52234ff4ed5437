import type { IDataObject } from 'n8n-workflow';

import type { CommunityEvent } from '../../../community/event';
import type { Harness } from '../../workflows/harness';
import type { Sample } from './samples';
import { ADMINS, event, GROUP, LADDER, person, runNode, TYPE } from './workflows';

const FLAGGED = '淘宝刷单兼职，一单一结，加微信 kefu8823';

function says(memberId: string, text: string, messageId: string): CommunityEvent {
	return event({ type: 'message', ...person(memberId, '小雨'), text, messageId });
}

function presses(strikeId: string, communityId: string): CommunityEvent {
	return event({
		type: 'button',
		communityId,
		...person('1', '李雷'),
		button: { value: `scan.undo|${strikeId}|${GROUP}`, messageId: '5' },
		replyHandle: { kind: 'telegram.callback', token: 'cb', expiresAt: '2026-06-01T12:05:00.000Z' },
	});
}

/** Runs the operations on messages, and the penalty that follows a scan. */
export async function messageSamples(harness: Harness): Promise<Sample[]> {
	const run = async (type: string, parameters: object, items: readonly object[]): Promise<IDataObject[]> => {
		const { outputs, error } = await runNode(harness, type, parameters, items);
		if (error !== undefined) throw new Error(error.message);
		return outputs.flat();
	};
	const operation = async (name: string, parameters: object, items: readonly object[]): Promise<Sample> => ({
		node: 'MemberScreening',
		version: 1,
		resource: 'message',
		operation: name,
		items: await run(TYPE.screening, { resource: 'message', operation: name, ...parameters }, items),
	});
	const picture = { data: { data: 'R0lGODlh', mimeType: 'image/gif' } };
	const scanned = await operation('scan', { reviewGroupId: ADMINS, ladder: LADDER, options: { exemptMembers: '3' } }, [
		says('1', FLAGGED, '51'),
		says('1', '代开发票，联系微信 fapiao_66', '52'),
		says('2', '早上好', '53'),
		says('3', '早上好', '54'),
		{ json: says('4', '', '55'), binary: picture },
	]);
	const ids = scanned.items.flatMap(({ strikeId }) => (typeof strikeId === 'string' ? [strikeId] : []));
	const [first = '', second = ''] = ids;
	const undone = await operation('undo', { options: { note: '误判' } }, [
		presses(first, GROUP),
		presses(second, ADMINS),
		presses(first, ADMINS),
	]);
	const standing = scanned.items.filter(({ outcome }) => outcome === 'flagged');
	const penalized: Sample = {
		node: 'CommunityChat',
		version: 1,
		resource: 'member',
		operation: 'penalize',
		items: await run(
			TYPE.chat,
			{ platform: 'telegram', resource: 'member', operation: 'penalize', options: { maxWaitSeconds: 0 } },
			[...standing, { ...standing[0], message: undefined }],
		),
	};
	const listed = await operation('listStrikes', { communityId: GROUP, returnAll: true }, [{}]);
	return [
		scanned,
		undone,
		listed,
		{ ...penalized, items: penalized.items.map(({ delivery, deliveries }) => ({ delivery, deliveries })) },
	];
}
