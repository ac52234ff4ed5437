/**
 * Where a case can be. `cancelled`, `granted`, `executed` and `task_done` are its ends.
 * - `noticed`: the member knows, and the grace period runs. `talked`: the same for a persuaded exit.
 * - `appealed`: waits for an operator; the clock stands still. `upheld`: the appeal was refused.
 * - `due`: to be executed. `task_open`: the platform cannot remove, so a person has to.
 */
export const CASE_STATUSES = [
	'noticed',
	'talked',
	'appealed',
	'upheld',
	'due',
	'task_open',
	'cancelled',
	'granted',
	'executed',
	'task_done',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

export const CASE_ACTIONS = [
	'mend',
	'appeal',
	'uphold',
	'grant',
	'fall_due',
	'agree',
	'confirm',
	'decline',
	'lapse',
	'remove',
	'hand_over',
	'complete',
	'leave',
	'cancel',
] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

export type ActorKind = 'member' | 'operator' | 'rules';

interface Transition {
	from: readonly CaseStatus[];
	to: CaseStatus;
	by: readonly ActorKind[];
}

const OPEN: readonly CaseStatus[] = ['noticed', 'talked', 'appealed', 'upheld', 'due', 'task_open'];

/** Every step that there is. A talk becomes a removal only by the member or an operator. */
export const ACTIONS: Record<CaseAction, Transition> = {
	/** No rule holds any more, or something protects the member now. */
	mend: { from: ['noticed', 'upheld'], to: 'cancelled', by: ['rules'] },
	appeal: { from: ['noticed'], to: 'appealed', by: ['member', 'operator'] },
	uphold: { from: ['appealed'], to: 'upheld', by: ['operator'] },
	grant: { from: ['appealed'], to: 'granted', by: ['operator'] },
	fall_due: { from: ['noticed', 'upheld'], to: 'due', by: ['rules', 'operator'] },
	agree: { from: ['talked'], to: 'due', by: ['member'] },
	confirm: { from: ['talked'], to: 'due', by: ['operator'] },
	decline: { from: ['talked'], to: 'cancelled', by: ['member', 'operator'] },
	lapse: { from: ['talked'], to: 'cancelled', by: ['rules', 'operator'] },
	/** The platform has removed the member. */
	remove: { from: ['due'], to: 'executed', by: ['rules', 'operator'] },
	hand_over: { from: ['due'], to: 'task_open', by: ['rules', 'operator'] },
	/** The person is done, or the platform reports that the member is gone. */
	complete: { from: ['task_open'], to: 'task_done', by: ['operator', 'rules'] },
	/** The member has gone of their own accord. */
	leave: { from: OPEN, to: 'cancelled', by: ['member', 'operator', 'rules'] },
	cancel: { from: OPEN, to: 'cancelled', by: ['operator'] },
};

export function isOpen(status: CaseStatus): boolean {
	return OPEN.includes(status);
}
