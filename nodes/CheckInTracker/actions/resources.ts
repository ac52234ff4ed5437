import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import * as camp from './camp/Camp.resource';
import * as checkIn from './checkIn/CheckIn.resource';
import * as streak from './streak/Streak.resource';
import * as tracker from './tracker/Tracker.resource';

/** Every resource of the node, by its name in the panel. A new one is a line here and a line in the router. */
const RESOURCES: (INodePropertyOptions & { properties: INodeProperties[] })[] = [
	{ name: 'Camp', value: 'camp', properties: camp.description },
	{ name: 'Check-In', value: 'checkIn', properties: checkIn.description },
	{ name: 'Streak', value: 'streak', properties: streak.description },
	{ name: 'Tracker', value: 'tracker', properties: tracker.description },
];

export const resources: INodePropertyOptions[] = RESOURCES.map(({ name, value }) => ({ name, value }));
export const properties: INodeProperties[] = RESOURCES.flatMap((resource) => resource.properties);
