import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { decodeButton } from '../../../../community/button';
import { recognise } from '../../../../community/checkin/recognise';
import { defaultTracker } from '../../../../community/checkin/tracker';
import { stableId } from '../../../../community/digest';
import { communityEventSchema, type CommunityEvent } from '../../../../community/event';
import { parseWith, requireZone } from '../../../../community/parse';
import { subjectOf } from '../../../../community/subject';
import type { StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { causeOf, requireEvent } from '../../../shared/item';
import { asText, optionsReader, textOption, textReader } from '../../../shared/parameters';
import { SHIPPED_TRACKER } from '../shared/fields';
import type { Trackers } from '../shared/memory';
import { trackerOrShipped, type KnownTracker } from '../shared/trackers';
import type { Attempt } from './record';

/** An item that may be a check-in: only the trackers of its community tell. */
export interface Candidate {
	recognise(tx: StoreTransaction, trackers: Trackers): Promise<Attempt | undefined>;
}

/** Types of events that may be a check-in. */
const TYPES: readonly CommunityEvent['type'][] = ['message', 'button', 'form_submitted', 'checkin'];

/** Reads what an item says about a check-in, before anything is written. */
export function attemptReader(
	context: IExecuteFunctions,
	pictures: ReadonlyMap<number, string>,
	now: string,
): (item: INodeExecutionData, index: number) => Candidate | undefined {
	const text = (name: string) => textReader(context, name);
	const [source, tracker, reviewGroup] = [text('checkInSource'), text('trackerId'), text('reviewGroupId')];
	const fields = fieldsReader(context, now);
	const options = optionsReader(context);
	return (item, index) => {
		const event = source(index) === 'fields' ? fields(index) : requireEvent(item);
		if (event.memberId === undefined || !TYPES.includes(event.type)) return undefined;
		const chosen = options(index);
		const button = event.type === 'button' ? decodeButton(event.button?.value ?? '') : undefined;
		if (event.type === 'button' && button?.action !== 'chk.in') return undefined;
		const subject = subjectOf(event, textOption(chosen, 'communityId') ?? button?.communityId);
		if (subject === undefined) return undefined;
		const memberTimeZone = textOption(chosen, 'memberTimeZone');
		if (memberTimeZone !== undefined) requireZone(memberTimeZone, "Member's Time Zone");
		const { communityId } = subject.community;
		const name = tracker(index);
		const ways: readonly unknown[] = Array.isArray(chosen['ways']) ? chosen['ways'] : [];
		const fallback = { timeZone: textOption(chosen, 'timeZone') ?? context.getTimezone() };
		const rest = {
			subject,
			event,
			cause: causeOf(event, communityId),
			occurredAt: new Date(event.occurredAt).toISOString(),
			team: textOption(chosen, 'team') ?? (asText(item.json['team']).trim() || undefined),
			imageHash: pictures.get(index),
			reviewGroupId: reviewGroup(index) || undefined,
			memberTimeZone,
			tell: chosen['tellMember'] === false ? ('nobody' as const) : ('chat' as const),
		};
		return {
			async recognise(tx, trackers) {
				const names = name === '' ? await trackers.names(communityId) : [name];
				for (const trackerId of names.length === 0 ? [SHIPPED_TRACKER] : names) {
					const known = await trackers.find(communityId, trackerId);
					const rules = known?.rules ?? defaultTracker(fallback.timeZone);
					const recognised = recognise(event, trackerId, rules);
					if (recognised === undefined || (ways.length > 0 && !ways.includes(recognised.way))) continue;
					const found = known ?? (await shipped(tx, trackers, { communityId, trackerId }, fallback, now));
					const hasImage = recognised.hasImage || rest.imageHash !== undefined;
					return { tracker: found, recognised: { ...recognised, hasImage }, ...rest };
				}
				return undefined;
			},
		};
	};
}

/** Nobody has defined the tracker, and somebody checks in: it begins with the shipped rules. */
async function shipped(
	tx: StoreTransaction,
	trackers: Trackers,
	{ communityId, trackerId }: { communityId: string; trackerId: string },
	fallback: { timeZone: string },
	now: string,
): Promise<KnownTracker> {
	const made = await trackerOrShipped(tx, communityId, trackerId, fallback, now);
	trackers.forget();
	return made;
}

/** An event made of the fields of the panel; the same fields are the same event. */
function fieldsReader(context: IExecuteFunctions, now: string): (index: number) => CommunityEvent {
	const text = (name: string) => textReader(context, name);
	const [community, member, platform] = [text('communityId'), text('memberId'), text('platform')];
	const [words, time, tracker] = [text('words'), text('occurredAt'), text('trackerId')];
	return (index) => {
		const [communityId, memberId, on] = [community(index), member(index), platform(index)];
		if (communityId === '' || memberId === '') {
			throw new InputError('A field is empty', 'Fill in "Community ID" and "Member ID".');
		}
		const occurredAt = time(index) || now;
		const said = words(index);
		const event = {
			eventId: `fields:${stableId(tracker(index), communityId, on, memberId, occurredAt)}`,
			platform: on,
			communityId,
			memberId,
			type: 'checkin',
			occurredAt,
			...(said === '' ? {} : { text: said }),
			receivedAt: now,
			verified: false,
		};
		return parseWith(communityEventSchema, event, 'event');
	};
}
