import { randomBytes } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { checkRules, requirePublishable } from '../../../../community/lottery/check';
import { commitSeed, SECRET_BYTES } from '../../../../community/lottery/draw/commitment';
import { publishRules } from '../../../../community/lottery/draw/rules';
import { announcement } from '../../../../community/lottery/messages';
import { publishedRules, type LotteryRules } from '../../../../community/lottery/rules';
import { problemInWords } from '../../../../community/lottery/words';
import type { Language } from '../../../../community/language';
import type { CommunityRow, JsonObject, LotteryRow, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { seal } from '../../../shared/sensitive';
import { problemJson } from './check.operation';
import type { FindOccasion } from './occasion';
import type { Given } from './rules';
import { communityJson, lotteryJson, lotteryLine, lotteryOf, rulesOf, secretPlace } from './view';

export interface Opening {
	communityId: string;
	given: Given;
	occasion: FindOccasion;
	/** As the operator chose; else it is made of what the lottery is. */
	lotteryId: string | undefined;
	idOf: (occasion: string | undefined) => string;
	groupId: string | undefined;
	platform: string | undefined;
	openedBy: string;
	language: Language;
	announce: boolean;
	now: string;
}

/**
 * Publishes a lottery in the transaction it is given. The same lottery again gives the first result, if nothing of its
 * rules was changed.
 *
 * @returns `undefined` if it is not the occasion, or the lottery of it has closed
 * @throws DomainError naming all that the linter would stop
 */
export async function openLottery(tx: StoreTransaction, opening: Opening): Promise<IDataObject | undefined> {
	const { communityId, given, now, language } = opening;
	const occasion = await opening.occasion(tx, { communityId, now, timeZone: given.timeZone });
	if (occasion === undefined) return undefined;
	const key = occasion === 'item' ? undefined : occasion.key;
	const lotteryId = opening.lotteryId ?? opening.idOf(key);
	const known = await tx.getLottery(communityId, lotteryId);
	const published = known === undefined ? undefined : rulesOf(known);
	const rules = withTimesOf(published, given);
	const checked = checkRules(rules, { ...given.settings, now, ...(published === undefined ? {} : { published }) });
	// A lottery of an occasion is opened once, whatever its rules are by now; later nodes go on as long as it is open.
	if (known !== undefined && key !== undefined) {
		return known.status === 'open' ? { duplicate: true, ...(await again(tx, opening, lotteryId)) } : undefined;
	}
	const publishable = requirePublishable(checked, (problem) => problemInWords(problem, language));
	const { duplicate, result } = await tx.once(communityId, onceKey(lotteryId), now, async () => {
		const row = await publish(tx, opening, lotteryId, publishable);
		return toJson({
			lottery: lotteryJson(row),
			rules: publishable,
			published: row.published,
			problems: checked.problems.map((problem) => problemJson(problem, language)),
			community: await communityJson(tx, row),
			messages: opening.announce ? [announcement(await lotteryOf(tx, row, given.timeZone))] : [],
		}) as JsonObject;
	});
	return { duplicate, ...result };
}

const onceKey = (lotteryId: string): string => `lottery.open:${lotteryId}`;

/** What was put out the first time. */
async function again(tx: StoreTransaction, { communityId, now }: Opening, lotteryId: string): Promise<JsonObject> {
	const { result } = await tx.once<JsonObject>(communityId, onceKey(lotteryId), now, async () => {
		throw new InputError('A lottery with this ID was not opened by this node', 'Choose another "Lottery ID".');
	});
	return result;
}

/** Times that were counted from now are those of the first time, when the same is opened again. */
function withTimesOf(published: LotteryRules | undefined, { rules, closesByClock, opensByClock }: Given): object {
	if (published === undefined) return rules;
	const { drand } = published.draw;
	const draw = rules['draw'];
	const waits = typeof draw === 'object' && draw !== null && 'drand' in draw && drand !== undefined;
	return {
		...rules,
		...(opensByClock ? {} : { opensAt: published.opensAt }),
		...(closesByClock ? {} : { closesAt: published.closesAt }),
		...(waits && !closesByClock ? { draw: { ...draw, drand } } : {}),
	};
}

async function publish(
	tx: StoreTransaction,
	opening: Opening,
	lotteryId: string,
	rules: LotteryRules,
): Promise<LotteryRow> {
	const { communityId, now, language, openedBy } = opening;
	const { platform, groupId } = await groupOf(tx, opening);
	const secret = randomBytes(SECRET_BYTES).toString('hex');
	const published = publishRules(publishedRules(rules, { communityId, lotteryId }));
	const lottery = {
		communityId,
		lotteryId,
		title: rules.title,
		rules: toJson(rules) as JsonObject,
		published: published.text,
		rulesHash: published.hash,
		language,
		platform,
		groupId,
		commitment: commitSeed(secret),
		secret: seal(secret, secretPlace({ communityId, lotteryId })),
		opensAt: rules.opensAt,
		closesAt: rules.closesAt,
		createdAt: now,
		createdBy: openedBy,
	};
	await tx.insertLottery(lottery);
	await tx.appendLedger([
		lotteryLine({
			lottery,
			what: 'opened',
			type: 'lottery.opened',
			actorId: openedBy,
			now,
			data: {
				title: rules.title,
				rulesHash: lottery.rulesHash,
				commitment: lottery.commitment,
				closesAt: rules.closesAt,
			},
		}),
	]);
	const row = await tx.getLottery(communityId, lotteryId);
	if (row === undefined) throw new Error('a lottery that was just written is not there');
	return row;
}

async function groupOf(
	tx: StoreTransaction,
	{ communityId, groupId, platform, now }: Opening,
): Promise<Pick<CommunityRow, 'platform' | 'groupId'>> {
	const known = await tx.getCommunity(communityId);
	const where = {
		platform: platform ?? known?.platform ?? 'telegram',
		groupId: groupId ?? known?.groupId ?? communityId,
	};
	if (known === undefined) await tx.ensureCommunity({ communityId, ...where, at: now });
	return where;
}
