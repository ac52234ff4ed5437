import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import type { Language } from '../../../../community/language';
import { milestoneCard, type MilestoneKind } from '../../../../community/picture/milestone';
import { choosePraise, unitAfter } from '../../../../community/praise/praise';
import { displayName } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type { StreakView } from '../../../../community/checkin/view';
import { InputError } from '../../../shared/errors';
import { parameterReader, textOption } from '../../../shared/parameters';
import { drawBatch, drawingFields, drawingReader } from '../shared/drawing';
import { communityField, memberField, scopeReader, trackerIdField } from '../shared/fields';
import { memberReader, type FoundMember } from '../shared/members';
import { currentStreak, today, viewAt } from '../shared/reckoning';

const OCCASIONS = ['milestone', 'first', 'any'] as const;
type Occasion = (typeof OCCASIONS)[number];

const own: INodeProperties[] = [
	{
		displayName: 'Words of Praise',
		name: 'praise',
		type: 'string',
		default: '',
		placeholder: 'e.g. {name}, {streak} {unit} in a row. We are proud of you!',
		description:
			'Under the name. {name}, {streak}, {unit} (days or weeks) and {total} are filled in. Leave empty for a shipped line, another one each time.',
	},
];

export const description = updateDisplayOptions({ show: { resource: ['card'], operation: ['renderMilestone'] } }, [
	communityField,
	trackerIdField,
	memberField,
	{
		displayName: 'Draw For',
		name: 'occasions',
		type: 'multiOptions',
		options: [
			{ name: 'Any Check-In', value: 'any', description: 'Also items that are no check-in: where the streak stands' },
			{ name: 'First Check-In', value: 'first', description: "A member's very first one" },
			{
				name: 'Milestone',
				value: 'milestone',
				description: 'A streak that has reached one of the lengths that the tracker celebrates',
			},
		],
		default: ['milestone'],
		description: 'Other items are passed over',
	},
	...drawingFields(['group', 'member', 'nobody'], { weeks: false, own }),
]);

/** What a check-in is celebrated for; `undefined` if it is not. */
function occasionOf({ json }: INodeExecutionData, wanted: readonly Occasion[]): Occasion | undefined {
	const recorded = json['outcome'] === 'recorded';
	const { total } = (json['streak'] ?? {}) as Partial<StreakView>;
	if (wanted.includes('milestone') && recorded && typeof json['milestone'] === 'number') return 'milestone';
	if (wanted.includes('first') && recorded && total === 1) return 'first';
	return wanted.includes('any') ? 'any' : undefined;
}

function chosen(value: unknown): Occasion[] {
	const list = Array.isArray(value) ? value : [value];
	const occasions = OCCASIONS.filter((one) => list.includes(one));
	if (occasions.length > 0) return occasions;
	throw new InputError('Nothing is chosen in "Draw For"', 'Choose at least one occasion, e.g. Milestone.');
}

/** Draws cards for check-ins that are worth one, and passes over the others. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const scope = scopeReader(context);
	const member = memberReader(context);
	const occasions = parameterReader(context, 'occasions', ['milestone'], chosen);
	const drawing = drawingReader(context);
	const now = new Date().toISOString();
	return await drawBatch(context, {
		prepare(item, index) {
			const occasion = occasionOf(item, occasions(index));
			if (occasion === undefined) return undefined;
			const reached = occasion === 'milestone' ? Number(item.json['milestone']) : undefined;
			return { occasion, reached, find: member(item, index, scope(item, index)), wanted: drawing(index) };
		},
		async compose(tx, { occasion, reached, find, wanted }) {
			const found = await find(tx);
			const { person, subject } = found;
			const { tracker } = person;
			const { memberId } = person.member;
			const reckoned = await currentStreak(tx, person, now);
			const view = viewAt(person, reckoned, now);
			const language = wanted.language(tracker.rules.language);
			const length = occasion === 'first' ? 1 : (reached ?? view.current);
			const kind: MilestoneKind = occasion === 'first' ? 'first' : 'streak';
			const picture = milestoneCard({
				kind,
				length,
				unit: view.unit,
				name: displayName(subject.member),
				community: [subject.community.name, tracker.rules.title].filter(Boolean).join(' · '),
				date: today(person, reckoned.state, now).day,
				praise: praiseOn(found, occasion, { ...view, current: length }, language, textOption(wanted.options, 'praise')),
				// A milestone closes the ring; on the way there it shows how far it is.
				...(occasion === 'any' && view.nextMilestone !== null ? { next: view.nextMilestone } : {}),
				language,
				theme: wanted.theme,
			});
			const key = stableId('card', tracker.trackerId, memberId, kind, String(length), view.since ?? '');
			const { groupId } = subject.community;
			const to =
				wanted.sendTo === 'member'
					? { kind: 'member' as const, id: subject.member.platformMemberId }
					: { kind: 'group' as const, id: groupId };
			return {
				picture,
				drawing: wanted,
				fileName: `milestone-${length}`,
				json: { trackerId: tracker.trackerId, memberId, occasion, length, streak: view, ...subject },
				message: wanted.sendTo === 'nobody' ? undefined : { to, dedupeKey: `card:${key}` },
			};
		},
	});
}

/** The words of the panel, else a line of the tracker's own, else a shipped one. */
function praiseOn(
	{ person, subject }: FoundMember,
	occasion: Occasion,
	{ current, total, unit, freezes }: StreakView,
	language: Language,
	words: string | undefined,
): string {
	const variables = { name: displayName(subject.member), streak: current, total };
	if (words !== undefined) return fillText(words, { ...variables, unit: unitAfter(current, language, unit) });
	const praised = occasion === 'any' ? 'streak' : occasion;
	const { memberId } = person.member;
	const { rules } = person.tracker;
	return choosePraise({
		occasion: praised,
		memberId,
		turn: total,
		language,
		unit,
		variables: { ...variables, freezes: freezes.held },
		// An operator writes in the language of the tracker; a card in another one has the shipped lines.
		own: language === rules.language ? rules.praise : undefined,
	}).text;
}
