import type { Language } from '../language';

/** Every sentence that the review desk says by itself. */
export interface ReviewCopy {
	digestOne: string;
	digestMany: string;
	digestLine: string;
	digestMore: string;
	digestEmpty: string;
	reminder: string;
	reminderFor: string;
	escalation: string;
	openDesk: string;
}

export const REVIEW_COPY: Record<Language, ReviewCopy> = {
	'zh-CN': {
		digestOne: '📝 有 1 份入群申请等待审核，已等 {age}',
		digestMany: '📝 有 {count} 份入群申请等待审核，最久的已等 {age}',
		digestLine: '• {name}（{score} 分，已等 {age}）',
		digestMore: '…… 还有 {count} 份',
		digestEmpty: '🎉 没有等待审核的入群申请',
		reminder: '⏰ {name} 的入群申请已等 {age}，请尽快审核',
		reminderFor: '⏰ @{reviewer} {name} 的入群申请已等 {age}，请尽快审核',
		escalation: '⏫ @{reviewer} {name} 的入群申请已等 {age}，现转交给你审核',
		openDesk: '打开审核台',
	},
	en: {
		digestOne: '📝 1 application waits, for {age}',
		digestMany: '📝 {count} applications wait, the oldest for {age}',
		digestLine: '• {name} (score {score}, {age})',
		digestMore: '… and {count} more',
		digestEmpty: '🎉 No application waits',
		reminder: '⏰ The application of {name} has waited for {age}. Please decide it.',
		reminderFor: '⏰ @{reviewer}, the application of {name} has waited for {age}. Please decide it.',
		escalation: '⏫ @{reviewer}, the application of {name} has waited for {age} and is yours to decide now.',
		openDesk: 'Open the review desk',
	},
};
