import { DateTime } from 'luxon';
import { instantMs, requireZone } from '../parse';
import type { Language } from '../language';
import { fillText, shorten } from '../text';
import type { Data, DataObject } from './erasure';
import { TRAIL_COPY } from './trail-copy';

/** A line of the ledger as a trail shows it. */
export interface TrailLine {
	type: string;
	occurredAt: string;
	actorId?: string | undefined;
	data: DataObject;
}

/** Characters of what a member wrote that a trail shows. */
const WORDS = 60;

const textOf = (value: Data | undefined): string => (typeof value === 'string' ? value : '');

function wordsOf(data: DataObject, language: Language): string {
	const text = textOf(data['text']).replace(/\s+/g, ' ').trim();
	if (text === '') return '';
	return language === 'en' ? `: “${shorten(text, WORDS)}”` : `：“${shorten(text, WORDS)}”`;
}

/** An amount in the currency's own unit; currencies differ in their decimals (ISO 4217), which Intl knows. */
function moneyOf({ payment }: DataObject): string {
	if (typeof payment !== 'object' || payment === null || Array.isArray(payment)) return '';
	const { amountMinor, currency } = payment;
	if (typeof amountMinor !== 'number' || typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return '';
	const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
	const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
	return `${(amountMinor / 10 ** digits).toFixed(digits)} ${currency}`;
}

function changedOf({ changed }: DataObject): string {
	if (!Array.isArray(changed)) return '';
	return changed.map((one) => textOf(one).replace(/^(?:field|tag|trait):/, '')).join(', ');
}

/**
 * One line that a person can read: when, and what happened. A kind that is not known is named as it is.
 *
 * @param timeZone IANA name of the clocks that it is told by
 */
export function trailText(line: TrailLine, language: Language, timeZone: string): string {
	requireZone(timeZone);
	const at = DateTime.fromMillis(instantMs(line.occurredAt, 'occurredAt'), { zone: timeZone }).toFormat(
		'yyyy-MM-dd HH:mm',
	);
	const template = Object.hasOwn(TRAIL_COPY[language], line.type) ? TRAIL_COPY[language][line.type] : undefined;
	const what =
		template === undefined
			? line.type
			: fillText(template, {
					text: wordsOf(line.data, language),
					money: moneyOf(line.data),
					penalty: textOf(line.data['penalty']),
					changed: changedOf(line.data),
				}).trim();
	return `${at} ${what}`;
}
