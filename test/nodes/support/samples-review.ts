import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import type { Harness } from '../../workflows/harness';
import type { Sample } from './samples';
import { ADMINS, asks, chain, condition, event, fills, node, person, runNode, TYPE } from './workflows';

const COMMUNITY = 'review-desk';
const DESK_URL = 'https://n8n.example.com/webhook/desk/review';
/** An instant that has passed a few milliseconds after an application was made. */
const AT_ONCE = 1e-7;

/** Runs every operation of the review desk, the page included. The harness needs the credential of signed webhooks. */
export async function reviewSamples(harness: Harness): Promise<Sample[]> {
	const operation = async (name: string, parameters: object, items: readonly object[] = [{}]): Promise<Sample> => {
		const fields = { resource: 'application', operation: name, ...parameters };
		const { outputs, error } = await runNode(harness, TYPE.screening, fields, items);
		if (error !== undefined) throw new Error(error.message);
		return { node: 'MemberScreening', version: 1, resource: 'application', operation: name, items: outputs.flat() };
	};
	const waiting = async (...memberIds: string[]): Promise<string[]> => {
		const rule = {
			name: '住在深圳',
			field: 'answers.城市',
			condition: condition('string', 'equals', '深圳'),
			weight: 1,
		};
		const invite = { link: 'https://t.me/+x', name: '海报', inviterId: '9' };
		const { items } = await operation(
			'evaluate',
			{
				rules: { rule: [rule] },
				approveFrom: 60,
				rejectBelow: 0,
				reviewGroupId: ADMINS,
				options: { communityId: COMMUNITY },
			},
			memberIds.map((id) => (id.startsWith('f') ? fills(id, { 城市: '深圳' }) : asks(id, '阿强', '你好', { invite }))),
		);
		return items.map((json) => String(json['applicationId']));
	};
	const press = (action: string, id: string) =>
		event({
			type: 'button',
			communityId: ADMINS,
			...person('10', '李雷'),
			button: { value: `${action}|${id}|${COMMUNITY}`, messageId: '5' },
			replyHandle: { kind: 'telegram.callback', token: 'cb', expiresAt: '2026-06-01T12:05:00.000Z' },
		});

	const [a = '', b = '', c = ''] = await waiting('r1', 'r2', 'f3', 'f4', 'f5');
	const assigned = await operation('assign', {
		communityId: COMMUNITY,
		reviewers: { reviewer: [{ reviewerId: '10', name: '李雷' }] },
	});
	const listed = await operation('listWaiting', { communityId: COMMUNITY, returnAll: true });
	const options = { digest: true, reviewGroupId: ADMINS, deskUrl: DESK_URL };
	const digest = await operation('listWaiting', { communityId: COMMUNITY, options });
	const decided = await operation('decide', { options: { note: 'ok', undoButton: true } }, [
		press('scr.approve', a),
		press('scr.reject', b),
	]);
	const undone = await operation('undo', { options: { note: 'oops' } }, [press('scr.undo', a)]);
	const turned = await operation('undo', { undoTo: 'opposite' }, [press('scr.undo', b)]);
	const link = await operation('reviewLink', { deskUrl: DESK_URL, communityId: COMMUNITY, reviewerId: '10' });
	const desk = await decidedOnPage(harness, String(link.items[0]?.['url']), c);
	await sleep(5);
	const reviewer = { reviewer: [{ reviewerId: '10', name: '李雷' }] };
	const policy = {
		communityId: COMMUNITY,
		remindAfterHours: AT_ONCE,
		reviewers: reviewer,
		options: { deskUrl: DESK_URL },
	};
	const reminded = await operation('followUp', policy);
	const defaults = { defaultDecision: 'approve', defaultAfterHours: 2 * AT_ONCE };
	const settled = await operation('followUp', { ...policy, ...defaults });
	return [
		assigned,
		{ ...listed, items: [...listed.items, ...digest.items] },
		decided,
		{ ...undone, items: [...undone.items, ...turned.items] },
		link,
		{ node: 'ReviewDesk', version: 2, items: desk },
		{ ...reminded, items: [...reminded.items, ...settled.items] },
	];
}

/** What the workflow gets when a reviewer approves one application on the page. */
async function decidedOnPage(harness: Harness, url: string, applicationId: string): Promise<IDataObject[]> {
	const form = new URLSearchParams({
		token: new URL(url).searchParams.get('token') ?? '',
		submission: 'one-submission-of-the-page',
		only: `approved:${applicationId}`,
		reason: '六月见过',
	});
	const { workflowData } = await harness.webhook(chain(node('Desk', TYPE.desk, {}, { typeVersion: 2 })), {
		node: 'Desk',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		rawBody: form.toString(),
	});
	return (workflowData ?? []).flat().map(({ json }) => json);
}
