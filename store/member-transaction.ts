import { binder } from './bind';
import { memberIdsOf } from './queries/persons';
import type { Scope } from './schema';
import type { MemberTransaction } from './types';

/** What a transaction may do for Community Member, bound to the connection that it runs on. */
export function memberTransaction(scope: Scope): MemberTransaction {
	const bound = binder(scope);
	return { memberIdsOf: bound(memberIdsOf) };
}
