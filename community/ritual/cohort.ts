import { DateTime } from 'luxon';
import { instantMs } from '../parse';

/** The week in which a ritual began: the local date of its Monday, `YYYY-MM-DD`. */
export function cohortOf(instant: string, timeZone: string): string {
	return DateTime.fromMillis(instantMs(instant), { zone: timeZone }).startOf('week').toFormat('yyyy-MM-dd');
}
