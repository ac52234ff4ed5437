import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { communityField, memberField, scopeReader, trackerIdField } from '../shared/fields';
import { memberReader } from '../shared/members';
import { balance } from '../checkIn/count';
import { currentStreak, viewAt } from '../shared/reckoning';

export const description = updateDisplayOptions({ show: { resource: ['streak'], operation: ['get'] } }, [
	communityField,
	trackerIdField,
	memberField,
]);

/** Where members stand: current, longest and total, freezes, pause, points. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const scope = scopeReader(context);
	const member = memberReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare: (item, index) => ({ find: member(item, index, scope(item, index)) }),
		async apply(tx, { find }) {
			const { person, subject } = await find(tx);
			const streak = viewAt(person, await currentStreak(tx, person, now), now);
			const { trackerId, rules } = person.tracker;
			return {
				output: 0,
				json: toJson({
					trackerId,
					title: rules.title,
					memberId: person.member.memberId,
					streak,
					balance: await balance(tx, person),
					...subject,
				}),
			};
		},
	});
}
