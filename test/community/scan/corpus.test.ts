import { normalise } from '../../../community/scan/normalise';
import { compilePolicy } from '../../../community/scan/scan';
import { STYLE } from '../../../community/scan/shipped/style';
import { trainStyle } from '../../../community/scan/style';
import { type LabelledMessage, partOf, readCorpus } from './support';

const corpus = readCorpus();
const scanner = compilePolicy();

function measure(messages: readonly LabelledMessage[]) {
	const flagged = (message: LabelledMessage): boolean =>
		scanner.scan({ memberId: 'm', text: message.text, at: 0 }, { messagesBefore: 10 }).outcome === 'flagged';
	const count = (label: string, isFlagged: boolean): number =>
		messages.filter((message) => message.label === label && flagged(message) === isFlagged).length;
	const [hits, misses, alarms] = [count('spam', true), count('spam', false), count('ham', true)];
	return {
		messages: messages.length,
		hits,
		misses,
		alarms,
		precision: hits / (hits + alarms),
		recall: hits / (hits + misses),
	};
}

describe('the labelled corpus', () => {
	test('is large, varied and free of copies', () => {
		expect(corpus.length).toBeGreaterThanOrEqual(830);
		expect(new Set(corpus.map(({ id }) => id)).size).toBe(corpus.length);
		expect(new Set(corpus.map(({ text }) => normalise(text).original)).size).toBe(corpus.length);
		expect(new Set(corpus.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(10);
	});

	test('taught the shipped classifier, its tuning part only', () => {
		const examples = corpus
			.filter((message) => partOf(message) === 'tuning')
			.map(({ text, label }) => ({ text, spam: label === 'spam' }));
		expect(Object.fromEntries(trainStyle(examples))).toEqual(Object.fromEntries(STYLE));
	});

	test('the held-out part is judged well by the default policy', () => {
		const measured = measure(corpus.filter((message) => partOf(message) === 'held-out'));
		console.info('Held-out part of the corpus, default policy:', measured);
		expect(measured.messages).toBeGreaterThanOrEqual(418);
		expect(measured.precision).toBeGreaterThanOrEqual(0.93);
		expect(measured.recall).toBeGreaterThanOrEqual(0.83);
	});
});
