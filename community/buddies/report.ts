import type { Language } from '../language';
import { fillText } from '../text';
import { BUDDY_COPY } from './copy';
import type { FairnessReport, SegmentFairness, Spread } from './fairness';

/** How many people the report names; the rest is counted. */
const NAMED = 10;

const decimals = (value: number, digits: number, language: Language): string =>
	new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);

/** A number without decimals in the way of a language. */
export const wholeNumber = (value: number, language: Language): string => decimals(value, 0, language);

/** A share of 1 as a percentage in the way of a language. */
export const percent = (share: number, language: Language): string =>
	new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);

/** The fairness report, for operators to read. */
export function fairnessText(
	report: FairnessReport,
	language: Language,
	nameOf: (memberId: string) => string = (memberId) => memberId,
	communityName?: string,
): string {
	const copy = BUDDY_COPY[language];
	if (report.badness.count === 0 && report.alone.length === 0) return copy.reportNothing;
	const { repeats, segments } = report;
	return [
		fillText(copy.reportTitle, { community: communityName, rounds: report.rounds }),
		fillText(copy.reportBadness, numbers(report.badness, language)),
		fillText(copy.reportRepeats, { ...repeats, share: undefined, percent: percent(repeats.share, language) }),
		fillText(copy.reportEven, numbers(report.people, language)),
		...(segments.some(({ segment }) => segment !== '') ? segments.map((one) => segmentLine(one, language)) : []),
		...aloneLines(report, language, nameOf),
	].join('\n');
}

function numbers(spread: Spread, language: Language): Record<string, string> {
	const words = (value: number): string => decimals(value, 1, language);
	return {
		count: decimals(spread.count, 0, language),
		least: words(spread.least),
		median: words(spread.median),
		ninetieth: words(spread.ninetieth),
		most: words(spread.most),
		mean: words(spread.mean),
		gini: decimals(spread.gini, 2, language),
	};
}

function segmentLine(of: SegmentFairness, language: Language): string {
	const copy = BUDDY_COPY[language];
	const segment = of.segment === '' ? copy.noSegment : of.segment;
	return fillText(copy.reportSegment, { ...numbers(of, language), segment, percent: percent(of.aloneShare, language) });
}

function aloneLines({ alone }: FairnessReport, language: Language, nameOf: (memberId: string) => string): string[] {
	const copy = BUDDY_COPY[language];
	if (alone.length === 0) return [copy.reportAloneNobody];
	const more = alone.length - NAMED;
	return [
		fillText(copy.reportAlone, { count: alone.length }),
		...alone
			.slice(0, NAMED)
			.map(({ memberId, times, rounds }) => fillText(copy.reportAloneLine, { name: nameOf(memberId), times, rounds })),
		...(more > 0 ? [fillText(copy.reportMore, { count: more })] : []),
	];
}
