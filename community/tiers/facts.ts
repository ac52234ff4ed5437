/** What is known of one member; a measure that is missing is 0. */
export interface TierFacts {
	measures: Readonly<Record<string, number | undefined>>;
	/** Tiers that the member has bought, until when. */
	paid?: readonly { tier: string; until: string }[] | undefined;
}

/** Where a member stands; kept from one look to the next. */
export interface TierState {
	/** The tier that counts: the higher of what was earned and what was bought. */
	tier: string;
	/** The tier by merit. */
	earned: string;
	/** When the tier that counts began. */
	since: string;
	/** When the tier by merit began; the same as `since` if left out. */
	earnedSince?: string | undefined;
	/** Where the member no longer reaches what keeps the earned tier: when it is lost. */
	graceUntil?: string | undefined;
}

/** A mark with what was seen. */
export interface SeenMark {
	measure: string;
	saw: number;
	mark: number;
}

export type TierReason =
	/** The first look at the member, or the tier of before is no longer on the ladder. */
	| { because: 'new' | 'tier_is_gone' }
	| { because: 'entered'; tier: string; marks: SeenMark[] }
	| { because: 'kept'; tier: string; marks: SeenMark[] }
	| { because: 'in_grace'; tier: string; until: string; marks: SeenMark[] }
	/** No longer reaches what keeps the tier, but has not been there for the minimum stay. */
	| { because: 'minimum_stay'; tier: string; until: string; marks: SeenMark[] }
	| { because: 'grace_over'; tier: string; until: string; marks: SeenMark[] }
	| { because: 'dropped'; tier: string; marks: SeenMark[] }
	| { because: 'paid'; tier: string; until: string }
	| { because: 'payment_over'; tier: string };
