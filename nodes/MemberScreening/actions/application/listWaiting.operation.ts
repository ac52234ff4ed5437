import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { WAYS, type Way } from '../../../../community/admission/ways';
import type { Language } from '../../../../community/language';
import { ageInWords } from '../../../../community/review/age';
import { listWaiting, type DeskSort } from '../../../../community/review/desk';
import { digestMessage, digestText } from '../../../../community/review/messages';
import type {
	ApplicationFilter,
	ApplicationStatus,
	ReviewedApplication,
	StoreTransaction,
} from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { limitReader } from '../../../shared/paging';
import { asText, chosenLanguage, optionsReader, textOption, textReader } from '../../../shared/parameters';
import { listFields } from './listWaiting.fields';
import { inOrderOf, readApplications, waitingOf, waitsSince } from './waiting';

export const description = updateDisplayOptions(
	{ show: { resource: ['application'], operation: ['listWaiting'] } },
	listFields,
);

const STATUSES: readonly ApplicationStatus[] = ['review', 'waitlisted', 'approved', 'rejected', 'withdrawn'];
const HOUR_MS = 3_600_000;

const OLDEST_FIRST: DeskSort = { by: 'age', descending: true };
const ORDERS: Readonly<Record<string, DeskSort>> = {
	newest: { by: 'age', descending: false },
	oldest: OLDEST_FIRST,
	score: { by: 'score', descending: true },
	assignee: { by: 'assignee', descending: false },
	way: { by: 'way', descending: false },
};

interface Wanted {
	filter: ApplicationFilter;
	/** The person's id on the platform. */
	platformMemberId: string | undefined;
	minAgeHours: number;
	sort: DeskSort;
	limit: number;
	language: Language;
	/** Where the digest goes; absent where each application is an item of its own. */
	digestTo: string | undefined;
	deskUrl: string | undefined;
}

/** Lists the applications that wait for a person, or gives a message about them. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	const limit = limitReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare: (_item, index) => wanted(community(index), limit(index), options(index), now),
		async apply(tx, query) {
			const found = await find(tx, query, now);
			return query.digestTo === undefined
				? found.map((application) => applicationItem(application, query.language, now))
				: digestItem(found, { ...query, digestTo: query.digestTo }, now);
		},
	});
}

function wanted(communityId: string, limit: number, options: Readonly<Record<string, unknown>>, now: string): Wanted {
	const minAgeHours = Number(options['minAgeHours'] ?? 0);
	if (!Number.isFinite(minAgeHours) || minAgeHours < 0) {
		throw new InputError(`"Minimum Age" is ${minAgeHours}`, 'Fill in a number of hours from 0 on.');
	}
	const platformMemberId = textOption(options, 'memberId');
	if (platformMemberId !== undefined && communityId === '') {
		throw new InputError('"Member ID" is filled in without "Community ID"', 'Fill in "Community ID" too.');
	}
	const digestTo = options['digest'] === true ? textOption(options, 'reviewGroupId') : undefined;
	if (options['digest'] === true && digestTo === undefined) {
		throw new InputError('The digest goes nowhere', `Fill in "Operators' Group ID" in the options.`);
	}
	const assignedTo = options['unassigned'] === true ? null : textOption(options, 'assignedTo');
	const way: Way | undefined = WAYS.find((one) => one === options['way']);
	return {
		filter: {
			status: STATUSES.find((one) => one === options['status']) ?? 'review',
			...(communityId === '' ? {} : { communityId }),
			...(assignedTo === undefined ? {} : { assignedTo }),
			...(way === undefined ? {} : { way }),
			...(minAgeHours > 0 ? { createdBefore: new Date(Date.parse(now) - minAgeHours * HOUR_MS).toISOString() } : {}),
		},
		platformMemberId,
		minAgeHours,
		sort: ORDERS[asText(options['order'])] ?? OLDEST_FIRST,
		limit,
		language: chosenLanguage(options['language']),
		digestTo,
		deskUrl: textOption(options, 'deskUrl'),
	};
}

async function find(
	tx: StoreTransaction,
	{ filter, platformMemberId, minAgeHours, sort, limit, digestTo }: Wanted,
	now: string,
): Promise<ReviewedApplication[]> {
	const memberId = platformMemberId === undefined ? undefined : await memberOf(tx, filter, platformMemberId);
	if (memberId === null) return [];
	// The store gives the oldest first; for anything else all of them have to be known before some are left out.
	const isAsStored = sort === OLDEST_FIRST && minAgeHours === 0 && digestTo === undefined;
	const query = memberId === undefined ? filter : { ...filter, memberId };
	const found = await readApplications(tx, query, isAsStored ? limit : Number.POSITIVE_INFINITY);
	if (isAsStored) return found;
	const order = listWaiting(found.map(waitingOf), { minAgeHours }, sort, now);
	return inOrderOf(order, found).slice(0, digestTo === undefined ? limit : undefined);
}

/** The member behind a platform's id; `null` if there is none. */
async function memberOf(
	tx: StoreTransaction,
	{ communityId = '' }: ApplicationFilter,
	platformMemberId: string,
): Promise<string | null> {
	const community = await tx.getCommunity(communityId);
	if (community === undefined) return null;
	const member = await tx.findMember(communityId, { platform: community.platform, platformMemberId });
	return member?.memberId ?? null;
}

function applicationItem(application: ReviewedApplication, language: Language, now: string): Routed {
	const { card: _card, ...subject } = application.subject;
	const { applicationId, status, score, reasons, answers, createdAt, reviewGroupId, way, assignedTo } = application;
	const since = waitsSince(application);
	const waitingHours = Math.max(0, Math.round((Date.parse(now) - Date.parse(since)) / 36_000) / 100);
	const age = ageInWords(since, now, language);
	const desk = { status, way, assignedTo, reminders: application.reminders };
	return {
		output: 0,
		json: toJson({
			applicationId,
			...subject,
			score,
			reasons,
			answers,
			createdAt,
			waitingHours,
			age,
			...desk,
			reviewGroupId,
		}),
	};
}

function digestItem(
	found: readonly ReviewedApplication[],
	{ digestTo, language, deskUrl }: Wanted & { digestTo: string },
	now: string,
): Routed {
	const waiting = found.map(waitingOf);
	const place = { reviewGroupId: digestTo, language, now, ...(deskUrl === undefined ? {} : { deskUrl }) };
	return {
		output: 0,
		json: toJson({
			waiting: found.length,
			digest: digestText(waiting, language, now),
			messages: digestMessage(waiting, place),
		}),
	};
}
