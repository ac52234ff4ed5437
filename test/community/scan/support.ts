import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface LabelledMessage {
	id: string;
	text: string;
	language: 'zh-CN' | 'en';
	label: 'spam' | 'ham';
	kind: string;
}

/** Which part of the corpus a message belongs to: the last digit of the SHA-256 of its id is even or odd. */
export function partOf({ id }: LabelledMessage): 'tuning' | 'held-out' {
	const digest = createHash('sha256').update(id).digest('hex');
	return Number.parseInt(digest.slice(-1), 16) % 2 === 0 ? 'tuning' : 'held-out';
}

export function readCorpus(): LabelledMessage[] {
	const lines = readFileSync(join(__dirname, 'corpus', 'messages.jsonl'), 'utf8')
		.trim()
		.split('\n');
	return lines.map((line) => JSON.parse(line) as LabelledMessage);
}
