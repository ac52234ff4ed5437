import type { CommunityEvent } from '../../../../community/event';
import { afterUndo, incidentSchema, type Incident, type Sentence } from '../../../../community/scan/incident';
import { lessonsOf } from '../../../../community/scan/lessons';
import {
	alreadyUndoneMessages,
	forgivenMessage,
	refusedMessages,
	undoneMessages,
} from '../../../../community/scan/messages';
import type { JsonObject, Once, StoreTransaction, StrikeRow } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { asText } from '../../../shared/parameters';
import { readPages } from '../../../shared/paging';

/** Somebody says that a flagged message was none. */
export interface Pardon {
	communityId: string;
	strikeId: string;
	operatorId: string;
	operatorName: string;
	/** Whether the text passes from now on. */
	teach: boolean;
	note?: string;
	/** The press of a button that said it. */
	press?: CommunityEvent;
	/** An event to pass on where no button was pressed. */
	event?: CommunityEvent;
}

/** Standing strikes whose mute may still run. */
const MOST_STANDING = 500;

/** What was kept of the flagged message. */
export function incidentOf({ reasons, strikeId }: StrikeRow): Incident {
	const parsed = incidentSchema.safeParse(reasons);
	if (parsed.success) return parsed.data;
	throw new InputError(
		`Strike ${strikeId} was not given by a scan of this version`,
		'Update n8n-nodes-shequn, or restore the member with Community Chat.',
	);
}

/**
 * Takes a strike back in the transaction it is given: it no longer counts, and the text passes from now on.
 *
 * @returns `undefined` if a button names a strike that does not exist
 * @throws InputError if fields name one
 */
export async function pardon(tx: StoreTransaction, asked: Pardon, now: string): Promise<Once<JsonObject> | undefined> {
	const { communityId, strikeId, press } = asked;
	const strike = await tx.getStrike(communityId, strikeId);
	if (strike === undefined) {
		if (press !== undefined) return undefined;
		throw new InputError(
			`There is no strike ${strikeId} in community ${communityId}`,
			'Take both identifiers from the item that Scan or List Strikes gave.',
		);
	}
	const incident = incidentOf(strike);
	// A button's value can be forged by a modified client; only the group it was pressed in cannot.
	if (press !== undefined && press.communityId !== incident.operatorsGroupId) {
		const messages = refusedMessages(incident, press);
		return { duplicate: false, result: answer(strike, incident, { undone: false, refused: 'elsewhere', messages }) };
	}
	const undone = await tx.once(communityId, `screening.scanUndo:${strikeId}`, now, async () =>
		undo(tx, strike, incident, asked, now),
	);
	return tellSlower(undone, incident, asked);
}

function answer({ strikeId }: StrikeRow, { subject, reasons }: Incident, more: object): JsonObject {
	return toJson({ strikeId, reasons, penalty: { kind: 'none' }, ...subject, ...more }) as JsonObject;
}

async function undo(
	tx: StoreTransaction,
	strike: StrikeRow,
	incident: Incident,
	asked: Pardon,
	now: string,
): Promise<JsonObject> {
	const { communityId, strikeId, memberId } = strike;
	const { operatorId, operatorName: operator, press, note, teach } = asked;
	const taken = await tx.undoStrike(communityId, strikeId, { at: now, by: operatorId });
	if (taken === undefined) {
		throw new InputError('The strike was undone at this very moment', 'Nothing to do: somebody was faster.');
	}
	const taught = teach ? await forgive(tx, incident, communityId, operatorId, now) : 0;
	const penalty = afterUndo(incident.sentence, await standing(tx, strike), Date.parse(now));
	const hasTaught = taught > 0;
	await tx.appendLedger([
		{
			communityId,
			source: 'screening',
			eventId: `${strikeId}:undone`,
			type: 'message.forgiven',
			memberId,
			actorId: operatorId,
			occurredAt: now,
			recordedAt: now,
			data: toJson({ strikeId, operator, note, taught, penalty }) as JsonObject,
		},
	]);
	const wasTold = incident.isPublic && incident.sentence.kind !== 'none';
	return answer(strike, incident, {
		undone: true,
		undoneBy: operatorId,
		operator,
		...(note === undefined ? {} : { note }),
		taught,
		penalty,
		...(press === undefined ? {} : { undoneByEvent: press.eventId }),
		messages: [
			...(press === undefined ? [] : undoneMessages(incident, strikeId, press, { operator, hasTaught })),
			...(wasTold ? [forgivenMessage(incident, strikeId)] : []),
		],
	});
}

/** Keeps what the undo teaches; how many reasons it was about. */
async function forgive(
	tx: StoreTransaction,
	incident: Incident,
	communityId: string,
	forgivenBy: string,
	at: string,
): Promise<number> {
	const lessons = lessonsOf(incident);
	for (const lesson of lessons) await tx.forgive({ ...lesson, communityId, forgivenBy, at });
	return lessons.length;
}

/** The sentences of the member's other strikes. */
async function standing(tx: StoreTransaction, { communityId, memberId, strikeId }: StrikeRow): Promise<Sentence[]> {
	const rows = await readPages(
		MOST_STANDING,
		(page) => tx.listStrikes({ communityId, memberId, undone: false }, page),
		(row) => `${row.at}|${row.strikeId}`,
	);
	return rows.filter((row) => row.strikeId !== strikeId).flatMap((row) => sentenceOf(row));
}

function sentenceOf({ reasons }: StrikeRow): Sentence[] {
	const parsed = incidentSchema.safeParse(reasons);
	return parsed.success ? [parsed.data.sentence] : [];
}

/** Whoever asks after the strike was undone changes nothing more; the deciding press delivered again gives the first result. */
function tellSlower(undone: Once<JsonObject>, incident: Incident, { press }: Pardon): Once<JsonObject> {
	const { duplicate, result } = undone;
	if (!duplicate || press === undefined || result['undoneByEvent'] === press.eventId) return undone;
	const messages = alreadyUndoneMessages(incident, press, asText(result['operator']));
	return { duplicate, result: { ...result, ...(toJson({ messages }) as JsonObject), penalty: { kind: 'none' } } };
}
