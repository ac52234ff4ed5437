import { get } from './api.js';
import { h, makeTabs } from './dom.js';
import { switchLanguage, t, translatePage } from './i18n.js';
import { MemberView } from './member-view.js';
import { OperatorView } from './operator-view.js';

const REFRESH_DELAY_MS = 40;
const find = (id) => document.getElementById(id);
const member = new MemberView(find('member'));
const operator = new OperatorView(find('operator'));
const narrow = matchMedia('(max-width: 720px)');
let groupId = new URLSearchParams(location.search).get('groupId');
let state = null;
let online = true;
let timer;

function deliveryText({ webhookSet, pending, paused, lastError }) {
	if (!online) return ['bad', t('offline')];
	if (paused) return ['warn', t('deliveryPaused')];
	if (!webhookSet) return ['warn', t('deliveryOff')];
	if (lastError) return ['bad', t('deliveryError', { error: lastError.message })];
	return ['good', pending > 0 ? t('deliveryPending', { n: pending }) : t('deliveryOn')];
}

function drawTop() {
	find('language').textContent = t('language');
	if (!state) return;
	const [kind, text] = deliveryText(state.delivery);
	const line = find('delivery');
	line.className = `delivery ${kind}`;
	if (line.textContent !== text) line.textContent = text;
	const choice = find('group');
	choice.parentElement.hidden = state.groups.length < 2;
	if (choice.options.length !== state.groups.length)
		choice.replaceChildren(...state.groups.map(({ id, title }) => h('option', { value: String(id) }, title)));
	choice.value = String(state.group.id);
}

function draw() {
	translatePage();
	drawTop();
	if (!state) return;
	member.update(state);
	operator.update(state);
}

async function refresh() {
	try {
		state = await get(`/state${groupId ? `?groupId=${encodeURIComponent(groupId)}` : ''}`);
		online = true;
	} catch (error) {
		if (groupId && !(error instanceof TypeError)) groupId = null;
		online = false;
	}
	draw();
}

function refreshSoon() {
	timer ??= setTimeout(() => {
		timer = undefined;
		void refresh();
	}, REFRESH_DELAY_MS);
}

function showToast({ userId, text, showAlert, url }) {
	if (url && /^https?:/i.test(url)) window.open(url, '_blank', 'noopener');
	if (!text) return;
	if (showAlert) {
		find('alert-text').textContent = text;
		find('alert').showModal();
	} else if (userId === state?.operator.id) operator.toasts.show(text);
	else if (userId === member.playing) member.toasts.show(text);
}

function listen() {
	const stream = new EventSource('/demo/stream');
	stream.addEventListener('open', refreshSoon);
	stream.addEventListener('message', ({ data }) => {
		const change = JSON.parse(data);
		if (change.type === 'toast') showToast(change);
		else refreshSoon();
	});
	stream.addEventListener('error', () => {
		online = false;
		drawTop();
	});
}

/** Both phones side by side; on a narrow screen one at a time, chosen by tabs. */
function showSides(chosen) {
	for (const id of ['member', 'operator']) {
		const side = find(id);
		side.hidden = narrow.matches && id !== chosen;
		if (narrow.matches) side.setAttribute('role', 'tabpanel');
		else side.removeAttribute('role');
	}
	if (state) draw();
}

let chosenSide = 'member';
const selectSide = makeTabs(find('sides'), (tab) => {
	chosenSide = tab.getAttribute('aria-controls');
	showSides(chosenSide);
});
selectSide(find('side-member'));
narrow.addEventListener('change', () => showSides(chosenSide));
find('language').addEventListener('click', () => {
	switchLanguage();
	draw();
});
find('group').addEventListener('change', ({ target }) => {
	groupId = target.value;
	refreshSoon();
});
const { editorUrl } = await get('/config');
if (editorUrl) Object.assign(find('editor'), { href: editorUrl, hidden: false });
draw();
listen();
