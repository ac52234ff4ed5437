import { DomainError } from '../../community/domain-error';
import { closestLanguage } from '../../community/language';
import { proofTextIn } from '../../community/lottery/proof/embed';
import { findSteps, type VerifiedDraw } from '../../community/lottery/proof/find-line';
import { readProof } from '../../community/lottery/proof/read-proof';
import type { Report } from '../../community/lottery/proof/report';
import { verifyInTurns } from '../../community/lottery/proof/verify';
import { aboutCard, dropCard, sourcesCard } from './about';
import { compare } from './compare';
import { el } from './dom';
import { factsCard, winnersCard } from './lottery';
import { publishedCard } from './published';
import { receiptCard } from './receipt';
import { agreesWithBrowser } from './self-check';
import type { Actions, State } from './state';
import { TEXTS } from './texts';
import { nextTurn } from './turns';
import { steps, verdict } from './verdict';

const state: State = { language: closestLanguage(navigator.language, 'zh-CN'), receipt: '', pasted: '' };

const actions: Actions = {
	speak: (language) => change({ language }),
	open: (text) => void openText(text),
	openFile: (file) => void openFile(file),
	close: () =>
		change({ report: undefined, proof: undefined, found: undefined, comparison: undefined, receipt: '', pasted: '' }),
	look: (receipt) => void look(receipt),
	compare(pasted) {
		const { report, proof } = state;
		if (report !== undefined && proof !== undefined) change({ pasted, comparison: compare(pasted, report, proof) });
	},
};

function change(changes: Partial<State>): void {
	Object.assign(state, changes);
	show();
}

async function openFile(file: File): Promise<void> {
	try {
		await openText(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()));
	} catch (error) {
		change({ trouble: error instanceof Error ? error.message : String(error) });
	}
}

async function openText(file: string): Promise<void> {
	try {
		const text = proofTextIn(file);
		change({ working: 0, trouble: undefined });
		await nextTurn();
		const report = await verifyInTurns(text, {}, async ({ hashes, of }) => {
			showProgress(hashes / of);
			await nextTurn();
		});
		const proof = report.checks[0]?.status === 'passed' ? readProof(text) : undefined;
		const agrees = proof === undefined ? undefined : await agreesWithBrowser([proof.rules, proof.list, proof.secret]);
		change({ working: undefined, report, proof, agrees });
	} catch (error) {
		change({ working: undefined, trouble: error instanceof Error ? error.message : String(error) });
	}
}

async function look(receipt: string): Promise<void> {
	const draw = state.report === undefined ? undefined : verifiedDraw(state.report);
	if (draw === undefined || receipt.trim() === '') return;
	try {
		const looking = findSteps(draw, receipt);
		for (;;) {
			const step = looking.next();
			if (step.done === true) {
				change({ receipt, found: step.value });
				return;
			}
			await nextTurn();
		}
	} catch (error) {
		if (!(error instanceof DomainError)) throw error;
		change({ receipt, found: 'broken' });
	}
}

function verifiedDraw({ rules, list, hashes, outcome }: Report): VerifiedDraw | undefined {
	if (rules === undefined || list === undefined || outcome === undefined) return undefined;
	if (hashes?.rules === undefined || hashes.seed === undefined) return undefined;
	return { rules, list, outcome, hashes: { rules: hashes.rules, seed: hashes.seed } };
}

function header(): HTMLElement {
	const texts = TEXTS[state.language];
	const other = state.language === 'en' ? 'zh-CN' : 'en';
	return el(
		'header',
		{},
		el('strong', {}, texts.name),
		el(
			'button',
			{ className: 'quiet', id: 'language', lang: other, on: { click: () => actions.speak(other) } },
			texts.other,
		),
	);
}

function content(): (HTMLElement | undefined)[] {
	const texts = TEXTS[state.language];
	if (state.working !== undefined) {
		const bar = el('progress', { attributes: { max: '1', value: String(state.working) } });
		const words = el('p', { className: 'soft' }, texts.workingText);
		return [el('section', { className: 'card', id: 'working' }, el('h2', {}, texts.working), bar, words)];
	}
	if (state.report === undefined) return [dropCard(state, actions), aboutCard(state)];
	const drawn = state.report.outcome !== undefined;
	return [
		verdict(state),
		factsCard(state),
		...(drawn ? [receiptCard(state, actions), publishedCard(state, actions)] : []),
		steps(state),
		winnersCard(state),
		aboutCard(state),
		sourcesCard(state),
		el('button', { className: 'quiet', on: { click: () => actions.close() } }, texts.another),
	];
}

function showProgress(done: number): void {
	document.querySelector('progress')?.setAttribute('value', String(done));
}

function show(): void {
	document.documentElement.lang = state.language;
	document.title = TEXTS[state.language].name;
	const parts = [header(), ...content()].filter((part) => part !== undefined);
	document.getElementById('app')?.replaceChildren(...parts);
}

for (const type of ['dragover', 'drop'] as const) {
	document.addEventListener(type, (event) => {
		event.preventDefault();
		const file = type === 'drop' ? event.dataTransfer?.files[0] : undefined;
		if (file !== undefined) actions.openFile(file);
	});
}
show();
const carried = document.getElementById('proof')?.textContent.trim() ?? '';
if (carried !== '') actions.open(carried);
