import type { IDataObject } from 'n8n-workflow';

import type { Harness } from '../../workflows/harness';
import { messagesOf, presses, says } from './buddies';
import type { Sample } from './samples';
import { ADMINS, GROUP, runNode, TYPE } from './workflows';

/** Runs every operation of buddy matching. */
export async function buddySamples(harness: Harness): Promise<Sample[]> {
	const operation = async (name: string, parameters: object, items: readonly object[]): Promise<Sample> => {
		const { outputs, error } = await runNode(
			harness,
			TYPE.ritual,
			{ resource: 'buddies', operation: name, communityId: GROUP, ...parameters },
			items,
		);
		if (error !== undefined) throw new Error(error.message);
		return { node: 'WelcomeRitual', version: 1, resource: 'buddies', operation: name, items: outputs.flat() };
	};
	const all = '结伴 #跑步 想要：设计 提供：设计 城市：深圳 时间：9-22 备注：周末也行';
	const signedUp = await operation('optIn', { communityId: '' }, [
		says('51', all),
		says('52', all),
		says('53', all),
		says('54', '退出结伴'),
	]);
	const invited = await operation('invite', {}, [{}]);
	const speaking = { operatorsGroupId: ADMINS, language: 'zh-CN' };
	const never = {
		neverTogether: { pair: ['61', '62', '63'].map((one) => ({ one, other: '64' })) },
		options: { roundId: 'third', tellAlone: true },
	};
	const first = await operation('match', { ...speaking, placement: 'group', options: { roundId: 'first' } }, [{}]);
	await operation('optIn', { communityId: '' }, [says('61', all), says('62', all), says('63', all), says('64', all)]);
	const second = await operation(
		'match',
		{
			...speaking,
			placement: 'together',
			settings: { noRepeatRounds: 0, trio: 'never' },
			options: { roundId: 'second' },
		},
		[{}],
	);
	const third = await operation('match', { ...speaking, placement: 'private', ...never }, [{}]);
	const asked = await operation('followUpDue', { placement: 'group', periods: { askAfterDays: 0 } }, [{}]);
	const [yes = '', no = ''] = messagesOf(asked.items[0])[0]?.buttons?.map(({ value }) => value) ?? [];
	const answered = await operation('recordAnswer', { communityId: '' }, [
		presses('51', yes),
		presses('52', no),
		presses('64', yes),
	]);
	await operation('optIn', { communityId: '' }, [says('71', '结伴')]);
	const reported = await operation('report', { operatorsGroupId: ADMINS, options: { segmentBy: 'city' } }, [{}]);
	const items: IDataObject[] = [...first.items, ...second.items, ...third.items];
	return [signedUp, invited, { ...first, items }, asked, answered, reported];
}
