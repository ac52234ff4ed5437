import type { Language } from '../language';
import { fillText } from '../text';
import type { SegmentCondition, SimpleCondition } from './condition';
import { SEGMENT_COPY, type SegmentCopy } from './copy';

/** What operators call their fields, tags and kinds of events; without a label the key itself is shown. */
export interface SegmentLabels {
	fields?: Readonly<Record<string, string>>;
	kinds?: Readonly<Record<string, string>>;
}

interface Telling {
	copy: SegmentCopy;
	labels: SegmentLabels;
}

interface Range {
	atLeast?: number | undefined;
	atMost?: number | undefined;
}

/** A segment's condition in one sentence, as an operator reads it before saving. Plain text: escape it where it is shown. */
export function describe(
	segment: { condition: SegmentCondition },
	language: Language,
	labels: SegmentLabels = {},
): string {
	return tell(segment.condition, { copy: SEGMENT_COPY[language], labels });
}

function tell(condition: SegmentCondition, telling: Telling): string {
	const { copy } = telling;
	switch (condition.when) {
		case 'all':
		case 'any': {
			const parts = condition.of.map((part) => inner(part, telling));
			return parts.join(condition.when === 'all' ? copy.and : copy.or);
		}
		case 'not':
			return fillText(copy.not, { inner: tell(condition.of, telling) });
		default:
			return tellSimple(condition, telling);
	}
}

/** A joint of several within another goes into brackets. */
function inner(condition: SegmentCondition, telling: Telling): string {
	const text = tell(condition, telling);
	const isJoint = (condition.when === 'all' || condition.when === 'any') && condition.of.length > 1;
	return isJoint ? fillText(telling.copy.group, { inner: text }) : text;
}

function tellSimple(condition: SimpleCondition, telling: Telling): string {
	const { copy } = telling;
	switch (condition.when) {
		case 'field':
			return tellField(condition, telling);
		case 'tag':
			return fillText(condition.has ? copy.hasTag : copy.lacksTag, { tag: quote(condition.tag, copy) });
		case 'events':
			return tellEvents(condition, telling);
		case 'points':
		case 'intimacy':
			return fillText(copy[condition.when], { range: tellRange(copy.range, condition) });
		case 'tier':
			return fillText(copy.tier, { value: quotedList(condition.oneOf, copy) });
		case 'joined':
		case 'lastActive':
			return tellMoment(condition, copy);
	}
}

function tellField(condition: Extract<SimpleCondition, { when: 'field' }>, { copy, labels }: Telling): string {
	const { field: key, equals, oneOf, known, ...others } = condition;
	const field = quote(labels.fields?.[key] ?? key, copy);
	const parts: string[] = [];
	if (known !== undefined) parts.push(fillText(known ? copy.field.known : copy.field.unknown, { field }));
	if (equals !== undefined) parts.push(fillText(copy.field.equals, { field, value: quote(equals, copy) }));
	if (oneOf !== undefined) parts.push(fillText(copy.field.oneOf, { field, value: quotedList(oneOf, copy) }));
	if (others.contains !== undefined) {
		parts.push(fillText(copy.field.contains, { field, value: quote(others.contains, copy) }));
	}
	for (const limit of ['atLeast', 'atMost', 'from', 'until'] as const) {
		const value = others[limit];
		if (value !== undefined) parts.push(fillText(copy.field[limit], { field, value }));
	}
	return parts.join(copy.and);
}

function tellEvents(condition: Extract<SimpleCondition, { when: 'events' }>, { copy, labels }: Telling): string {
	const kinds = condition.kinds.map((kind) => {
		const known: Readonly<Record<string, string>> = copy.kinds;
		const label = labels.kinds?.[kind] ?? (Object.hasOwn(known, kind) ? known[kind] : undefined);
		return quote(label ?? kind, copy);
	});
	const { withinDays: days } = condition;
	const window = days === undefined ? copy.ever : days === 1 ? copy.today : fillText(copy.within, { days });
	const sentences = copy[condition.count];
	if (condition.atMost === 0) return fillText(sentences.never, { window, kinds: kinds.join(copy.list) });
	return tellRange(sentences, condition, { window, kinds: kinds.join(copy.list) });
}

function tellRange(
	sentences: SegmentCopy['range'],
	{ atLeast: least, atMost: most }: Range,
	variables: Record<string, string> = {},
): string {
	const values = { ...variables, least, most };
	if (most === undefined) return fillText(sentences.atLeast, values);
	if (least === undefined) return fillText(sentences.atMost, values);
	return fillText(least === most ? sentences.exactly : sentences.between, values);
}

function tellMoment(condition: Extract<SimpleCondition, { when: 'joined' | 'lastActive' }>, copy: SegmentCopy): string {
	const { before, after, withinDays, notWithinDays } = condition;
	const parts: string[] = [];
	if (before !== undefined) parts.push(fillText(copy.moment.before, { at: before }));
	if (after !== undefined) parts.push(fillText(copy.moment.after, { at: after }));
	if (withinDays !== undefined) parts.push(fillText(copy.moment.within, { days: withinDays }));
	if (notWithinDays !== undefined) parts.push(fillText(copy.moment.notWithin, { days: notWithinDays }));
	return parts.map((moment) => fillText(copy[condition.when], { moment })).join(copy.and);
}

function quote(value: string | number | boolean, copy: SegmentCopy): string {
	if (typeof value === 'boolean') return value ? copy.yes : copy.no;
	return fillText(typeof value === 'number' ? copy.number : copy.quoted, { text: value });
}

function quotedList(values: readonly (string | number | boolean)[], copy: SegmentCopy): string {
	return values.map((value) => quote(value, copy)).join(copy.list);
}
