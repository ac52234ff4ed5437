import { badRequest } from '../errors.ts';
import { userView } from '../views.ts';
import type { Method } from './context.ts';

const MOST_CONNECTIONS = 100;
const USUAL_CONNECTIONS = 40;
const LONGEST_POLL = 50;

const getMe: Method = ({ world, botId }) => ({
	...userView(world.knownPerson(botId)),
	can_join_groups: true,
	can_read_all_group_messages: true,
	supports_inline_queries: false,
	can_connect_to_business: false,
	has_main_web_app: false,
});

const LONGEST_NAME = 64;

const setMyName: Method = ({ world, botId }, params) => {
	const name = params.text('name');
	if (name.length > LONGEST_NAME) throw badRequest('BOT_TITLE_INVALID');
	world.addBot(botId, name || undefined);
	return true;
};

/** Telegram asks for https; the demo group runs on the same machine as n8n, so http will do. */
const setWebhook: Method = ({ outbox }, params) => {
	const url = params.text('url');
	const dropPending = params.flag('drop_pending_updates');
	if (!url) {
		outbox.deleteWebhook(dropPending);
		return true;
	}
	if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
		throw badRequest('bad webhook: invalid webhook URL specified');
	const secretToken = params.text('secret_token');
	if (!/^[A-Za-z0-9_-]{0,256}$/.test(secretToken)) throw badRequest('secret token contains unallowed characters');
	const wanted = params.integer('max_connections', USUAL_CONNECTIONS);
	const maxConnections = Math.min(Math.max(wanted, 1), MOST_CONNECTIONS);
	outbox.setWebhook({ url, secretToken, maxConnections }, params.strings('allowed_updates'), dropPending);
	return true;
};

const deleteWebhook: Method = ({ outbox }, params) => {
	outbox.deleteWebhook(params.flag('drop_pending_updates'));
	return true;
};

const getWebhookInfo: Method = ({ outbox }) => {
	const { webhook, lastError, allowed } = outbox.state;
	return {
		url: webhook?.url ?? '',
		has_custom_certificate: false,
		pending_update_count: outbox.pending.length,
		...(webhook && { max_connections: webhook.maxConnections }),
		...(lastError && { last_error_date: lastError.date, last_error_message: lastError.message }),
		...(allowed.length > 0 && { allowed_updates: allowed }),
	};
};

const getUpdates: Method = ({ outbox }, params, signal) =>
	outbox.getUpdates({
		offset: params.integer('offset', 0),
		limit: Math.min(Math.max(params.integer('limit', 100), 1), 100),
		timeout: Math.min(Math.max(params.integer('timeout', 0), 0), LONGEST_POLL),
		allowed: params.strings('allowed_updates'),
		signal,
	});

export const updateMethods = { getMe, setMyName, setWebhook, deleteWebhook, getWebhookInfo, getUpdates };
