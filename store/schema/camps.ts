import type { CampStatus, EnrolmentStatus } from '../../community/camp/enrolment';
import type { CampRefundRow } from '../types/camps';

export interface CampTable {
	community_id: string;
	camp_id: string;
	definition: string;
	group_id: string;
	review_group_id: string;
	status: CampStatus;
	settles_at: string;
	plan: string | null;
	opened_by: string;
	opened_at: string;
	approved_by: string | null;
	approved_at: string | null;
	updated_at: string;
}

export interface CampEnrolmentTable {
	community_id: string;
	camp_id: string;
	member_id: string;
	order_id: string;
	status: EnrolmentStatus;
	paid_minor: number;
	transaction_id: string | null;
	subject: string;
	enrolled_at: string;
	paid_at: string | null;
	updated_at: string;
}

export interface CampRefundTable {
	community_id: string;
	refund_id: string;
	camp_id: string;
	member_id: string;
	kind: CampRefundRow['kind'];
	way: CampRefundRow['way'];
	amount_minor: number;
	currency: string;
	order_id: string;
	transaction_id: string | null;
	status: CampRefundRow['status'];
	due_at: string;
	done_at: string | null;
	done_by: string | null;
}

export interface CampTables {
	camp: CampTable;
	camp_enrolment: CampEnrolmentTable;
	camp_refund: CampRefundTable;
}
