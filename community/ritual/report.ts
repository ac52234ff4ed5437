import { fillText } from '../text';
import type { Language } from '../language';

/** How many began and completed a ritual. */
export interface Count {
	started: number;
	completed: number;
	left: number;
	meanHours: number | null;
}

/** How many did a step. */
export interface StepCount {
	stepId: string;
	planned: number;
	asked: number;
	done: number;
	skipped: number;
	missed: number;
}

/** The share of those who began, from 0 to 1 with four decimals; `null` of nobody. */
export function rateOf(part: number, whole: number): number | null {
	return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}

/** Counts with what follows from them. */
export function withRates({ started, completed, left, meanHours }: Count) {
	return {
		started,
		completed,
		left,
		underWay: started - completed - left,
		completionRate: rateOf(completed, started),
		meanHours: meanHours === null ? null : Math.round(meanHours * 10) / 10,
	};
}

export function stepWithRate({ stepId, planned, asked, done, skipped, missed }: StepCount) {
	return { stepId, planned, asked, done, skipped, missed, doneRate: rateOf(done, planned) };
}

/** One group of a dimension, with the steps that its people did. */
export function grouped(
	name: 'cohort' | 'inviter' | 'segment',
	counts: readonly (Count & { key: string | null })[],
	steps: readonly (StepCount & { key: string | null })[],
) {
	return counts.map((count) => ({
		[name]: count.key,
		...withRates(count),
		steps: steps.filter(({ key }) => key === count.key).map(stepWithRate),
	}));
}

const COPY: Record<
	Language,
	{
		title: string;
		steps: string;
		step: string;
		cohorts: string;
		line: string;
		segments: string;
		inviters: string;
		none: string;
		unknown: string;
	}
> = {
	'zh-CN': {
		title:
			'📊 入群仪式「{ritual}」\n开始 {started} 人，完成 {completed} 人（{rate}），进行中 {underWay} 人，离开 {left} 人',
		steps: '各步骤：',
		step: '• {name}：{done}/{planned}（{rate}）',
		cohorts: '按入群周：',
		segments: '按来源：',
		inviters: '按邀请人：',
		line: '• {name}：{completed}/{started}（{rate}）',
		none: '📊 入群仪式「{ritual}」：这段时间没有新人开始。',
		unknown: '未知',
	},
	en: {
		title:
			'📊 Welcome ritual “{ritual}”\n{started} began, {completed} completed it ({rate}), {underWay} under way, {left} left',
		steps: 'By step:',
		step: '• {name}: {done}/{planned} ({rate})',
		cohorts: 'By week of joining:',
		segments: 'By segment:',
		inviters: 'By inviter:',
		line: '• {name}: {completed}/{started} ({rate})',
		none: '📊 Welcome ritual “{ritual}”: nobody began in this time.',
		unknown: 'unknown',
	},
};

export interface ReportFacts {
	ritualId: string;
	total: Count;
	/** Steps by their titles. */
	steps: readonly (StepCount & { title: string })[];
	cohorts: readonly (Count & { key: string | null })[];
	segments: readonly (Count & { key: string | null })[];
	/** By the inviters' names. */
	inviters: readonly (Count & { key: string | null })[];
}

/** Groups of one dimension that a report names; the largest come first, but weeks keep their order. */
const MOST_LINES = 8;

function percent(part: number, whole: number): string {
	return whole === 0 ? '–' : `${Math.round((part / whole) * 100)}%`;
}

/** The report as operators read it. */
export function reportText(facts: ReportFacts, language: Language): string {
	const copy = COPY[language];
	const { ritualId: ritual, total } = facts;
	if (total.started === 0) return fillText(copy.none, { ritual });
	const { underWay } = withRates(total);
	const { started, completed, left } = total;
	const lines = (heading: string, counts: ReportFacts['cohorts']): string[] => {
		const known = counts.filter(({ key }) => key !== null);
		if (known.length === 0) return [];
		return [
			heading,
			...counts.slice(0, MOST_LINES).map((count) =>
				fillText(copy.line, {
					name: count.key ?? copy.unknown,
					completed: count.completed,
					started: count.started,
					rate: percent(count.completed, count.started),
				}),
			),
		];
	};
	const largest = (counts: ReportFacts['cohorts']) => [...counts].sort((a, b) => b.started - a.started);
	return [
		fillText(copy.title, { ritual, started, completed, underWay, left, rate: percent(completed, started) }),
		...(facts.steps.length === 0 ? [] : [copy.steps]),
		...facts.steps.map(({ title: name, done, planned }) =>
			fillText(copy.step, { name, done, planned, rate: percent(done, planned) }),
		),
		...lines(copy.cohorts, facts.cohorts.slice(-MOST_LINES)),
		...lines(copy.segments, largest(facts.segments)),
		...lines(copy.inviters, largest(facts.inviters)),
	].join('\n');
}
