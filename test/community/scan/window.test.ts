import fc from 'fast-check';
import { fingerprintOf, likeness } from '../../../community/scan/fingerprint';
import { type NotedMessage, RecentWindow } from '../../../community/scan/window';

const noted = (key: string, text: string): NotedMessage => ({ ...fingerprintOf(text), key, memberId: key, at: 0 });
const keys = (found: readonly NotedMessage[]): string[] => found.map(({ key }) => key).sort();

describe('RecentWindow', () => {
	test('finds what is the same or similar, as likeness says', () => {
		const text = fc.array(fc.constantFrom('本周六下午', '两点我们在科技园', '有一场线下沙龙', '打卡', '😀', '!'), {
			maxLength: 6,
		});
		fc.assert(
			fc.property(fc.array(text, { maxLength: 20 }), text, (earlier, now) => {
				const window = new RecentWindow(50);
				const messages = earlier.map((parts, index) => noted(String(index), parts.join('')));
				for (const message of messages) window.add(message);
				const fingerprint = fingerprintOf(now.join(''));
				const alike = messages.filter((message) => likeness(fingerprint, message, 12) !== 'different');
				expect(keys(window.alike(fingerprint, 12))).toEqual(keys(alike));
			}),
		);
	});

	test('forgets the oldest where it is full', () => {
		const window = new RecentWindow(2);
		for (const key of ['a', 'b', 'c']) window.add(noted(key, '早安'));
		expect(keys(window.alike(fingerprintOf('早安'), 12))).toEqual(['b', 'c']);
	});
});
