import type { IDataObject } from 'n8n-workflow';

import type { Harness } from '../../workflows/harness';
import type { FakeBotApi } from './bot-api';
import { admissionSamples } from './samples-admission';
import { buddySamples } from './samples-buddies';
import { campSamples } from './samples-camp';
import { checkInSamples } from './samples-check-in';
import { eliminationSamples } from './samples-elimination';
import { evaluationSamples } from './samples-evaluation';
import { giveawaySamples } from './samples-giveaway';
import { lotterySamples } from './samples-lottery';
import { memberSamples } from './samples-member';
import { messageSamples } from './samples-message';
import { pictureSamples } from './samples-pictures';
import { proofSamples } from './samples-proof';
import { reviewSamples } from './samples-review';
import { standingSamples } from './samples-standing';
import { ADMINS, asks, chain, condition, event, fills, GROUP, node, person, runNode, TYPE } from './workflows';

/** The items that an operation puts out; `inherited` names fields that are those of its input. */
export interface Sample {
	/** Folder of the node below nodes/. */
	node: string;
	version: number;
	resource?: string;
	operation?: string;
	items: IDataObject[];
}

const handle = { kind: 'telegram.callback', token: 'cb', expiresAt: '2026-06-01T12:05:00.000Z' };
const press = (memberId: string, value: string, communityId: string) =>
	event({
		type: 'button',
		communityId,
		...person(memberId, '某人'),
		button: { value, messageId: '5' },
		replyHandle: handle,
	});

/** Runs every operation of every node once or more. The credentials of the bot must be among the harness's. */
export async function allSamples(harness: Harness, bot: FakeBotApi): Promise<Sample[]> {
	return [
		await triggered(harness, bot),
		...(await evaluationSamples(harness, await screened(harness))),
		...(await welcomed(harness)),
		...(await chatted(harness)),
		...(await admissionSamples(harness)),
		...(await reviewSamples(harness)),
		...(await messageSamples(harness)),
		...(await memberSamples(harness)),
		...(await standingSamples(harness)),
		...(await buddySamples(harness)),
		// Last, because they stop the clock.
		...(await campSamples(harness)),
		...(await eliminationSamples(harness)),
		...(await checkInSamples(harness)),
		...(await pictureSamples(harness)),
		...(await lotterySamples(harness)),
		...(await proofSamples(harness)),
		...(await giveawaySamples(harness)),
	];
}

async function run(
	harness: Harness,
	type: string,
	parameters: object,
	items: readonly object[],
): Promise<IDataObject[]> {
	const { outputs, error } = await runNode(harness, type, parameters, items);
	if (error !== undefined) throw new Error(error.message);
	return outputs.flat();
}

async function triggered(harness: Harness, bot: FakeBotApi): Promise<Sample> {
	const workflow = chain(node('Trigger', TYPE.trigger, { source: 'telegram' }, { typeVersion: 2 }));
	await harness.hook(workflow, { node: 'Trigger', method: 'create' });
	const token = String(bot.named('setWebhook')[0]?.params['secret_token']);
	const chat = { id: -1001, type: 'supergroup', title: '深圳设计师社群' };
	const from = { id: 7, first_name: '小雨', username: 'rain', language_code: 'zh-hans' };
	const date = 1_780_315_200;
	const updates = [
		{ message: { message_id: 5, date, chat, from, text: '你好' } },
		{
			chat_join_request: {
				chat,
				from,
				date,
				user_chat_id: 7,
				bio: '设计师',
				invite_link: { invite_link: 'https://t.me/+x', name: '海报', creator: { id: 9 } },
			},
		},
		{ callback_query: { id: 'cb', from, data: 'yes', message: { message_id: 5, chat, text: 'card' } } },
		{
			chat_member: {
				chat,
				from,
				date,
				old_chat_member: { status: 'left', user: from },
				new_chat_member: { status: 'member', user: from },
			},
		},
	];
	const items: IDataObject[] = [];
	for (const [index, fields] of updates.entries()) {
		const { workflowData } = await harness.webhook(workflow, {
			node: 'Trigger',
			headers: { 'X-Telegram-Bot-Api-Secret-Token': token },
			rawBody: JSON.stringify({ update_id: index, ...fields }),
		});
		items.push(...(workflowData?.[0] ?? []).map(({ json }) => json));
	}
	return { node: 'CommunityTrigger', version: 2, items };
}

async function screened(harness: Harness): Promise<Sample[]> {
	const operation = async (name: string, parameters: object, items: readonly object[]): Promise<Sample> => ({
		node: 'MemberScreening',
		version: 1,
		resource: 'application',
		operation: name,
		items: await run(harness, TYPE.screening, { resource: 'application', operation: name, ...parameters }, items),
	});
	const rule = {
		name: '住在深圳',
		field: 'answers.城市',
		condition: condition('string', 'equals', '深圳'),
		weight: 60,
	};
	const evaluate = { rules: { rule: [rule] }, approveFrom: 60, rejectBelow: 0, reviewGroupId: ADMINS };
	const invite = { link: 'https://t.me/+x', name: '海报', inviterId: '9' };
	const evaluated = await operation('evaluate', evaluate, [
		asks('1', 'a', '想加入', { invite }),
		asks('2', 'b', 'hello', { memberHandle: 'b' }),
		fills('3', { 城市: '深圳' }),
	]);
	return [evaluated];
}

async function welcomed(harness: Harness): Promise<Sample[]> {
	const operation = async (name: string, parameters: object, items: readonly object[]): Promise<Sample> => ({
		node: 'WelcomeRitual',
		version: 1,
		resource: 'ritual',
		operation: name,
		items: await run(harness, TYPE.ritual, { resource: 'ritual', operation: name, ...parameters }, items),
	});
	const started = await operation('start', {}, [event({ type: 'joined', ...person('1', 'a') })]);
	const ended = await operation('start', { steps: [], options: { ritualId: 'short' } }, [
		event({ type: 'joined', ...person('2', 'b') }),
	]);
	const [greeting] = (started.items[0] as unknown as { messages: { buttons: { value: string }[] }[] }).messages;
	const accepted = press('1', greeting?.buttons[0]?.value ?? '', GROUP);
	const text = '大家好，我是小雨，坐标深圳，做产品设计';
	const recorded = await operation('recordStep', {}, [
		accepted,
		event({ type: 'message', ...person('1', 'a'), text, messageId: '6' }),
	]);
	const open = event({ type: 'joined', ...person('3', 'c') });
	await operation('start', {}, [open]);
	return [
		{ ...started, items: [...started.items, ...ended.items] },
		recorded,
		...(await ritualsInFull(operation)),
		await operation('progress', { communityId: GROUP, returnAll: true }, [{}]),
	];
}

/** A ritual of operators' steps with reminders, somebody invited, somebody late, and what is reported of them. */
async function ritualsInFull(
	operation: (name: string, parameters: object, items: readonly object[]) => Promise<Sample>,
): Promise<Sample[]> {
	const definition = {
		v: 2,
		steps: [
			{ id: 'meet_owner', kind: 'meet_owner', tag: 'met', nudgeHours: [0.000001] },
			{ id: 'picture', kind: 'picture' },
		],
		greetings: [{ segment: 'poster', when: { when: 'field', field: 'inviteName', equals: '海报' } }],
		greetTogether: { seconds: 600, atMost: 2 },
		nudges: { from: '00:00', until: '00:00' },
		operatorsGroupId: ADMINS,
	};
	const parameters = { definitionSource: 'json', definition, options: { ritualId: 'full' } };
	const invite = { link: 'https://t.me/+x', name: '海报', inviterId: '9' };
	const joins = ['4', '5'].map((id) => event({ type: 'joined', ...person(id, `m${id}`), invite }));
	await operation('start', parameters, joins);
	const nudged = await operation('nudgeDue', { communityId: GROUP }, [{}]);
	const confirmed = await operation(
		'confirmStep',
		{ communityId: GROUP, platformMemberId: '4', stepId: 'meet_owner', operator: '李雷' },
		[{}],
	);
	const reported = await operation(
		'report',
		{ communityId: GROUP, operatorsGroupId: ADMINS, options: { ritualId: 'full' } },
		[{}],
	);
	return [nudged, confirmed, reported];
}

async function chatted(harness: Harness): Promise<Sample[]> {
	const messages = [{ to: { kind: 'group', id: GROUP }, text: '你好', dedupeKey: 'hello' }];
	const held = [{ to: { kind: 'group', id: GROUP }, text: '你好', dedupeKey: 'held' }];
	const operation = async (resource: string, name: string): Promise<Sample> => {
		const items = resource === 'message' ? [{ messages }, { messages: held }] : [asks('7', 'x', '')];
		const parameters = { platform: 'telegram', resource, operation: name };
		const options = { messagesPerMinute: 1, maxWaitSeconds: 0 };
		return {
			node: 'CommunityChat',
			version: 1,
			resource,
			operation: name,
			items: (await run(harness, TYPE.chat, { ...parameters, options }, items)).map(({ delivery, deliveries }) => ({
				delivery,
				deliveries,
			})),
		};
	};
	const samples: Sample[] = [];
	for (const name of ['approve', 'decline']) samples.push(await operation('joinRequest', name));
	for (const name of ['mute', 'remove', 'restore']) samples.push(await operation('member', name));
	samples.push(await operation('message', 'send'));
	return samples;
}
