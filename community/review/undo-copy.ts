import type { Language } from '../language';

/** What is said where a decision is taken back. */
export interface UndoCopy {
	undoButton: string;
	toReview: string;
	toApproved: string;
	toRejected: string;
	tooLate: string;
	stillWaits: string;
	isSo: string;
	withdrawn: string;
}

export const UNDO_COPY: Record<Language, UndoCopy> = {
	'zh-CN': {
		undoButton: '↩️ 撤回决定',
		toReview: '↩️ {operator} 撤回了决定，请重新审核',
		toApproved: '↩️ {operator} 撤回了决定，改为通过 ✅',
		toRejected: '↩️ {operator} 撤回了决定，改为拒绝 ❌',
		tooLate: '已超过 {hours} 小时，不能再撤回',
		stillWaits: '这份申请还在等待审核，没有可撤回的决定',
		isSo: '这份申请已经是这个结果了',
		withdrawn: '申请人已撤回申请',
	},
	en: {
		undoButton: '↩️ Take back',
		toReview: '↩️ {operator} took the decision back. Please decide again.',
		toApproved: '↩️ {operator} took the decision back: approved now ✅',
		toRejected: '↩️ {operator} took the decision back: rejected now ❌',
		tooLate: 'Decided more than {hours} hours ago: it can no longer be taken back here',
		stillWaits: 'This application still waits; there is no decision to take back',
		isSo: 'That is how this application stands already',
		withdrawn: 'The applicant withdrew this application',
	},
};
