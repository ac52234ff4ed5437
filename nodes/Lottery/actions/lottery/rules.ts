import type { IExecuteFunctions } from 'n8n-workflow';
import { DomainError } from '../../../../community/domain-error';
import type { CheckSettings } from '../../../../community/lottery/check';
import { drandChain, QUICKNET, roundAfter } from '../../../../community/lottery/draw/drand-chains';
import { minorUnits } from '../../../../community/lottery/money';
import { readPrizeLines } from '../../../../community/lottery/prizes';
import { readWhen } from '../../../../community/lottery/when';
import { requireZone } from '../../../../community/parse';
import { jsonOf, listOf } from '../../../shared/fields';
import { asText, numberOption, parameterReader, textOption } from '../../../shared/parameters';

type Fields = Readonly<Record<string, unknown>>;

/** What an operator gave, before the linter has seen it. */
export interface Given {
	/** Shaped like LotteryRules, if all is well. */
	rules: Fields;
	settings: Omit<CheckSettings, 'now' | 'published'>;
	timeZone: string;
	/** Whether a time of closing is given, or counted from opening. */
	closesByClock: boolean;
	opensByClock: boolean;
}

const HOUR_MS = 3_600_000;
/** Most chances of an entry where bonus entries are given, and no cap. */
const BONUS_CAP = 5;
/** Drand's round lies an hour after closing, so that the list is frozen and published before anybody can know it. */
const UNTIL_BEACON_MS = HOUR_MS;

const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const fields = (value: unknown): Fields => (isFields(value) ? value : {});
const rows = (value: unknown, name: string): Fields[] => {
	const list = fields(value)[name];
	return Array.isArray(list) ? list.filter(isFields) : [];
};
/** A number as typed; `undefined` lets the default of the rules count. */
const number = (value: unknown): number | undefined =>
	value === undefined || value === null || value === '' ? undefined : Number(value);

function prizesOf(value: unknown): object[] {
	return rows(value, 'prize').map((prize, index) => {
		const currency = asText(prize['currency']).trim().toUpperCase() || 'CNY';
		const worth = asText(prize['value']).trim();
		return {
			tierId: `tier-${index + 1}`,
			name: asText(prize['name']),
			quantity: number(prize['quantity']) ?? 1,
			...(worth === '' ? {} : { valueMinor: minorUnits(worth, currencyCode(currency)), currency }),
		};
	});
}

function currencyCode(code: string): string {
	if (/^[A-Z]{3}$/.test(code)) return code;
	throw new DomainError(`"${code}" is no currency`, 'Write its ISO 4217 code, e.g. CNY.', 'currency');
}

function entryOf(given: Fields, tasks: unknown): object {
	const lists = ['anyTags', 'allTags', 'noTags', 'tiers', 'regions'] as const;
	const numbers = ['pointsCost', 'minPoints', 'minStreak', 'minAgeDays'] as const;
	return {
		keyword: asText(given['keyword']),
		...Object.fromEntries(lists.map((name) => [name, listOf(given[name])])),
		...Object.fromEntries(numbers.map((name) => [name, number(given[name])])),
		oneByHousehold: given['oneByHousehold'] === true,
		tasks: rows(tasks, 'task').map(({ name, type, count, withinDays }) => ({
			name: asText(name).trim() || asText(type),
			type: asText(type).trim(),
			count: number(count) ?? 1,
			withinDays: number(withinDays) === 0 ? undefined : number(withinDays),
		})),
	};
}

function claimOf(given: Fields, form: unknown): object {
	const url = asText(given['formUrl']).trim();
	return {
		hours: number(given['hours']),
		...(url === '' ? {} : { formUrl: url }),
		fields: rows(form, 'field').map(({ label, required, sensitive }, index) => ({
			key: `q${index + 1}`,
			label: asText(label),
			required: required !== false,
			sensitive: sensitive === true,
		})),
	};
}

/** The round of drand's quicknet that the draw of a lottery with this closing time waits for. */
function drandAfter(closesAt: string): object {
	const from = new Date(Date.parse(closesAt) + UNTIL_BEACON_MS).toISOString();
	return { chainHash: QUICKNET, round: roundAfter(drandChain(QUICKNET), from) };
}

function settingsOf(given: Fields): Given['settings'] {
	const currency = currencyCode((textOption(given, 'currency') ?? 'CNY').toUpperCase());
	return {
		currency,
		topPrizeMinor: minorUnits(textOption(given, 'topPrize') ?? '50000', currency),
		sharing: given['sharing'] === 'warning' ? 'warning' : 'error',
	};
}

/** Reads the rules of each item from the panel; times are counted from `now`. */
export function rulesReader(
	context: IExecuteFunctions,
	options: (index: number) => Fields,
	now: string,
): (index: number) => Given {
	const read = <T>(name: string, convert: (value: unknown) => T, fallback: unknown = {}) =>
		parameterReader(context, name, fallback, convert);
	const same = (value: unknown): unknown => value;
	const source = read('rulesSource', asText, 'fields');
	const json = read('rulesJson', (value) => jsonOf(value, 'Rules'), '{}');
	const text = {
		title: read('title', asText, ''),
		lines: read('prizeLines', asText, ''),
		closes: read('closesAt', asText, ''),
	};
	const prizesSource = read('prizesSource', asText, 'fields');
	const lists = {
		prizes: read('prizes', same),
		tasks: read('tasks', same),
		bonus: read('bonus', same),
		form: read('claimForm', same),
	};
	const parts = {
		entry: read('entryRules', fields),
		exclusions: read('exclusions', fields),
		draw: read('drawRules', fields),
		claim: read('claimRules', fields),
		disclosure: read('disclosure', fields),
	};
	const checks = read('checks', fields);

	const byFields = (index: number, times: { opensAt: string; closesAt: string }): Fields => {
		const { cap, drand, ...draw } = parts.draw(index);
		const { recentWinnerDays, staff, staffTags } = parts.exclusions(index);
		return {
			title: text.title(index),
			...times,
			prizes: prizesSource(index) === 'lines' ? readPrizeLines(text.lines(index)) : prizesOf(lists.prizes(index)),
			entry: entryOf(parts.entry(index), lists.tasks(index)),
			weights: {
				cap: number(cap) ?? (rows(lists.bonus(index), 'rule').length === 0 ? 1 : BONUS_CAP),
				bonus: rows(lists.bonus(index), 'rule').map(({ from, value, every, add }) => ({
					from,
					value: asText(value).trim(),
					every: number(every),
					add: number(add),
				})),
			},
			exclusions: {
				recentWinnerDays: number(recentWinnerDays),
				staff: listOf(staff),
				staffTags: listOf(staffTags),
			},
			draw: {
				perPerson: number(draw['perPerson']),
				alternates: number(draw['alternates']),
				tooFewEntrants: draw['tooFewEntrants'],
				...(drand === true ? { drand: drandAfter(times.closesAt) } : {}),
			},
			claim: claimOf(parts.claim(index), lists.form(index)),
			disclosure: { ...parts.disclosure(index) },
		};
	};

	return (index) => {
		const chosen = options(index);
		const timeZone = textOption(chosen, 'timeZone') ?? context.getTimezone();
		requireZone(timeZone);
		const given = source(index) === 'json' ? fields(json(index)) : undefined;
		const opens = given === undefined ? (textOption(chosen, 'opensAt') ?? '') : asText(given['opensAt']).trim();
		const closes = (given === undefined ? text.closes(index) : asText(given['closesAt'])).trim();
		const opensAt = opens === '' ? now : readWhen(opens, timeZone, 'opensAt');
		const hours = numberOption(chosen, 'closesAfterHours');
		const closesAt =
			closes === '' && hours !== undefined ? after(opensAt, hours) : readWhen(closes, timeZone, 'closesAt');
		const times = { opensAt, closesAt };
		return {
			rules: given === undefined ? byFields(index, times) : { ...given, ...times },
			settings: settingsOf(checks(index)),
			timeZone,
			closesByClock: closes !== '',
			opensByClock: opens !== '',
		};
	};
}

function after(instant: string, hours: number): string {
	if (Number.isFinite(hours) && hours > 0) return new Date(Date.parse(instant) + hours * HOUR_MS).toISOString();
	throw new DomainError(
		`"Closes After Hours" is ${String(hours)}`,
		'Write how many hours entries are taken, e.g. 48.',
		'closesAfterHours',
	);
}
