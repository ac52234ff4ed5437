import fc from 'fast-check';
import { DomainError } from '../../../community/domain-error';
import type { MergeTrait } from '../../../community/identity/evidence';
import { mergePlan } from '../../../community/identity/merge';
import { keyOf, type MemberContact, type MemberIdentity, type MemberRecord } from '../../../community/identity/record';
import { splitPlan } from '../../../community/identity/split';
import type { MemberTag } from '../../../community/identity/tags';

const AT = { at: '2026-03-20T04:00:00Z', by: '小王' };
const record = (memberId: string, changes: Partial<MemberRecord> = {}): MemberRecord => ({
	memberId,
	name: null,
	language: null,
	timeZone: null,
	status: 'applicant',
	joinedAt: null,
	identities: [],
	traits: [],
	fields: {},
	tags: [],
	contacts: [],
	...changes,
});
const tag = (name: string, changes: Partial<MemberTag> = {}): MemberTag => ({
	tag: name,
	source: 'operator',
	by: 'x',
	since: '2026-01-02T00:00:00Z',
	...changes,
});
const wechat: MemberIdentity = { platform: 'wecom', platformMemberId: 'w1' };
const telegram: MemberIdentity = { platform: 'telegram', platformMemberId: 't1' };
const contact = (key: string, value: string | null = null): MemberContact => ({
	kind: 'phone',
	key,
	value,
	at: '2026-01-01T00:00:00Z',
});

const a = record('a', {
	name: '小雨',
	joinedAt: '2026-02-01T00:00:00Z',
	identities: [wechat],
	traits: [{ kind: 'phone', value: '13800138000' }],
	fields: { city: '深圳', age: 30 },
	tags: [tag('铁粉', { expiresAt: '2026-04-01T00:00:00Z' })],
	status: 'left',
	contacts: [contact('1')],
});
const b = record('b', {
	name: 'Rain',
	joinedAt: '2026-01-01T00:00:00Z',
	identities: [telegram],
	traits: [{ kind: 'phone', value: '13800138000', verified: true }],
	fields: { city: '上海', job: '设计' },
	tags: [tag('铁粉', { since: '2026-01-01T00:00:00Z', expiresAt: '2026-05-01T00:00:00Z' }), tag('新人')],
	status: 'member',
	language: 'en',
	contacts: [contact('1', 'b'), contact('2')],
});

test('a merge unites both, the kept member’s values first, and says where they differed', () => {
	const { merged, differing } = mergePlan(a, b, AT);
	expect(merged).toEqual({
		memberId: 'a',
		name: '小雨',
		language: 'en',
		timeZone: null,
		status: 'member',
		joinedAt: '2026-01-01T00:00:00Z',
		identities: [wechat, telegram],
		traits: [{ kind: 'phone', value: '13800138000', verified: true }],
		fields: { city: '深圳', age: 30, job: '设计' },
		tags: [tag('铁粉', { since: '2026-01-01T00:00:00Z', expiresAt: '2026-05-01T00:00:00Z' }), tag('新人')],
		contacts: [contact('1'), contact('2')],
	});
	expect(differing).toEqual([{ field: 'city', kept: '深圳', absorbed: '上海' }]);
});

test('a tag without end stays without end', () => {
	const { merged } = mergePlan(
		record('a', { tags: [tag('x', { expiresAt: AT.at })] }),
		record('b', { tags: [tag('x')] }),
		AT,
	);
	expect(merged.tags).toEqual([tag('x')]);
});

test('a member cannot be merged with itself, nor split from where it never was', () => {
	expect(() => mergePlan(a, a, AT)).toThrow(DomainError);
	expect(() => splitPlan(b, mergePlan(a, b, AT).undo)).toThrow(/was merged into "a"/);
	expect(() => mergePlan(a, b, { ...AT, at: 'now' })).toThrow(/"at"/);
});

describe('a split after things have changed', () => {
	const { merged, undo } = mergePlan(a, b, AT);

	test('leaves new things with the kept member', () => {
		const now: MemberRecord = {
			...merged,
			fields: { ...merged.fields, city: '广州', job: '产品', pet: '🐱' },
			tags: [...merged.tags, tag('老客')],
			contacts: [...merged.contacts, contact('3')],
			status: 'removed',
		};
		const split = splitPlan(now, undo);
		expect(split.kept.fields).toEqual({ city: '广州', age: 30, pet: '🐱' });
		expect(split.absorbed.fields).toEqual({ city: '上海', job: '产品' });
		expect(split.kept.tags).toEqual([...a.tags, tag('老客')]);
		expect(split.absorbed.tags).toEqual(b.tags);
		expect(split.kept.contacts).toEqual([contact('1'), contact('3')]);
		expect(split.absorbed.contacts).toEqual(b.contacts);
		expect([split.kept.status, split.absorbed.status]).toEqual(['removed', 'member']);
		expect(split.apart).toEqual(['a', 'b']);
	});

	test('does not bring back what was removed since', () => {
		const split = splitPlan({ ...merged, tags: [], fields: { city: '深圳' } }, undo);
		expect(split.kept).toMatchObject({ tags: [], fields: { city: '深圳' } });
		expect(split.absorbed).toMatchObject({ tags: [], fields: { city: '上海' } });
	});

	test('gives an identity that came later to whom the operator says', () => {
		const discord: MemberIdentity = { platform: 'discord', platformMemberId: 'd1' };
		const now = { ...merged, identities: [...merged.identities, discord] };
		expect(splitPlan(now, undo).kept.identities).toEqual([wechat, discord]);
		const split = splitPlan(now, undo, { toAbsorbed: [discord] });
		expect(split.absorbed.identities).toEqual([telegram, discord]);
		expect(split.kept.identities).toEqual([wechat]);
	});
});

const unique = <Entry>(entry: fc.Arbitrary<Entry>, key: (one: Entry) => string) =>
	fc.uniqueArray(entry, { selector: key, maxLength: 4 });
const instants = fc.integer({ min: 0, max: 400 }).map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString());
const few = fc.constantFrom('x', 'y', '🐟');

/** Identities and rows belong to one member, so their ids carry the member's. */
const records = (memberId: string): fc.Arbitrary<MemberRecord> => {
	const identity = fc.record({
		platform: fc.constantFrom('telegram', 'wecom'),
		platformMemberId: few.map((one) => memberId + one),
	});
	const trait: fc.Arbitrary<MergeTrait> = fc.record({
		kind: fc.constantFrom('phone', 'email'),
		value: few,
		verified: fc.boolean(),
	});
	const tags = fc.record(
		{ tag: few, source: fc.constantFrom('operator', 'rule'), by: few, since: instants, expiresAt: instants },
		{ requiredKeys: ['tag', 'source', 'by', 'since'] },
	);
	return fc
		.record({
			name: fc.option(few),
			joinedAt: fc.option(instants),
			identities: unique(identity, keyOf.identity),
			traits: unique(trait, keyOf.trait),
			fields: fc.dictionary(few, fc.oneof(fc.string(), fc.integer(), fc.array(fc.string()))),
			tags: unique(tags, keyOf.tag),
			language: fc.option(few),
			timeZone: fc.option(few),
			status: fc.constantFrom('applicant', 'member', 'left', 'removed', 'rejected'),
			contacts: unique(
				fc.record({ kind: fc.constantFrom('phone', 'name'), key: few, value: fc.option(few), at: instants }),
				keyOf.contact,
			),
		})
		.map((rest) => ({ memberId, ...rest, fields: { ...rest.fields } }));
};

test('split undoes merge, exactly', () => {
	fc.assert(
		fc.property(records('a'), records('b'), (one, other) => {
			const { merged, undo } = mergePlan(one, other, AT);
			const split = splitPlan(merged, JSON.parse(JSON.stringify(undo)));
			expect([split.kept, split.absorbed]).toEqual([one, other]);
		}),
	);
});

test('two merges are undone in either order', () => {
	fc.assert(
		fc.property(records('a'), records('b'), records('c'), (one, other, third) => {
			const first = mergePlan(one, other, AT);
			const second = mergePlan(first.merged, third, AT);
			const back = splitPlan(second.merged, second.undo);
			expect([back.kept, back.absorbed]).toEqual([first.merged, third]);

			const early = splitPlan(second.merged, first.undo);
			expect(early.absorbed.identities).toEqual(other.identities);
			expect(early.kept.identities).toEqual([...one.identities, ...third.identities]);
			expect(Object.keys(early.absorbed.fields).sort()).toEqual(Object.keys(other.fields).sort());
		}),
	);
});

test('nothing that came after a merge is lost by the split', () => {
	fc.assert(
		fc.property(records('a'), records('b'), records('n'), (one, other, added) => {
			const { merged, undo } = mergePlan(one, other, AT);
			const now = mergePlan(merged, added, AT).merged;
			const { kept, absorbed } = splitPlan(now, undo);
			const keys = (...all: MemberRecord[]) => ({
				identities: new Set(all.flatMap(({ identities }) => identities.map(keyOf.identity))),
				traits: new Set(all.flatMap(({ traits }) => traits.map(keyOf.trait))),
				tags: new Set(all.flatMap(({ tags }) => tags.map(keyOf.tag))),
				fields: new Set(all.flatMap(({ fields }) => Object.keys(fields))),
				contacts: new Set(all.flatMap(({ contacts }) => contacts.map(keyOf.contact))),
			});
			expect(keys(kept, absorbed)).toEqual(keys(now));
		}),
	);
});
