import { randomBytes } from 'node:crypto';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { GiveawayKind } from '../../../../community/giveaway/definition';
import { stableId } from '../../../../community/digest';
import { SECRET_BYTES } from '../../../../community/lottery/draw/commitment';
import { minorUnits } from '../../../../community/lottery/money';
import { readWhen } from '../../../../community/lottery/when';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { subjectOfItem } from '../../../shared/item';
import {
	asText,
	chosenLanguage,
	numberOption,
	optionsReader,
	parameterReader,
	textOption,
	textReader,
} from '../../../shared/parameters';
import { requireCommunity, requireText } from './fields';
import { openGiveaway } from './open';

type Fields = Readonly<Record<string, unknown>>;

/** Reads what is special about a kind: the panel's words become the rules' numbers. */
const OWN: Record<GiveawayKind, (context: IExecuteFunctions) => (index: number, options: Fields) => object> = {
	red_packet(context) {
		const [total, unit, split] = ['total', 'unit', 'split'].map((name) => textReader(context, name));
		const shares = parameterReader(context, 'shares', 0, Number);
		return (index, options) => {
			const isMoney = unit?.(index) === 'money';
			const currency = isMoney ? currencyOf(textOption(options, 'currency') ?? 'CNY') : 'points';
			return {
				unit: currency,
				total: isMoney ? minorUnits(total?.(index) ?? '', currency) : wholePoints(total?.(index) ?? ''),
				shares: shares(index),
				split: split?.(index),
			};
		};
	},
	tickets(context) {
		const quantity = parameterReader(context, 'quantity', 0, Number);
		return (index, options) => ({
			quantity: quantity(index),
			codes: asText(options['codes'])
				.split('\n')
				.map((code) => code.trim())
				.filter((code) => code !== ''),
		});
	},
	instant_win(context) {
		const prizes = parameterReader(context, 'prizes', {}, prizesOf);
		const playsPerPerson = parameterReader(context, 'playsPerPerson', 1, Number);
		return (index) => ({ prizes: prizes(index), playsPerPerson: playsPerPerson(index) });
	},
};

function currencyOf(text: string): string {
	const code = text.toUpperCase();
	if (/^[A-Z]{3}$/.test(code)) return code;
	throw new InputError(`"${code}" is no currency`, 'Fill in "Currency" with the three letters of ISO 4217, e.g. CNY.');
}

function wholePoints(text: string): number {
	if (/^\d{1,9}$/.test(text)) return Number(text);
	throw new InputError(`"${text}" is no number of points`, 'Fill in "Amount" with a whole number, e.g. 100.');
}

function prizesOf(value: unknown): object[] {
	const rows = typeof value === 'object' && value !== null && 'prize' in value ? value.prize : [];
	return (Array.isArray(rows) ? (rows as Fields[]) : []).map((row) => {
		const perMillion = Number(row['chance']) * 10_000;
		if (Math.abs(perMillion - Math.round(perMillion)) > 1e-6) {
			throw new InputError(
				`A chance of ${asText(row['chance'])} % is too fine`,
				'Fill in "Chance (%)" with at most four decimals.',
			);
		}
		return { name: asText(row['name']), perMillion: Math.round(perMillion), stock: Number(row['stock']) };
	});
}

/** A time as an operator gives it, or a number of minutes after it begins. */
function endOf(text: string, timeZone: string): string | number {
	return /^\d{1,6}$/.test(text) ? Number(text) : readWhen(text, timeZone, 'endsAt');
}

/** Opens giveaways of a kind. */
export async function openOperation(context: IExecuteFunctions, kind: GiveawayKind): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const fields = { giveawayId: text('giveawayId'), title: text('title'), endsAt: text('endsAt') };
	const [community, operator] = [text('communityId'), text('operator')];
	const options = optionsReader(context);
	const own = OWN[kind](context);
	const timeZone = context.getTimezone();
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const communityId = requireCommunity(community(index), item);
			const begins = textOption(chosen, 'opensAt');
			const subject = subjectOfItem(item);
			return {
				communityId,
				giveawayId: fields.giveawayId(index) || stableId(kind, communityId, context.getExecutionId(), String(index)),
				groupId: textOption(chosen, 'groupId') ?? subject?.community.groupId ?? communityId,
				platform: subject?.member.platform ?? 'telegram',
				reviewGroupId: textOption(chosen, 'reviewGroupId') ?? null,
				operator: requireText(operator(index), 'Done By'),
				definition: {
					kind,
					title: fields.title(index),
					language: chosenLanguage(chosen['language']),
					minimumDays: numberOption(chosen, 'minimumDays') ?? 0,
					...own(index, chosen),
				},
				opensAt: begins === undefined ? undefined : readWhen(begins, timeZone, 'opensAt'),
				ends: endOf(requireText(fields.endsAt(index), 'Ends'), timeZone),
				secret: randomBytes(SECRET_BYTES).toString('hex'),
				timeZone,
				now,
			};
		},
		apply: async (tx, opening) => ({ output: 0, json: await openGiveaway(tx, opening) }),
	});
}
