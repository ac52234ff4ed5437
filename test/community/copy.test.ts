import { COPY, type Copy } from '../../community/copy';
import { LANGUAGES } from '../../community/language';
import { fillText } from '../../community/text';

const KEYS = Object.keys(COPY['zh-CN']).sort() as (keyof Copy)[];

const placeholders = (text: string): string[] =>
	[...new Set(Array.from(text.matchAll(/\{([^{}|]+)(?:\|[^{}]*)?\}/g), ([, name]) => name ?? ''))].sort();

/** What the code that says a sentence fills in; sentences that take nothing are left out. */
const PROVIDED: Partial<Record<keyof Copy, string[]>> = {
	greeting: ['name', 'community', 'steps'],
	groupRules: ['name', 'community'],
	askIntroduction: ['name', 'community'],
	ritualCompleted: ['name', 'community', 'points'],
	ritualCompletedWithPoints: ['name', 'community', 'points'],
	rulesAlreadyAccepted: ['name'],
	notYourButton: ['name'],
	reviewTitle: ['name'],
	reviewScore: ['score', 'approveFrom', 'rejectBelow'],
	reviewNote: ['text'],
	reviewInvite: ['invite'],
	reasonPassed: ['rule', 'points'],
	reasonFailed: ['rule'],
	reasonMissing: ['rule'],
	decidedApproved: ['operator'],
	decidedRejected: ['operator'],
	alreadyApproved: ['operator'],
	alreadyRejected: ['operator'],
	applicantWaits: ['community'],
	applicantRejected: ['community'],
	taskTitle: ['name'],
	taskUnsure: ['text'],
	taskFailed: ['reason'],
};

test('every language says the same things', () => {
	for (const language of LANGUAGES) {
		expect(Object.keys(COPY[language]).sort()).toEqual(KEYS);
		for (const key of KEYS) expect(COPY[language][key].trim()).not.toBe('');
	}
});

test.each(KEYS)('%s uses the same variables in every language', (key) => {
	const [first, ...others] = LANGUAGES.map((language) => placeholders(COPY[language][key]));
	for (const other of others) expect(other).toEqual(first);
});

test.each(KEYS)('%s uses only what it is given', (key) => {
	const given = Object.fromEntries((PROVIDED[key] ?? []).map((name) => [name, `<${name}>`]));
	for (const language of LANGUAGES) {
		const text = fillText(COPY[language][key], given);
		for (const name of placeholders(COPY[language][key])) expect(text).toContain(`<${name}>`);
		expect(text).not.toMatch(/[{}]/);
	}
});

test('no text that cannot be cut exceeds what a button or a toast shows', () => {
	for (const language of LANGUAGES) {
		const { acceptButton, approveButton, rejectButton, rulesAccepted, rulesAlreadyAccepted } = COPY[language];
		for (const text of [acceptButton, approveButton, rejectButton, rulesAccepted, rulesAlreadyAccepted]) {
			expect(text.length).toBeLessThanOrEqual(64);
		}
	}
});
