import type { Identity } from './identity.ts';
import { host } from './ports.ts';

/** Quiet and offline: n8n talks to nobody outside this machine and shows no promotion. */
const quiet = {
	NODE_ENV: 'production',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_AI_ENABLED: 'false',
	N8N_HIDE_USAGE_PAGE: 'true',
	N8N_DISABLED_MODULES: 'mcp-registry',
};

/** Settings worth having that a caller may well override. */
const defaults = {
	GENERIC_TIMEZONE: 'Asia/Shanghai',
	TZ: 'Asia/Shanghai',
	// Without it n8n takes an isolate, about 30 ms, for every execution, needed or not.
	N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
	N8N_LISTEN_ADDRESS: host,
	N8N_SECURE_COOKIE: 'false',
};

/** Variables of the caller's shell that would change our n8n behind our back. */
const foreign =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_URL$|GENERIC_TIMEZONE$|CREDENTIALS_OVERWRITE_|NODE_FUNCTION_|NODE_OPTIONS$)/;

/** The address of an instance on this machine. */
export const urlOf = (port: number) => `http://${host}:${port}`;

/**
 * The environment of one n8n process.
 * @param overrides wins over everything; `''` unsets nothing, it sets the empty text
 */
export function n8nEnv({
	dataDir,
	identity,
	port,
	brokerPort,
	overrides = {},
	inherited = process.env,
}: {
	dataDir: string;
	identity: Identity;
	port: number;
	brokerPort: number;
	overrides?: Readonly<Record<string, string>>;
	inherited?: NodeJS.ProcessEnv;
}): NodeJS.ProcessEnv {
	const kept = Object.entries(inherited).filter(([name]) => !foreign.test(name));
	return {
		...Object.fromEntries(kept),
		...quiet,
		...defaults,
		N8N_USER_FOLDER: dataDir,
		N8N_ENCRYPTION_KEY: identity.encryptionKey,
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: identity.ownerEmail,
		N8N_INSTANCE_OWNER_FIRST_NAME: 'Demo',
		N8N_INSTANCE_OWNER_LAST_NAME: 'Operator',
		N8N_INSTANCE_OWNER_PASSWORD_HASH: identity.ownerPasswordHash,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		WEBHOOK_URL: `${urlOf(port)}/`,
		N8N_EDITOR_BASE_URL: `${urlOf(port)}/`,
		...overrides,
	};
}
