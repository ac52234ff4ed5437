import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from '../../shared/router';
import * as field from './field/Field.resource';
import * as member from './member/Member.resource';
import * as points from './points/Points.resource';
import * as pond from './pond/Pond.resource';
import * as score from './score/Score.resource';
import * as segment from './segment/Segment.resource';
import * as tag from './tag/Tag.resource';
import * as tier from './tier/Tier.resource';

/** What the node works on, in the order in which the editor lists it. */
export const RESOURCES: INodePropertyOptions[] = [
	{ name: 'Field', value: 'field' },
	{ name: 'Member', value: 'member' },
	{ name: 'Points', value: 'points' },
	{ name: 'Pond', value: 'pond' },
	{ name: 'Score', value: 'score' },
	{ name: 'Segment', value: 'segment' },
	{ name: 'Tag', value: 'tag' },
	{ name: 'Tier', value: 'tier' },
];

/** One line for each resource: its fields and its operations come from here. */
const MODULES: readonly { description: INodeProperties[]; operations: Readonly<Record<string, Operation>> }[] = [
	field,
	member,
	points,
	pond,
	score,
	segment,
	tag,
	tier,
];

export const properties: INodeProperties[] = MODULES.flatMap(({ description }) => description);

export const operations: Readonly<Record<string, Operation>> = Object.assign(
	{},
	...MODULES.map((module) => module.operations),
) as Record<string, Operation>;
