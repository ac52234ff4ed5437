import type { Language } from '../../community/language';
import type { FoundLine } from '../../community/lottery/proof/find-line';
import type { LotteryProof } from '../../community/lottery/proof/proof';
import type { Report } from '../../community/lottery/proof/report';
import type { Comparison } from './compare';

/** What the page shows; a change shows it anew. */
export interface State {
	language: Language;
	/** What is being computed, from 0 to 1. */
	working?: number | undefined;
	/** Why a file could not be opened. */
	trouble?: string | undefined;
	report?: Report | undefined;
	proof?: LotteryProof | undefined;
	/** This page's SHA-256 beside the browser's. */
	agrees?: boolean | undefined;
	receipt: string;
	/** `broken`: what was pasted is no whole receipt. */
	found?: FoundLine | 'broken' | undefined;
	pasted: string;
	comparison?: Comparison | undefined;
}

/** What people do on the page. */
export interface Actions {
	speak(language: Language): void;
	open(text: string): void;
	openFile(file: File): void;
	close(): void;
	look(receipt: string): void;
	compare(text: string): void;
}
