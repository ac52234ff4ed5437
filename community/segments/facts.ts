/** A value of the portrait; several where the field takes several choices. */
export type FieldValue = string | number | boolean | readonly string[];

/** Everything about a member that a segment can ask for. */
export interface SegmentFacts {
	fields: Readonly<Record<string, FieldValue | undefined>>;
	tags: readonly { tag: string; expiresAt?: string | null | undefined }[];
	/** The ledger's lines about the member, in any order. */
	events: readonly { kind: string; at: string }[];
	points: number;
	/** 0 if it was never computed. */
	intimacy?: number | undefined;
	tier?: string | null | undefined;
	joinedAt?: string | null | undefined;
	lastActiveAt?: string | null | undefined;
}
