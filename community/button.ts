/** What a button of ours does when it is pressed. */
export const BUTTON_ACTIONS = [
	'scr.approve',
	'scr.reject',
	'scr.undo',
	'wel.accept',
	/** A step of the ritual that is under way for whoever presses. */
	'wel.do',
	/** An operator says that a step is done, or that somebody was removed. */
	'wel.confirm',
	'wel.removed',
	/** A flagged message was none. */
	'scan.undo',
	/** A task's proof, judged by an operator. */
	'task.verify',
	'task.refuse',
	/** A member answers to elimination. */
	'eli.appeal',
	'eli.agree',
	'eli.decline',
	/** An operator decides an appeal, or has done what a person had to do. */
	'eli.uphold',
	'eli.grant',
	'eli.done',
	/** A member enrols in a camp. */
	'camp.enrol',
	/** An operator approves a settlement, or has paid something out. */
	'camp.approve',
	'camp.paid',
	/** A member checks in, or wants no more reminders. */
	'chk.in',
	'chk.mute',
	/** An operator judges the proof of a check-in, or an appeal. */
	'chk.ok',
	'chk.no',
	'chk.grant',
	'chk.deny',
	/** Somebody takes part in buddy matching, or no longer. */
	'bud.in',
	'bud.out',
	/** Buddies say whether they met. */
	'bud.yes',
	'bud.no',
	/** A member bites: the button under a bait. */
	'pond.bite',
	/** A member takes part in a lottery, leaves it, takes a prize or leaves it to an alternate. */
	'lot.enter',
	'lot.withdraw',
	'lot.claim',
	'lot.decline',
	/** A member takes from a red packet, grabs a ticket or tries their luck. */
	'give.take',
	'give.paid',
] as const;
export type ButtonAction = (typeof BUTTON_ACTIONS)[number];

export interface ButtonValue {
	action: ButtonAction;
	/** The application or ritual progress that the button belongs to. */
	id: string;
	communityId: string;
}

/**
 * Packs a button's meaning into the text that the platform gives back when it is pressed
 * (Telegram allows 64 bytes): `action|id|communityId`, the community last because only it may
 * contain the separator.
 */
export function encodeButton({ action, id, communityId }: ButtonValue): string {
	return `${action}|${id}|${communityId}`;
}

/** Unpacks `encodeButton`; `undefined` for a button that is not ours. */
export function decodeButton(value: string): ButtonValue | undefined {
	const [action, id, ...community] = value.split('|');
	const known = BUTTON_ACTIONS.find((candidate) => candidate === action);
	const communityId = community.join('|');
	return known !== undefined && id !== undefined && id !== '' && communityId !== ''
		? { action: known, id, communityId }
		: undefined;
}
