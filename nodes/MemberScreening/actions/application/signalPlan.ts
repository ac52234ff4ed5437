import { duplicateSettingsSchema, type DuplicateSettings } from '../../../../community/screening/duplicate';
import { poacherSettingsSchema, type PoacherSettings } from '../../../../community/screening/poacher';
import { signalPoints, signalSettingsSchema, type SignalSettings } from '../../../../community/screening/signals';
import { InputError } from '../../../shared/errors';
import { textOption } from '../../../shared/parameters';
import { fieldsOf, filled, read, type Fields } from './optionFields';

/** Paths of the answers that a person is known by. */
export interface ContactPaths {
	phone?: string | undefined;
	email?: string | undefined;
	unionId?: string | undefined;
	avatarHash?: string | undefined;
	callingCode: string;
}

/** The signals that are switched on. */
export interface SignalPlan {
	settings: SignalSettings;
	/** Points that they may add or take. */
	points: readonly number[];
	duplicates?: DuplicateSettings | undefined;
	blocklist: boolean;
	poachers?: PoacherSettings | undefined;
}

export function contactPaths(chosen: Fields): ContactPaths {
	const fields = fieldsOf(chosen['contactFields'], 'fields') ?? {};
	const path = (name: string) => textOption(fields, name);
	return {
		phone: path('phone'),
		email: path('email'),
		unionId: path('unionId'),
		avatarHash: path('avatarHash'),
		callingCode: path('callingCode')?.replace(/^\+/, '') ?? '86',
	};
}

/** Each signal as the editor calls it, and what it does unless the operator says otherwise. */
const SIGNALS = {
	duplicate: { label: 'Duplicate People', effect: 'review' },
	blocklist: { label: 'Blocklist', effect: 'reject' },
	poacher: { label: 'Group Poachers', effect: 'review' },
} as const;
type Signal = keyof typeof SIGNALS;
const NAMES = Object.keys(SIGNALS) as Signal[];
const USUAL_POINTS = -20;

const LABELS = Object.fromEntries(
	NAMES.flatMap((name) => [
		[`${name}.effect`, `${SIGNALS[name].label}: Effect`],
		[`${name}.points`, `${SIGNALS[name].label}: Points`],
		[`${name}.leastSure`, `${SIGNALS[name].label}: At Least`],
	]),
) as Readonly<Record<string, string>>;

/** What each signal does; those that were not added are off. */
function actions(added: Partial<Record<Signal, Fields>>): SignalSettings {
	const value = Object.fromEntries(
		NAMES.map((name) => {
			const usual = { effect: SIGNALS[name].effect, points: USUAL_POINTS };
			return [name, added[name] === undefined ? { effect: 'off' } : { ...usual, ...added[name] }];
		}),
	);
	return read(signalSettingsSchema, value, 'Signals', LABELS);
}

function planOf(chosen: Fields, callingCode: string): SignalPlan | undefined {
	const added: Partial<Record<Signal, Fields>> = {};
	for (const name of NAMES) {
		const fields = fieldsOf(chosen['signals'], name);
		if (fields !== undefined) added[name] = filled(fields);
	}
	const { duplicate, blocklist, poacher } = added;
	if (Object.keys(added).length === 0) return undefined;
	const settings = actions(added);
	return {
		settings,
		points: signalPoints(settings),
		duplicates: duplicate === undefined ? undefined : duplicateSettings(duplicate, callingCode),
		blocklist: blocklist !== undefined,
		poachers: poacher === undefined ? undefined : poacherSettings(poacher),
	};
}

function duplicateSettings(fields: Fields, callingCode: string): DuplicateSettings {
	const { nameSimilarity, avatarDistance } = fields;
	return read(duplicateSettingsSchema, { nameSimilarity, avatarDistance, callingCode }, SIGNALS.duplicate.label, {
		nameSimilarity: 'Name Similarity',
		avatarDistance: 'Picture Distance',
		callingCode: 'Calling Code',
	});
}

function poacherSettings(fields: Fields): PoacherSettings {
	const { joinsAtLeast, joinsWithinHours, leavesAtLeast, leavesWithinHours, rememberDays } = fields;
	const settings = {
		joins: { atLeast: joinsAtLeast, withinHours: joinsWithinHours },
		leaves: { atLeast: leavesAtLeast, withinHours: leavesWithinHours },
		rememberDays,
	};
	return read(poacherSettingsSchema, settings, SIGNALS.poacher.label, {
		'joins.atLeast': 'Communities Joined',
		'joins.withinHours': 'Joined Within Hours',
		'leaves.atLeast': 'Left After a Gift',
		'leaves.withinHours': 'Left Within Hours',
		rememberDays: 'Remember Days',
	});
}

/** Without one of these nobody is ever found twice. */
function assertContacts({ phone, email, unionId, avatarHash }: ContactPaths, signals: SignalPlan | undefined): void {
	if (signals?.duplicates === undefined) return;
	if ([phone, email, unionId, avatarHash].some((path) => path !== undefined)) return;
	throw new InputError(
		'"Duplicate People" does not know what to compare',
		'Add "Contact Fields" to the options and say which field holds the phone, e-mail address, union ID or picture hash.',
	);
}

/**
 * Reads the signals that are switched on; `undefined` for none.
 *
 * @throws InputError naming a field
 */
export function signalPlan(chosen: Fields, contacts: ContactPaths): SignalPlan | undefined {
	const plan = planOf(chosen, contacts.callingCode);
	assertContacts(contacts, plan);
	return plan;
}
