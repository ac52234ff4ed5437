/**
 * What the page on the stage does, in plain JavaScript of any browser since 2020. It has the result from the
 * beginning, and shows it one by one; nothing in it is drawn by chance, the rolling goes through the names in turn.
 */
export const STAGE_SCRIPT = String.raw`
'use strict';
(() => {
	const read = (id) => JSON.parse(document.getElementById(id).textContent);
	const stage = read('stage');
	const copy = read('copy');
	const at = (id) => document.getElementById(id);
	const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
	const still = matchMedia('(prefers-reduced-motion: reduce)');
	const steps = stage.tiers.flatMap((tier, t) => tier.winners.map((winner, n) => ({ tier, t, winner, n })));
	// -1 before the first winner, steps.length after the last.
	let step = -1;
	let rolling = false;
	let masked = false;
	let turn = 0;
	let timer;

	const shown = (who) => (masked || who.name === undefined ? who.masked : who.name);
	// Width of a name in Chinese letters, for the size of its type.
	const units = (text) => Math.max(3, [...text].reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e7f ? 1.05 : 0.62), 0));
	const put = (id, text) => {
		at(id).textContent = text;
		at(id).hidden = text === '';
	};
	const names = (parent, list) =>
		parent.replaceChildren(
			...list.map((who) => Object.assign(document.createElement('bdi'), { textContent: shown(who) })),
		);
	const big = (text) => {
		put('name', text);
		at('name').style.setProperty('--units', units(text));
	};

	function show() {
		const current = steps[step];
		const isOver = step >= steps.length;
		document.body.className = isOver ? 'over' : rolling ? 'rolling' : current ? 'shown' : 'ready';
		at('all').replaceChildren();
		names(at('before'), current ? current.tier.winners.slice(0, current.n) : []);
		if (isOver) {
			put('prize', steps.length === 0 ? copy.nobody : copy.over);
			big('');
			put('hint', '');
			for (const tier of [...stage.tiers].reverse()) {
				const list = document.createElement('p');
				names(list, tier.winners);
				at('all').append(Object.assign(document.createElement('h2'), { textContent: tier.prize }), list);
			}
		} else if (current === undefined) {
			put('prize', fill(copy.entrants, stage));
			big(stage.title);
			put('hint', copy.ready);
		} else {
			put('prize', current.tier.prize);
			big(rolling ? shown(stage.rolling[turn % stage.rolling.length] || current.winner) : shown(current.winner));
			const count = fill(copy.count, { n: current.n + 1, of: current.tier.winners.length });
			put('hint', count + ' · ' + (rolling ? copy.stop : copy.next));
		}
		at('mask').textContent = masked ? copy.unmask : copy.mask;
	}
	function roll(on) {
		clearInterval(timer);
		rolling = on;
		// A screen reader hears winners, and not the names that roll by.
		at('name').setAttribute('aria-live', on ? 'off' : 'assertive');
		if (!on) return;
		timer = setInterval(() => {
			turn += 1;
			big(shown(stage.rolling[turn % stage.rolling.length]));
		}, 70);
	}
	const goTo = (where, isRolling) => {
		step = Math.max(-1, Math.min(steps.length, where));
		roll(isRolling && !still.matches && steps[step] !== undefined && stage.rolling.length > 1);
		show();
	};
	const next = () => (rolling ? goTo(step, false) : goTo(step + 1, true));
	const on = () => (rolling ? goTo(step, false) : goTo(step + 1, false));
	const back = () => goTo(step - 1, false);
	const all = () => {
		const tier = (steps[Math.max(0, step)] || {}).tier;
		if (tier) goTo(steps.findIndex((one) => one.tier === tier) + tier.winners.length - 1, false);
	};
	const mask = () => {
		masked = !masked;
		show();
	};
	const fullScreen = () => {
		if (document.fullscreenElement) document.exitFullscreen();
		else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(() => {});
	};

	const KEYS = { ' ': next, Enter: next, PageDown: next, ArrowRight: on, ArrowDown: on, ArrowLeft: back, ArrowUp: back,
		PageUp: back, a: all, m: mask, f: fullScreen };
	addEventListener('keydown', (event) => {
		// A key that is held down must not give all winners away.
		if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
		const isOnButton = event.target instanceof HTMLButtonElement && (event.key === ' ' || event.key === 'Enter');
		const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
		if (isOnButton || act === undefined) return;
		event.preventDefault();
		act();
	});
	document.querySelector('main').addEventListener('click', () => step < steps.length && next());
	for (const [id, act] of [['full', fullScreen], ['mask', mask]]) {
		at(id).addEventListener('click', (event) => {
			event.currentTarget.blur();
			act();
		});
	}
	// Without any real name in the page there is nothing to unmask.
	at('mask').hidden = stage.rolling.every(({ name }) => name === undefined);
	show();
})();
`;
