import type { Operation } from '../../shared/router';
import * as camp from './camp/Camp.resource';
import * as checkIn from './checkIn/CheckIn.resource';
import * as streak from './streak/Streak.resource';
import * as tracker from './tracker/Tracker.resource';

export const operations: Readonly<Record<string, Operation>> = {
	...camp.operations,
	...checkIn.operations,
	...streak.operations,
	...tracker.operations,
};
