/** A time zone in which it is day now: soon after midnight a check-in may count for the day before, and the next one for today. */
export const daytimeZone = (now = new Date()): string =>
	now.getUTCHours() < 12 ? 'Asia/Shanghai' : 'America/New_York';
