import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import axios from 'axios';
import { botCredential, demoCredentials, tokenOfBot, type CredentialSettings, type DemoBot } from './credentials.ts';
import { rootDir } from './paths.ts';
import type { Credential, Workflow, WorkflowNode } from './prepared.ts';
import { SandboxError } from './sandbox-error.ts';

/** What a team fills in by hand after importing a template. */
export interface Wiring {
	/** One per type; a node that asks for a credential of the type gets it. */
	credentials: readonly Pick<Credential, 'id' | 'name' | 'type'>[];
	/** Placeholder text → what takes its place anywhere in the parameters of nodes (not of notes), e.g. `{ ADMIN_GROUP_ID: '-1001' }`. */
	placeholders: Readonly<Record<string, string>>;
}

/** What the demo group's operators would fill in. */
export interface DemoSettings extends CredentialSettings {
	adminGroupId: string;
	groupId: string;
}

/**
 * The package's templates as the demo group needs them, with the credentials they use.
 * @param others further workflows, wired alike
 */
export async function demoTemplates(
	{ adminGroupId, groupId, ...settings }: DemoSettings,
	others: readonly Workflow[] = [],
): Promise<{ credentials: Credential[]; workflows: Workflow[] }> {
	const placeholders = { ADMIN_GROUP_ID: adminGroupId, COMMUNITY_ID: groupId, INVITE_LINK: settings.demoGroupUrl };
	const folder = join(rootDir, 'workflows');
	const names = await templateNames(folder);
	const templates = [...(await loadTemplates(folder)), ...others];
	const common = demoCredentials(settings);
	const seats = seatBots(templates, names, settings.botToken);
	await Promise.all(seats.flatMap(({ bot }) => (bot.number === 1 ? [] : [introduce(bot, settings.demoGroupUrl)])));
	const bots = new Map(seats.map(({ bot }) => [bot.number, botCredential(bot, settings.demoGroupUrl)]));
	return {
		credentials: [...bots.values(), ...common],
		workflows: seats.map(({ template, bot }) => {
			const own = bots.get(bot.number);
			return wireTemplate(template, { credentials: own ? [own, ...common] : common, placeholders });
		}),
	};
}

const FIRST_BOT = 'screened-join';
/** How a template's bot is called; the template's own name if it is not listed. */
const BOT_NAMES: Readonly<Record<string, string>> = {
	'buddy-match': '结伴助手',
	'check-in-camp': '训练营助手',
	'daily-check-in': '打卡助手',
	'milestone-gift': '礼物助手',
	'pond-routing': '鱼塘助手',
	'red-packet-burst': '红包助手',
	'streak-at-risk': '提醒助手',
	'verifiable-lottery': '抽奖助手',
	'welcome-ritual': '迎新助手',
};

/**
 * Gives each template a bot: a bot has one webhook, so two workflows that listen cannot share one. Those that only send
 * write as the first, which is also the one of Screened Join.
 */
function seatBots(templates: readonly Workflow[], names: readonly string[], firstToken: string) {
	let last = 1;
	return templates.map((template, index) => {
		const file = names[index] ?? '';
		const number = file === FIRST_BOT || !listens(template) ? 1 : ++last;
		const name = number === 1 ? '' : (BOT_NAMES[file] ?? template.name);
		return { template, bot: { number, name, token: tokenOfBot(firstToken, number) } };
	});
}

const listens = ({ nodes }: Workflow): boolean =>
	nodes.some(
		({ type, parameters }) => type === 'n8n-nodes-shequn.communityTrigger' && parameters.source === 'telegram',
	);

/** Tells the demo group how a bot is called, which also brings it into the group. */
async function introduce({ name, token }: DemoBot, demoGroupUrl: string): Promise<void> {
	await axios.post(`${demoGroupUrl}/bot${token}/setMyName`, { name: name.slice(0, 64) });
}

/** n8n's limit for the id of a workflow. */
const maxIdLength = 36;

/**
 * Fills a template in: credentials by type, placeholders by name. Credentials of other types stay as they are.
 * @returns a new workflow; the template is not touched
 */
export function wireTemplate(workflow: Workflow, wiring: Wiring): Workflow {
	return { ...workflow, nodes: workflow.nodes.map((node) => wireNode(node, wiring)) };
}

/**
 * Reads every workflow template of a folder, in the order of the file names. A template without an id gets its file's name.
 * @throws SandboxError for a file that is no workflow
 */
export async function loadTemplates(folder: string): Promise<Workflow[]> {
	const names = await templateNames(folder);
	return await Promise.all(names.map(async (name) => await loadTemplate(join(folder, `${name}.json`))));
}

/** The templates of a folder by their files, without the extension. */
async function templateNames(folder: string): Promise<string[]> {
	const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
	return files.map((name) => basename(name, '.json')).sort();
}

function wireNode(node: WorkflowNode, { credentials, placeholders }: Wiring): WorkflowNode {
	// A note explains what a placeholder is for: it has to keep its name.
	if (node.type === 'n8n-nodes-base.stickyNote') return node;
	const parameters = fillIn(node.parameters, placeholders) as Record<string, unknown>;
	if (!node.credentials) return { ...node, parameters };
	const wired = Object.entries(node.credentials).map(([type, current]) => {
		const match = credentials.find((credential) => credential.type === type);
		return [type, match ? { id: match.id, name: match.name } : current];
	});
	return { ...node, parameters, credentials: Object.fromEntries(wired) as NonNullable<WorkflowNode['credentials']> };
}

function fillIn(value: unknown, placeholders: Wiring['placeholders']): unknown {
	if (typeof value === 'string') {
		return Object.entries(placeholders).reduce((text, [name, filling]) => text.replaceAll(name, () => filling), value);
	}
	if (Array.isArray(value)) return value.map((entry) => fillIn(entry, placeholders));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fillIn(entry, placeholders)]));
}

async function loadTemplate(path: string): Promise<Workflow> {
	const template = parse(await readFile(path, 'utf8'));
	if (template && Array.isArray(template.nodes) && template.connections) {
		const name = basename(path, '.json');
		return { ...template, id: template.id ?? name.slice(0, maxIdLength), name: template.name ?? name } as Workflow;
	}
	throw new SandboxError({
		what: `${path} is not a workflow.`,
		why: 'It is no JSON with "nodes" and "connections".',
		mend: 'Export the workflow again from the editor, or take the file away.',
	});
}

function parse(text: string): Partial<Workflow> | undefined {
	try {
		return JSON.parse(text) as Partial<Workflow>;
	} catch {
		return undefined;
	}
}
