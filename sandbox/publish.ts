import { isAxiosError, type AxiosInstance } from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';
import { readPrepared, writePrepared } from './prepared.ts';
import type { Phase } from './progress.ts';

/** What became of a workflow that was to be published. */
export interface Publication {
	workflowId: string;
	name: string;
	/** `manual`: nothing starts it by itself, so there is nothing to publish. */
	outcome: 'published' | 'manual' | 'failed';
	/** Why it failed, in n8n's words. */
	error?: string;
}

const settleMs = 30_000;
const pollMs = 50;

/**
 * Publishes what was imported since the last start, and everything if n8n's address has changed: n8n tells other services
 * its address when a workflow is published, and never again. Failures are reported and tried again at the next start.
 * It goes through the running n8n because that takes a tenth of a second a workflow, the command line two seconds.
 */
export async function publishWaiting(
	dataDir: string,
	{ rest, address }: { rest: AxiosInstance; address: string },
	log: Phase,
): Promise<Publication[]> {
	const prepared = await readPrepared(dataDir);
	const hasMoved = prepared.address !== undefined && prepared.address !== address;
	const waiting = Object.entries(prepared.workflows).filter(([, { published }]) => hasMoved || !published);
	const publications: Publication[] = [];
	for (const [id, record] of waiting) {
		log(`publishing "${record.name}"`);
		if (hasMoved && record.published) await rest.post(`/workflows/${id}/deactivate`, {});
		const publication = { workflowId: id, name: record.name, ...(await publish(rest, id)) };
		record.published = publication.outcome !== 'failed';
		publications.push(publication);
	}
	if (waiting.length > 0 || prepared.address !== address) await writePrepared(dataDir, { ...prepared, address });
	return publications;
}

/** Publishes the current version of one workflow and waits until its triggers are live or have failed. */
export async function publish(rest: AxiosInstance, id: string): Promise<Pick<Publication, 'outcome' | 'error'>> {
	try {
		const { data } = await rest.get<{ data: { versionId: string } }>(`/workflows/${id}`);
		await rest.post(`/workflows/${id}/activate`, { versionId: data.data.versionId });
		return await settled(rest, id);
	} catch (error) {
		if (!isAxiosError<{ message?: string }>(error)) throw error;
		const message = error.response?.data.message ?? error.message;
		return /no trigger node/.test(message) ? { outcome: 'manual' } : { outcome: 'failed', error: message };
	}
}

interface PublicationStatus {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: { errorMessage: string | null }[];
}

async function settled(rest: AxiosInstance, id: string): Promise<Pick<Publication, 'outcome' | 'error'>> {
	const deadline = Date.now() + settleMs;
	for (;;) {
		const { data } = await rest.get<{ data: PublicationStatus }>(`/workflows/${id}/publication-status`);
		const { status, triggers } = data.data;
		if (status === 'published') return { outcome: 'published' };
		if (status === 'partial' || status === 'failed') {
			const errors = triggers.map(({ errorMessage }) => errorMessage).filter((message) => message !== null);
			return { outcome: 'failed', error: errors.join('; ') };
		}
		if (Date.now() > deadline) return { outcome: 'failed', error: `still "${status}" after ${settleMs / 1000} s` };
		await sleep(pollMs);
	}
}
