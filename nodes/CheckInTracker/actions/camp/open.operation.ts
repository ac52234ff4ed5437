import { DateTime } from 'luxon';
import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { requireCampId, settlesAt } from '../../../../community/camp/definition';
import { invitationMessage } from '../../../../community/camp/messages';
import type { JsonObject, StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { jsonOf } from '../../../shared/fields';
import { toJson } from '../../../shared/item';
import {
	chosenLanguage,
	numberOption,
	optionsReader,
	parameterReader,
	textOption,
	textReader,
} from '../../../shared/parameters';
import { campJson, campLine, checkedCamp, knownCamp } from './camps';
import { requireCommunity, requireText } from './fields';
import { openFields } from './open.fields';

export const description = updateDisplayOptions({ show: { resource: ['camp'], operation: ['open'] } }, openFields);

interface Opening {
	communityId: string;
	campId: string;
	groupId: string;
	reviewGroupId: string;
	operator: string;
	definition: unknown;
}

async function open(tx: StoreTransaction, opening: Opening, now: string): Promise<Routed> {
	const { communityId, campId, groupId, reviewGroupId, operator, definition } = opening;
	const camp = await checkedCamp(tx, communityId, definition);
	const { duplicate, result } = await tx.once(communityId, `camp.open:${campId}`, now, async () => {
		const row = {
			communityId,
			campId,
			definition: toJson(camp) as JsonObject,
			groupId,
			reviewGroupId,
			settlesAt: settlesAt(camp),
			openedBy: operator,
			openedAt: now,
		};
		await tx.openCamp(row);
		const known = knownCamp({ ...row, status: 'open', plan: null, approvedBy: null, approvedAt: null });
		await tx.appendLedger([
			campLine(known, { what: 'opened', type: 'camp.opened', actorId: operator, at: now, data: { camp } }),
		]);
		return toJson({ ...campJson(known), messages: [invitationMessage(known)] }) as JsonObject;
	});
	const kept = await tx.getCamp(communityId, campId);
	if (duplicate && JSON.stringify(kept?.definition) !== JSON.stringify(toJson(camp))) {
		throw new InputError(
			`There is a camp "${campId}" with other rules`,
			'People have enrolled by those. Open a new camp under another name, or cancel that one first.',
		);
	}
	return { output: 0, json: { duplicate, ...result } };
}

/** Reads the camp as the fields of the panel say it. */
function panelReader(context: IExecuteFunctions): (index: number) => object {
	const text = (name: string) => textReader(context, name);
	const number = (name: string) => parameterReader(context, name, 0, Number);
	const fields = {
		title: text('title'),
		startsOn: text('startsOn'),
		timeZone: text('timeZone'),
		trackerId: text('trackerId'),
	};
	const numbers = { days: number('days'), passDays: number('passDays'), deposit: number('deposit') };
	const options = optionsReader(context);
	return (index) => {
		const chosen = options(index);
		const deposit = numbers.deposit(index);
		const enrolUntil = textOption(chosen, 'enrolUntil');
		return definedOnly({
			title: fields.title(index),
			language: chosenLanguage(chosen['language']),
			trackerId: fields.trackerId(index),
			timeZone: fields.timeZone(index),
			startsOn: fields.startsOn(index).slice(0, 10),
			days: numbers.days(index),
			enrolUntil: enrolUntil === undefined ? undefined : instantOf(enrolUntil, fields.timeZone(index)),
			places: numberOption(chosen, 'places'),
			deposit: deposit === 0 ? undefined : { amountMinor: deposit, currency: textOption(chosen, 'currency') ?? 'CNY' },
			payWithinHours: numberOption(chosen, 'payWithinHours'),
			pass: definedOnly({
				days: numbers.passDays(index),
				streak: numberOption(chosen, 'streak'),
				makeUpsCount: chosen['makeUpsCount'] !== false,
				tasks: tasksOf(chosen['tasks']),
			}),
			forfeited: definedOnly({
				to: chosen['forfeitedTo'],
				split: chosen['split'],
				organiserPercent: numberOption(chosen, 'organiserPercent'),
				nobodyPasses: chosen['nobodyPasses'],
			}),
			settleAfterHours: numberOption(chosen, 'settleAfterHours'),
			refundBy: chosen['refundBy'],
		});
	};
}

/** n8n's date field gives a time without an offset where its calendar was used: it is one of the camp's clocks. */
function instantOf(value: string, timeZone: string): string {
	if (/(?:Z|[+-]\d{2}:?\d{2})$/i.test(value)) return value;
	return DateTime.fromISO(value, { zone: timeZone }).toUTC().toISO() ?? value;
}

function tasksOf(tasks: unknown): unknown {
	return typeof tasks === 'object' && tasks !== null && 'task' in tasks ? tasks.task : undefined;
}

function definedOnly(fields: Record<string, unknown>): object {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Opens camps; the same camp again changes nothing, another one under its name is refused. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const [community, camp, group, review, operator] = [
		text('communityId'),
		text('campId'),
		text('groupId'),
		text('reviewGroupId'),
		text('operator'),
	];
	const source = text('campSource');
	const json = parameterReader(context, 'camp', '{}', (value) => jsonOf(value, 'Camp'));
	const panel = panelReader(context);
	const now = new Date().toISOString();
	return await runBatch<Opening>(context, 1, {
		prepare(item, index) {
			const communityId = requireCommunity(community(index), item);
			return {
				communityId,
				campId: requireCampId(camp(index)),
				groupId: group(index) || communityId,
				reviewGroupId: requireText(review(index), 'Operators’ Group'),
				operator: requireText(operator(index), 'Operator'),
				definition: source(index) === 'json' ? json(index) : panel(index),
			};
		},
		apply: async (tx, opening) => await open(tx, opening, now),
	});
}
