import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { verifyPass, type Pass } from '../../../../community/checkin/door';
import type { Language } from '../../../../community/language';
import { displayName, type Subject } from '../../../../community/subject';
import type { JsonObject, StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { nodeError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { asText, chosenLanguage, languageField, optionsReader } from '../../../shared/parameters';
import { passKeys } from '../shared/passKeys';
import { requireTracker } from '../shared/trackers';
import { buttonPage, deadPage, saidPage, wordsPage } from './doorPage.html';
import { recordCheckIn } from './record';

const properties: INodeProperties[] = [
	{
		displayName:
			"Connect this node after n8n's Webhook node (methods GET and POST, respond when the last node finishes, with the first entry's binary). Opening a link shows a page and writes nothing; the button on it checks in.",
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [languageField('Language of the page where the link is no good')],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['checkIn'], operation: ['doorPage'] } },
	properties,
);

type DoorPass = Extract<Pass, { kind: 'door' }>;
type MemberPass = Extract<Pass, { kind: 'member' }>;
type Dead = 'expired' | 'forged' | 'malformed';

interface Visit {
	door: DoorPass | undefined;
	me: MemberPass | undefined;
	tokens: { door: string | undefined; me: string | undefined };
	/** Whether the button was pressed. */
	pressed: boolean;
	dead: Dead | undefined;
	language: Language;
}

const field = (from: unknown, name: string): string | undefined =>
	typeof from === 'object' && from !== null ? asText((from as IDataObject)[name]) || undefined : undefined;

function visitOf(item: IDataObject, keys: readonly Buffer[], now: string, language: Language): Visit {
	const { query, body } = item;
	const pressed = field(body, 'me') !== undefined;
	const from = pressed ? body : query;
	const tokens = { door: field(from, 'door'), me: field(from, 'me') };
	let dead: Dead | undefined = tokens.door === undefined && tokens.me === undefined ? 'malformed' : undefined;
	const read = (token: string | undefined, kind: Pass['kind']): Pass | undefined => {
		if (token === undefined) return undefined;
		const verdict = verifyPass(token, keys, now);
		if (verdict.valid && verdict.kind === kind) return verdict;
		dead ??= verdict.valid ? 'malformed' : verdict.reason;
		return undefined;
	};
	const door = read(tokens.door, 'door') as DoorPass | undefined;
	const me = read(tokens.me, 'member') as MemberPass | undefined;
	// A personal link opens the doors of its own community only.
	if (door !== undefined && me !== undefined && door.communityId !== me.communityId) dead ??= 'malformed';
	return { door, me, tokens, pressed, dead, language };
}

/** Answers whoever opens a door's code or a personal link with a page (binary field `data`), and checks in. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const keys = await passKeys(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	const outputs = await runBatch(context, 1, {
		prepare: (item, index) => visitOf(item.json, keys, now, chosenLanguage(options(index)['language'])),
		apply: async (tx, visit) => ({ output: 0, json: await answer(tx, visit, now) }),
	});
	try {
		for (const item of outputs[0] ?? []) {
			const { page, ...json } = item.json;
			if (page === undefined) continue;
			const data = await context.helpers.prepareBinaryData(Buffer.from(asText(page), 'utf8'), 'page.html', 'text/html');
			item.json = json;
			item.binary = { data };
		}
	} catch (error) {
		throw nodeError(context.getNode(), error);
	}
	return outputs;
}

async function answer(tx: StoreTransaction, visit: Visit, now: string): Promise<JsonObject> {
	const { door, me, dead, pressed, tokens } = visit;
	const pass = door ?? me;
	if (dead !== undefined || pass === undefined) {
		const reason = dead ?? 'malformed';
		return {
			shown: 'refused',
			reason,
			outcome: null,
			checkIn: null,
			messages: [],
			page: deadPage(visit.language, reason),
		};
	}
	const tracker = await requireTracker(tx, pass.communityId, pass.trackerId);
	const { language, title, keywords, ways } = tracker.rules;
	if (door !== undefined && me === undefined) {
		const words = `${keywords[0] ?? ''} ${door.code}`.trim();
		return {
			shown: 'words',
			reason: null,
			outcome: null,
			checkIn: null,
			messages: [],
			page: wordsPage(language, title, words),
		};
	}
	if (me === undefined || (door === undefined && !ways.includes('link'))) {
		return {
			shown: 'refused',
			reason: 'malformed',
			outcome: null,
			checkIn: null,
			messages: [],
			page: deadPage(language, 'malformed'),
		};
	}
	const subject = await subjectOfPass(tx, me);
	if (!pressed) {
		const page = buttonPage(language, title, displayName(subject.member), { door: tokens.door, me: tokens.me ?? '' });
		return { shown: 'button', reason: null, outcome: null, checkIn: null, messages: [], page };
	}
	const { result } = await recordCheckIn(
		tx,
		{
			tracker,
			subject,
			event: undefined,
			// Of a door once for ever; of a link every press, as the calendar tells whether it counts.
			cause: `pass:${me.platform}:${me.platformMemberId}:${door?.code ?? now}`,
			occurredAt: now,
			recognised: {
				way: door === undefined ? 'link' : 'scan',
				text: '',
				hasImage: false,
				...(door === undefined ? {} : { code: door.code }),
			},
			team: undefined,
			imageHash: undefined,
			memberTimeZone: undefined,
			reviewGroupId: undefined,
			tell: 'chat',
		},
		now,
	);
	const messages = result['messages'] as { text: string }[];
	const page = saidPage(language, title, messages.map(({ text }) => text).join('\n'));
	return toJson({
		shown: 'result',
		...pick(result),
		messages: result['outcome'] === 'recorded' ? messages : [],
		page,
	}) as JsonObject;
}

const pick = ({ reason, outcome, checkIn }: JsonObject): JsonObject => ({ reason, outcome, checkIn });

async function subjectOfPass(tx: StoreTransaction, me: MemberPass): Promise<Subject> {
	const { communityId, platform, platformMemberId, name } = me;
	const community = await tx.getCommunity(communityId);
	const member = await tx.findMember(communityId, { platform, platformMemberId });
	const known = member?.name ?? name;
	return {
		community: {
			communityId,
			groupId: community?.groupId ?? communityId,
			...(community?.name == null ? {} : { name: community.name }),
		},
		member: { platform, platformMemberId, ...(known === undefined ? {} : { name: known }) },
	};
}
