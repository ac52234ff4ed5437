import type { Operation } from '../../shared/router';
import * as calendar from './calendar/Calendar.resource';
import * as camp from './camp/Camp.resource';
import * as card from './card/Card.resource';
import * as checkIn from './checkIn/CheckIn.resource';
import * as leaderboard from './leaderboard/Leaderboard.resource';
import * as reminder from './reminder/Reminder.resource';
import * as streak from './streak/Streak.resource';
import * as tracker from './tracker/Tracker.resource';

export const operations: Readonly<Record<string, Operation>> = {
	...calendar.operations,
	...camp.operations,
	...card.operations,
	...checkIn.operations,
	...leaderboard.operations,
	...reminder.operations,
	...streak.operations,
	...tracker.operations,
};
