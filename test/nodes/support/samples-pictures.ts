import type { Harness } from '../../workflows/harness';
import type { Sample } from './samples';
import { event, person, runNode, TYPE } from './workflows';

/** 20:30 in Shanghai. */
const EVENING = Date.parse('2026-07-01T12:30:00.000Z');
const PLACE = '-1009';

/** Runs every operation of the Check-In Tracker that draws. Moves the clock. */
export async function pictureSamples(harness: Harness): Promise<Sample[]> {
	const draw = async (resource: string, operation: string, parameters: object, items: readonly object[]) => {
		const { outputs, error } = await runNode(harness, TYPE.checkIn, { resource, operation, ...parameters }, items);
		if (error !== undefined) throw new Error(`${resource}.${operation}: ${error.message}`);
		return { node: 'CheckInTracker', version: 1, resource, operation, items: outputs.flat() } as const;
	};
	let last: Sample['items'] = [];
	for (let day = 0; day < 7; day += 1) {
		const at = new Date(EVENING + day * 86_400_000).toISOString();
		harness.setTime(at);
		const says = event({
			type: 'message',
			communityId: PLACE,
			...person('7', '小雨'),
			text: '打卡',
			messageId: '5',
			occurredAt: at,
			receivedAt: at,
		});
		last = (await draw('checkIn', 'record', { options: { timeZone: 'Asia/Shanghai' } }, [says])).items;
		if (day === 6) last = [...last, { ...says }];
	}
	const [recorded = {}, says = {}] = last;
	const member = await draw('calendar', 'renderMember', {}, [says]);
	const group = await draw('calendar', 'renderGroup', { communityId: PLACE }, [{}]);
	const card = await draw('card', 'renderMilestone', {}, [recorded]);
	return [member, group, card];
}
