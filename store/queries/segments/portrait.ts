import { sql, type RawBuilder, type SqlBool } from 'kysely';

import type { SimpleCondition } from '../../../community/segments/condition';
import type { FieldValue, SegmentFacts } from '../../../community/segments/facts';
import type { Scope } from '../../schema';
import { utc } from '../../values';
import { real, type Compiling } from './source';

type Field = Extract<SimpleCondition, { when: 'field' }>;
type Tag = Extract<SimpleCondition, { when: 'tag' }>;

/*
 * Portrait and tags of a person are those of the kept member: merging carries them over. Sensitive values are sealed, so
 * no segment sees them.
 */

/** Every part that is given is fulfilled by one of the values of the field. */
export function fieldHolds(compiling: Compiling, condition: Field): RawBuilder<SqlBool> {
	const { engine } = compiling.scope;
	const { equals, oneOf, contains, atLeast, atMost, from, until, known } = condition;
	const some = (test: RawBuilder<SqlBool>) => hasValue(compiling, condition.field, test);
	const parts: RawBuilder<SqlBool>[] = [];
	if (known !== undefined) parts.push(known ? some(ANY) : sql<SqlBool>`(not ${some(ANY)})`);
	if (equals !== undefined) parts.push(some(isOneOf(engine, [equals])));
	if (oneOf !== undefined) parts.push(some(isOneOf(engine, oneOf)));
	if (contains !== undefined) parts.push(some(holdsText(engine, contains)));
	if (atLeast !== undefined || atMost !== undefined) {
		const limits = [
			...(atLeast === undefined ? [] : [sql`v.number >= ${real(engine, atLeast)}`]),
			...(atMost === undefined ? [] : [sql`v.number <= ${real(engine, atMost)}`]),
		];
		parts.push(some(sql<SqlBool>`${sql.join(limits, sql` and `)}`));
	}
	if (from !== undefined || until !== undefined) {
		parts.push(
			some(sql<SqlBool>`${isDate(engine)} and v.text >= ${from ?? ''} and v.text <= ${until ?? '9999-12-31'}`),
		);
	}
	return sql<SqlBool>`(${sql.join(parts, sql` and `)})`;
}

const ANY = sql<SqlBool>`v.sealed is null`;

function hasValue({ db, query }: Compiling, field: string, test: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
	const values = db
		.selectFrom('portrait_value as v')
		.select(sql<number>`1`.as('one'))
		.where('v.community_id', '=', query.communityId)
		.where('v.member_id', '=', sql.ref<string>('m.member_id'))
		.where('v.field', '=', field)
		.where('v.sealed', 'is', null)
		.where(test);
	return sql<SqlBool>`exists ${values}`;
}

/** Text is compared with text and numbers with numbers; portraits hold nothing that is true or false. */
function isOneOf(engine: Scope['engine'], wanted: readonly (string | number | boolean)[]): RawBuilder<SqlBool> {
	const texts = wanted.filter((value) => typeof value === 'string');
	const numbers = wanted.filter((value) => typeof value === 'number');
	const parts = [
		...(texts.length === 0 ? [] : [sql`v.text in (${sql.join(texts)})`]),
		...(numbers.length === 0 ? [] : [sql`v.number in (${sql.join(numbers.map((one) => real(engine, one)))})`]),
	];
	return parts.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
}

function holdsText(engine: Scope['engine'], text: string): RawBuilder<SqlBool> {
	return engine === 'postgres' ? sql<SqlBool>`strpos(v.text, ${text}) > 0` : sql<SqlBool>`instr(v.text, ${text}) > 0`;
}

function isDate(engine: Scope['engine']): RawBuilder<SqlBool> {
	return engine === 'postgres'
		? sql<SqlBool>`v.text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'`
		: sql<SqlBool>`v.text glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'`;
}

export function tagHolds({ db, query }: Compiling, { tag, has }: Tag): RawBuilder<SqlBool> {
	const held = db
		.selectFrom('member_tag as g')
		.select(sql<number>`1`.as('one'))
		.where('g.community_id', '=', query.communityId)
		.where('g.member_id', '=', sql.ref<string>('m.member_id'))
		.where('g.tag', '=', tag)
		.where(({ or, eb }) => or([eb('g.expires_at', 'is', null), eb('g.expires_at', '>', utc(query.now))]));
	return has ? sql<SqlBool>`exists ${held}` : sql<SqlBool>`(not exists ${held})`;
}

/** The portrait and the tags of a person as `matches` looks at them. */
export async function portraitOf(
	{ db }: Scope,
	communityId: string,
	memberId: string,
): Promise<Pick<SegmentFacts, 'fields' | 'tags'>> {
	const values = await db
		.selectFrom('portrait_value')
		.select(['field', 'text', 'number'])
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.where('sealed', 'is', null)
		.orderBy('field')
		.orderBy('position')
		.execute();
	const fields = new Map<string, FieldValue>();
	for (const { field, text, number } of values) {
		const before = fields.get(field);
		if (text === null) fields.set(field, number ?? 0);
		else fields.set(field, Array.isArray(before) ? [...(before as readonly string[]), text] : [text]);
	}
	const tags = await db
		.selectFrom('member_tag')
		.select(['tag', 'expires_at as expiresAt'])
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.execute();
	return { fields: Object.fromEntries(fields), tags };
}
