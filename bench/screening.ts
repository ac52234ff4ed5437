import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootDir } from '../sandbox/paths.ts';
import { SandboxError } from '../sandbox/sandbox-error.ts';
import { loadTemplates } from '../sandbox/templates.ts';

/** The job: the rules of the screening template, as Member Screening reads them. */
export interface Screening {
	/** Parameters of the template's node, as they are. */
	parameters: Record<string, unknown>;
	rules: Rule[];
	approveFrom: number;
	rejectBelow: number;
	/** As the template's trigger has it. */
	eventsPerExecution: number;
}

/** A rule in the few words that a Code node needs. */
export interface Rule {
	field: string;
	weight: number;
	/** The rule holds if the field contains one of them; empty: if the field is filled in. */
	words: string[];
}

export interface Decision {
	decision: string;
	score: number;
}

interface RuleParameter {
	field: string;
	weight: number;
	condition: { conditions: { rightValue: string; operator: { operation: string } }[] };
}

const templateId = 'shequnScreenedJoin';
const triggerType = 'n8n-nodes-shequn.communityTrigger';
const screeningType = 'n8n-nodes-shequn.memberScreening';

/**
 * Reads the job from the template that users get, so that what is measured is what runs.
 * @throws SandboxError when the template has no screening, or rules that `screen` does not know
 */
export async function readScreening(): Promise<Screening> {
	const templates = await loadTemplates(join(rootDir, 'workflows'));
	const nodes = templates.find(({ id }) => id === templateId)?.nodes ?? [];
	const node = nodes.find(({ type, parameters }) => type === screeningType && parameters['operation'] === 'evaluate');
	if (node === undefined) throw unknownTemplate(`No template "${templateId}" evaluates applications.`);
	const trigger = nodes.find(({ type }) => type === triggerType)?.parameters as {
		options: { eventsPerExecution: number };
	};
	const { rules, approveFrom, rejectBelow } = node.parameters as {
		rules: { rule: RuleParameter[] };
		approveFrom: number;
		rejectBelow: number;
	};
	const { eventsPerExecution } = trigger.options;
	return { parameters: node.parameters, rules: rules.rule.map(ruleOf), approveFrom, rejectBelow, eventsPerExecution };
}

function ruleOf({ field, weight, condition: { conditions } }: RuleParameter): Rule {
	const known = conditions.every(({ operator }) => ['contains', 'notEmpty'].includes(operator.operation));
	if (!known) throw unknownTemplate(`A rule on "${field}" uses another condition than "contains" and "is not empty".`);
	const words = conditions.filter(({ operator }) => operator.operation === 'contains');
	return { field, weight, words: words.map(({ rightValue }) => rightValue) };
}

function unknownTemplate(why: string): SandboxError {
	return new SandboxError({
		what: 'The benchmark does not understand the screening template.',
		why,
		mend: 'Teach bench/screening.ts what the template now does.',
	});
}

/**
 * The job in the plainest JavaScript. It says which answer is right, and its source is what the Code node runs: so it uses
 * nothing from outside itself.
 */
export function screen(
	event: object,
	{ rules, approveFrom, rejectBelow }: Pick<Screening, 'rules' | 'approveFrom' | 'rejectBelow'>,
): Decision {
	let score = 0;
	for (const rule of rules) {
		let value: unknown = event;
		for (const key of rule.field.split('.')) value = (value as Record<string, unknown> | undefined)?.[key];
		const text = typeof value === 'string' ? value.toLowerCase() : '';
		const words = rule.words.map((word) => word.toLowerCase());
		const holds = words.length === 0 ? text !== '' : words.some((word) => text.includes(word));
		if (holds) score += rule.weight;
	}
	return { score, decision: score >= approveFrom ? 'approved' : score < rejectBelow ? 'rejected' : 'review' };
}

/** The version of n8n that is measured. */
export async function n8nVersion(): Promise<string> {
	const manifest = await readFile(join(rootDir, 'sandbox', 'node_modules', 'n8n', 'package.json'), 'utf8');
	return (JSON.parse(manifest) as { version: string }).version;
}
