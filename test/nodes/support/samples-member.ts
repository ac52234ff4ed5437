import type { IDataObject } from 'n8n-workflow';

import type { Harness } from '../../workflows/harness';
import type { Sample } from './samples';
import { event, GROUP, person, runNode, TYPE } from './workflows';

/** Runs every operation of Community Member about a member who has been welcomed. */
export async function memberSamples(harness: Harness): Promise<Sample[]> {
	const run = async (type: string, parameters: object, items: readonly object[]): Promise<IDataObject[]> => {
		const { outputs, error } = await runNode(harness, type, parameters, items);
		if (error !== undefined) throw new Error(error.message);
		return outputs.flat();
	};
	const member = async (operation: string, parameters: object, items: readonly object[] = [{}]): Promise<Sample> => ({
		node: 'CommunityMember',
		version: 1,
		resource: 'member',
		operation,
		items: await run(TYPE.member, { resource: 'member', operation, ...parameters }, items),
	});
	const joined = event({ type: 'joined', ...person('501', '小雨') });
	await run(TYPE.ritual, { resource: 'ritual', operation: 'start' }, [joined]);
	return [await member('get', {}, [joined, event({ type: 'message', communityId: GROUP, ...person('0', '无人') })])];
}
