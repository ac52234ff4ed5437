/**
 * The statements that fill a store with people who check in; `{n}` is how many they are, `{name}` a table. Each has five
 * check-ins in the last sixty days, half of them in June 2026; totals from 1 to 400 and streaks from 1 to 40, spread
 * evenly, half of the streaks alive.
 */

const C = `'bench'`;
const T = `'daily'`;
const AT = `'2026-06-30T12:00:00.000Z'`;
/** Spreads numbers as if by chance, the same in every run. */
const STRIDE = 2_654_435_761;
const CHECK_INS = 5;

const MEMBER = '{member} (community_id, member_id, name, status, joined_at, created_at, updated_at)';
const CHECK_IN = `{check_in} (community_id, check_in_id, tracker_id, member_id, period, slot, day, time_zone, starts_at, ends_at,
	kind, way, status, graced, occurred_at, recorded_at, evidence, points, subject)`;
const STREAK = `{streak} (community_id, tracker_id, member_id, state, basis, current, longest, total, last_period, reached_at,
	lives_until, hidden, muted, updated_at)`;

const EVIDENCE = `'{"eventId":"42:1001","messageId":"1001","text":"今天读了三十页"}'`;
const SUBJECT = `'{"community":{"communityId":"bench","groupId":"bench","platform":"bench"},"member":{"platform":"bench","platformMemberId":"1001","name":"成员"}}'`;
const STATE = `'{"current":7,"longest":9,"total":30,"since":"2026-06-24","freezes":{"held":1,"earned":4,"spent":3,"progress":2}}'`;

/** Columns of a check-in of member `id` on `day`; `name` makes its id. */
const checkIn = (id: string, day: string, name: string, at: string): string =>
	`${C}, ${name}, ${T}, ${id}, ${day}, 1, ${day}, 'Asia/Shanghai', ${day} || 'T00:00:00.000Z', ${day} || 'T24:00:00.000Z',
		'own', 'keyword', 'counted', 0, ${at}, ${AT}, ${EVIDENCE}, 1, ${SUBJECT}`;

const sqliteId = `printf('m_%08d', i)`;
const sqliteDay = `date('2026-06-30', '-' || ((i * 7 + k * 11) % 60) || ' days')`;
const postgresId = `'m_' || lpad(i::text, 8, '0')`;
const postgresDay = `to_char(date '2026-06-30' - ((i * 7 + k * 11) % 60)::int, 'YYYY-MM-DD')`;

export const BOARD_FILL: Record<'embedded' | 'postgres', string[]> = {
	embedded: [
		`insert into ${MEMBER}
			with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < {n})
			select ${C}, ${sqliteId}, '成员' || i, 'member', ${AT}, ${AT}, ${AT} from n`,
		`insert into ${CHECK_IN}
			with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < {n}),
				k(k) as (select 0 union all select k + 1 from k where k + 1 < ${CHECK_INS})
			select ${checkIn(sqliteId, sqliteDay, `printf('c_%08d_%d', i, k)`, `${sqliteDay} || printf('T%02d:%02d:00.000Z', i % 24, i % 60)`)}
			from n, k`,
		`insert into ${STREAK}
			with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < {n})
			select ${C}, ${T}, ${sqliteId}, ${STATE}, '1|' || ${sqliteId}, i * ${STRIDE} % 40 + 1, 400, i * ${STRIDE} / 64 % 400 + 1, '2026-06-30',
				date('2026-06-30', '-' || (i * ${STRIDE} / 8 % 120) || ' days') || printf('T%02d:%02d:00.000Z', i % 24, i % 60),
				case when i * ${STRIDE} / 4096 % 2 = 0 then '2026-07-01T17:00:00.000Z' else '2026-06-29T17:00:00.000Z' end, 0, 0, ${AT} from n`,
	],
	postgres: [
		`insert into ${MEMBER}
			select ${C}, ${postgresId}, '成员' || i, 'member', ${AT}, ${AT}, ${AT} from generate_series(0, {n} - 1) i`,
		`insert into ${CHECK_IN}
			select ${checkIn(postgresId, postgresDay, `'c_' || i || '_' || k`, `${postgresDay} || 'T' || lpad((i % 24)::text, 2, '0') || ':' || lpad((i % 60)::text, 2, '0') || ':00.000Z'`)}
			from generate_series(0, {n} - 1) i, generate_series(0, ${CHECK_INS} - 1) k`,
		`insert into ${STREAK}
			select ${C}, ${T}, ${postgresId}, ${STATE}, '1|' || ${postgresId}, i * ${STRIDE} % 40 + 1, 400, i * ${STRIDE} / 64 % 400 + 1, '2026-06-30',
				to_char(date '2026-06-30' - (i * ${STRIDE} / 8 % 120)::int, 'YYYY-MM-DD') || 'T' || lpad((i % 24)::text, 2, '0') || ':' || lpad((i % 60)::text, 2, '0') || ':00.000Z',
				case when i * ${STRIDE} / 4096 % 2 = 0 then '2026-07-01T17:00:00.000Z' else '2026-06-29T17:00:00.000Z' end, 0, 0, ${AT}
			from generate_series(0::bigint, {n}::bigint - 1) i`,
		`vacuum (analyze)`,
	],
};
