import { homedir } from 'node:os';
import { join } from 'node:path';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	IExecuteFunctions,
	INodeCredentialTestResult,
	IWebhookFunctions,
} from 'n8n-workflow';
import { openStore, sharedStore } from '../../store';
import type { CommunityStore, StoreConfig } from '../../store/types';
import { inOneLine } from './errors';
import { asText } from './parameters';

/** Every node that keeps facts offers this credential; without one the embedded store is used. */
const STORE_CREDENTIAL = 'communityStoreApi';

/** n8n does not tell nodes its user folder, so this follows n8n's own rule for finding it. */
export function userFolder(): string {
	return join(process.env['N8N_USER_FOLDER'] ?? homedir(), '.n8n');
}

/** The embedded store's file: a plain name lies in n8n's user folder, an absolute path is taken as it is. */
function embedded(file: string): StoreConfig {
	const name = file.trim() === '' ? 'shequn.sqlite' : file.trim();
	return { engine: 'embedded', file: join(/^([/\\]|[A-Za-z]:)/.test(name) ? '' : userFolder(), name) };
}

/** Reads a store configuration from the credential's fields. */
export function storeConfig(fields: ICredentialDataDecryptedObject | undefined): StoreConfig {
	if (fields === undefined || fields['engine'] !== 'postgres') return embedded(asText(fields?.['fileName']));
	const ca = asText(fields['ca']).trim();
	return {
		engine: 'postgres',
		host: asText(fields['host']),
		port: Number(fields['port'] ?? 5432),
		database: asText(fields['database']),
		user: asText(fields['user']),
		password: asText(fields['password']),
		schema: asText(fields['schema']).trim() || 'public',
		ssl: fields['ssl'] === 'require' || fields['ssl'] === 'verify' ? fields['ssl'] : 'disable',
		...(ca === '' ? {} : { ca }),
		maxConnections: Number(fields['maxConnections'] ?? 10),
	};
}

/** The Community Store of this node: its credential's, or the embedded one. Opened once per process. */
export async function nodeStore(context: IExecuteFunctions | IWebhookFunctions): Promise<CommunityStore> {
	const chosen = context.getNode().credentials?.[STORE_CREDENTIAL] !== undefined;
	const fields = chosen ? await context.getCredentials(STORE_CREDENTIAL) : undefined;
	return await sharedStore(storeConfig(fields));
}

/** The test button of the Community Store credential: opens, reads and writes. */
export async function communityStoreTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	let store: CommunityStore | undefined;
	try {
		store = await openStore(storeConfig(credential.data));
		const { engine, version } = await store.check();
		return { status: 'OK', message: `Reading and writing work (${engine}, schema version ${version})` };
	} catch (error) {
		return { status: 'Error', message: inOneLine(error) };
	} finally {
		await store?.close();
	}
}
