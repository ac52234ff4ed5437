import type { CampStatus, EnrolmentStatus } from '../../community/camp/enrolment';
import type { JsonObject, Page } from '../types';

export interface CampRow {
	communityId: string;
	campId: string;
	/** Shape owned by community/camp. */
	definition: JsonObject;
	/** Where members read of it. */
	groupId: string;
	/** Where operators approve its settlement. */
	reviewGroupId: string;
	status: CampStatus;
	settlesAt: string;
	/** The settlement that was proposed: shape owned by community/camp. */
	plan: JsonObject | null;
	openedBy: string;
	openedAt: string;
	approvedBy: string | null;
	approvedAt: string | null;
}

export interface CampEnrolmentRow {
	communityId: string;
	campId: string;
	memberId: string;
	/** The number under which the deposit is paid; unique in the community. */
	orderId: string;
	status: EnrolmentStatus;
	paidMinor: number;
	transactionId: string | null;
	/** The member as the platform names them: owned by the node. */
	subject: JsonObject;
	enrolledAt: string;
	paidAt: string | null;
}

/** Money that goes to a member. */
export interface CampRefundRow {
	communityId: string;
	refundId: string;
	campId: string;
	memberId: string;
	/** The member's own deposit, or a share in those of others. */
	kind: 'deposit' | 'share';
	/** Through the payment system, or by a person. */
	way: 'payment' | 'person';
	amountMinor: number;
	currency: string;
	orderId: string;
	transactionId: string | null;
	status: 'due' | 'done';
	dueAt: string;
	doneAt: string | null;
	doneBy: string | null;
}

/** What a step changes of an enrolment; what is undefined stays as it was. */
export interface EnrolmentChange {
	at: string;
	status?: EnrolmentStatus | undefined;
	paidMinor?: number | undefined;
	transactionId?: string | undefined;
	orderId?: string | undefined;
	enrolledAt?: string | undefined;
}

/** What Camps asks of the store. */
export interface CampTransaction {
	/** Opens a camp; false if there is one of that name. */
	openCamp(camp: Omit<CampRow, 'status' | 'plan' | 'approvedBy' | 'approvedAt'>): Promise<boolean>;
	getCamp(communityId: string, campId: string): Promise<CampRow | undefined>;
	/** Like `getCamp`, and keeps others from changing the camp until this transaction ends. */
	lockCamp(communityId: string, campId: string): Promise<CampRow | undefined>;
	listCamps(filter: { communityId: string; status?: CampStatus | undefined }, page: Page): Promise<CampRow[]>;
	/** Camps of all communities that are open, the one that settles first at the head. */
	openCamps(page: { limit: number; communityId?: string | undefined }): Promise<CampRow[]>;
	moveCamp(
		communityId: string,
		campId: string,
		step: { status: CampStatus; at: string; plan?: JsonObject | undefined; approvedBy?: string | undefined },
	): Promise<void>;
	/** Enrols a member; false if they have an enrolment already. */
	enrolInCamp(enrolment: Omit<CampEnrolmentRow, 'paidMinor' | 'transactionId' | 'paidAt'>): Promise<boolean>;
	getEnrolment(
		communityId: string,
		campId: string,
		memberIds: readonly string[],
	): Promise<CampEnrolmentRow | undefined>;
	enrolmentOfOrder(communityId: string, orderId: string): Promise<CampEnrolmentRow | undefined>;
	changeEnrolment(communityId: string, campId: string, memberId: string, change: EnrolmentChange): Promise<void>;
	/** All enrolments of a camp by member id, page by page (`after`: a member id). */
	listEnrolments(communityId: string, campId: string, page: Page): Promise<CampEnrolmentRow[]>;
	/** Places that are held: by those enrolled, and by those waiting who enrolled after `waitingSince`. */
	countPlaces(communityId: string, campId: string, waitingSince: string, except?: string): Promise<number>;
	/** Books money that goes to a member; false if it is booked already. */
	addRefund(refund: Omit<CampRefundRow, 'status' | 'doneAt' | 'doneBy'>): Promise<boolean>;
	getRefund(communityId: string, refundId: string): Promise<CampRefundRow | undefined>;
	/** The deposit of so much that is to go back for an order, one that is due first. */
	refundOfOrder(communityId: string, orderId: string, amountMinor: number): Promise<CampRefundRow | undefined>;
	/** Marks a refund as done; false if it was done before. */
	settleRefund(communityId: string, refundId: string, done: { by: string; at: string }): Promise<boolean>;
	listRefunds(
		communityId: string,
		campId: string,
		page: Page,
		filter?: { way?: CampRefundRow['way']; status?: CampRefundRow['status'] },
	): Promise<CampRefundRow[]>;
	/** How often a person's ledger has each type, from one instant to before another. */
	countEventTypes(
		communityId: string,
		memberIds: readonly string[],
		types: readonly string[],
		window: { from: string; to: string },
	): Promise<Record<string, number>>;
}
