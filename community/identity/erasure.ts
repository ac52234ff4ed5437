/** JSON as ledgers and operations keep it. */
export type Data = string | number | boolean | null | Data[] | { [key: string]: Data | undefined };
export type DataObject = { [key: string]: Data | undefined };

/** Keys whose values name no person: what happened, where, how much, and which record it belongs to. */
const KEPT = new Set(
	(
		'v type kind status result verdict decision outcome way tier rank version round count streak score amount points ' +
		'amountMinor currency payment orderId transactionId communityId platform eventId occurredAt receivedAt verified ' +
		'at day date until from to before after applicationId progressId ritualId stepId runId caseId taskId appealId ' +
		'inviterMemberId mergeId erasureId campaignId campId lotteryId prizeId questionnaireId code uses penalty rule ruleId tag change'
	).split(' '),
);

/**
 * What stays of a ledger line's data when the person is erased: everything that is not known to name nobody goes, so
 * that whatever a later line may hold goes as well.
 */
export function withoutPerson(data: DataObject): DataObject {
	const kept: DataObject = {};
	for (const [key, value] of Object.entries(data)) {
		if (!KEPT.has(key) || value === undefined) continue;
		if (key === 'payment' && isObject(value)) kept[key] = withoutPerson(value);
		else if (typeof value !== 'object' || value === null) kept[key] = value;
	}
	return kept;
}

/** Keys under which a person's id stands, on a platform or in the store. */
const ID_KEYS = new Set(
	'memberId platformMemberId inviterId inviterMemberId actorId operatorId keptId absorbedId id token by mergedBy'.split(
		' ',
	),
);
/** Keys beside an id that say what the person is called. */
const NAME_KEYS = ['name', 'memberName', 'memberHandle', 'handle', 'inviterName', 'actorName', 'language', 'text'];

const isObject = (value: Data | undefined): value is DataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether somebody with one of these ids is named anywhere in it. */
export function mentions(value: Data | undefined, ids: ReadonlySet<string>): boolean {
	if (Array.isArray(value)) return value.some((one) => (typeof one === 'string' ? ids.has(one) : mentions(one, ids)));
	if (!isObject(value)) return false;
	return Object.entries(value).some(([key, inner]) => isId(key, inner, ids) || mentions(inner, ids));
}

function isId(key: string, value: Data | undefined, ids: ReadonlySet<string>): boolean {
	return (typeof value === 'string' && ID_KEYS.has(key) && ids.has(value)) || ids.has(key);
}

/** The same, with the pseudonym in place of the ids, and without the name where the person stands. */
export function withoutMentions(value: Data, ids: ReadonlySet<string>, pseudonym: string): Data {
	if (Array.isArray(value)) {
		return value.map((one) =>
			typeof one === 'string' && ids.has(one) ? pseudonym : withoutMentions(one, ids, pseudonym),
		);
	}
	if (!isObject(value)) return value;
	const isPerson = Object.entries(value).some(([key, inner]) => isId(key, inner, ids));
	const entries = Object.entries(value).flatMap(([key, inner]): [string, Data | undefined][] => {
		if (isPerson && NAME_KEYS.includes(key)) return [];
		if (ids.has(key)) return [[pseudonym, {}]];
		if (isId(key, inner, ids)) return [[key, pseudonym]];
		return [[key, inner === undefined ? inner : withoutMentions(inner, ids, pseudonym)]];
	});
	return Object.fromEntries(entries);
}
