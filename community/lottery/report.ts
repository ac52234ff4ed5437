import { fillText } from '../text';
import { LOTTERY_COPY } from './copy';
import type { DeliveryState, LotteryStatus, PlaceStatus } from './status';
import { prizeCount } from './rules';
import type { LotteryOf } from './messages';
import type { OutboundMessage } from '../message';

export interface ReportedPlace {
	place: number;
	name: string;
	prize: string | null;
	status: PlaceStatus;
	delivery: DeliveryState;
}

export interface Reported {
	status: LotteryStatus;
	entrants: number;
	places: readonly ReportedPlace[];
	/** Prizes that nobody claimed and nobody is left for. */
	unclaimed: readonly string[];
	/** Entries that were left out when the list was frozen. */
	leftOut?: readonly { name: string; reason: string }[];
}

const MAX_LINES = 60;

/** What operators need to know: who won what, what was claimed and delivered, what nobody claimed. */
export function reportMessage(
	lottery: LotteryOf,
	report: Reported,
	operatorsGroupId: string,
	part: string,
): OutboundMessage {
	const copy = LOTTERY_COPY[lottery.language];
	const won = report.places.filter(({ prize }) => prize !== null);
	const lines = [
		...won.map(({ place, name, prize, status, delivery }) =>
			fillText(copy.reportWinner, {
				place,
				name,
				prize: prize ?? '',
				status: copy.place[status],
				delivery: copy.delivery[delivery],
			}),
		),
		...report.unclaimed.map((prize) => fillText(copy.reportUnclaimed, { prize })),
		...(report.leftOut ?? []).map((one) => fillText(copy.reportLeftOut, one)),
	];
	const rest = lines.length - MAX_LINES;
	const text = [
		fillText(copy.reportTitle, { title: lottery.rules.title, status: copy.status[report.status] }),
		fillText(copy.reportCounts, {
			entrants: report.entrants,
			prizes: prizeCount(lottery.rules),
			claimed: won.filter(({ status }) => status === 'claimed').length,
			pending: won.filter(({ status }) => status === 'pending').length,
			unclaimed: report.unclaimed.length,
		}),
		...lines.slice(0, MAX_LINES),
		...(rest > 0 ? [`… +${rest}`] : []),
	].join('\n');
	return {
		to: { kind: 'group', id: operatorsGroupId },
		format: 'plain',
		text,
		dedupeKey: `lottery:${lottery.lotteryId}:report:${part}`,
	};
}
