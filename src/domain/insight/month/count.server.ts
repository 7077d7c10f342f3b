import { sql } from 'drizzle-orm';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { addCouncilWorkingDays, isWorkingDay } from '#domain/calendar/working-days.ts';
import type { Tx } from '#server/db.ts';
import { RING_BACK_WORKING_DAYS } from './figures.ts';
import { isClosed, spellOf, type Month, type Spell } from './month.ts';
import { tallyOf, type Counted, type Tally } from './tally.ts';

/** Later answers are counted together: nobody's own is told by how very late it was. */
const MOST_DAYS = 31;

interface PromiseRow extends Record<string, unknown> {
  team_id: string;
  kind: string;
  in_time: boolean;
  made_on: string | null;
  kept_on: string | null;
  n: number;
}
interface EntryRow extends Record<string, unknown> {
  team_id: string;
  kind: string;
  chases: boolean;
  n: number;
}
interface MissedRow extends Record<string, unknown> {
  team_id: string;
  missed_on: string;
  spoke_on: string | null;
  n: number;
}

/**
 * What is over of a month, by team, counted now from the council's own rows. Of a closed month also how each reply's message
 * came, which takes too long for a page.
 */
export async function countMonth(tx: Tx, month: Month, today: CalendarDate): Promise<Tally> {
  const spell = spellOf(month, today);
  const rows = [
    ...(await promises(tx, spell)),
    ...(await entries(tx, spell)),
    ...(await missed(tx, spell, today)),
    ...(await cases(tx, spell)),
  ];
  return tallyOf(isClosed(month, today) ? [...rows, ...(await ways(tx, spell))] : rows);
}

async function promises(tx: Tx, { first, last }: Spell): Promise<Counted[]> {
  const rows = await tx.execute<PromiseRow>(sql`select * from month_promises(${first}::date, ${last}::date)`);
  return rows.flatMap(({ team_id: teamId, kind, in_time, made_on, kept_on, n: count }) => {
    const due = { teamId, figure: `${kind}:${in_time ? 'kept' : 'missed'}`, count };
    if (made_on === null || kept_on === null) return [due];
    return [due, { teamId, figure: `answer:${workingDaysBetween(made_on, kept_on)}`, count }];
  });
}

/** MON4: the council's working days after the day it came in, up to the answer's; on the day itself is 0. */
function workingDaysBetween(from: CalendarDate, to: CalendarDate): number {
  let days = 0;
  for (let day = addDays(from, 1); day <= to && days < MOST_DAYS; day = addDays(day, 1))
    if (isWorkingDay(day)) days += 1;
  return days;
}

async function entries(tx: Tx, { from, to }: Spell): Promise<Counted[]> {
  const rows = await tx.execute<EntryRow>(
    sql`select * from month_entries(${from.toISOString()}::timestamptz, ${to.toISOString()}::timestamptz)`,
  );
  return rows.flatMap(({ team_id: teamId, kind, chases, n: count }) => [
    { teamId, figure: `came:${kind}`, count },
    ...(chases ? [{ teamId, figure: 'chase', count }] : []),
  ]);
}

/** The last day on which ringing back is in time, for each day of the month on which somebody was missed. */
export function ringBackBy(missedOn: CalendarDate): CalendarDate {
  const by = addCouncilWorkingDays(missedOn, RING_BACK_WORKING_DAYS);
  return 'on' in by ? by.on : addDays(missedOn, RING_BACK_WORKING_DAYS);
}

async function missed(tx: Tx, { from, to }: Spell, today: CalendarDate): Promise<Counted[]> {
  const rows = await tx.execute<MissedRow>(
    sql`select * from month_missed(${from.toISOString()}::timestamptz, ${to.toISOString()}::timestamptz)`,
  );
  return rows.flatMap(({ team_id: teamId, missed_on, spoke_on, n: count }) => {
    const by = ringBackBy(missed_on);
    if (spoke_on !== null && spoke_on <= by) return [{ teamId, figure: 'ring:soon', count }];
    // Until its last day is over, nobody was late.
    return by < today ? [{ teamId, figure: 'ring:late', count }] : [];
  });
}

async function cases(tx: Tx, { to }: Spell): Promise<Counted[]> {
  const rows = await tx.execute<{ team_id: string; n: number }>(
    sql`select * from month_open(${to.toISOString()}::timestamptz)`,
  );
  return rows.map(({ team_id: teamId, n: count }) => ({ teamId, figure: 'cases', count }));
}

async function ways(tx: Tx, { first, last }: Spell): Promise<Counted[]> {
  const rows = await tx.execute<EntryRow & { in_time: boolean }>(
    sql`select * from month_ways(${first}::date, ${last}::date)`,
  );
  return rows.map(({ team_id: teamId, kind, in_time, n: count }) => ({
    ...{ teamId, figure: `way:${kind}:${in_time ? 'kept' : 'missed'}`, count },
  }));
}

interface NowRow extends Record<string, unknown> {
  team_id: string;
  wrote: boolean;
  four_weeks: number | null;
  review: 'late' | 'soon' | null;
  in_tray: boolean;
  has_officer: boolean;
  n: number;
  longest_days: number | null;
}

/** How the open cases of each team stand today, and the clauses and orders whose day is over. */
export async function countNow(tx: Tx, today: CalendarDate): Promise<Tally> {
  const rows = await tx.execute<NowRow>(sql`select * from month_now(${today}::date)`);
  const overdue = await tx.execute<{ team_id: string; kind: string; n: number }>(
    sql`select * from month_overdue(${today}::date)`,
  );
  const counted = rows.flatMap(({ team_id: teamId, n: count, ...row }) => {
    const who = row.wrote ? 'wrote' : 'silent';
    return [
      { teamId, figure: `heard:${who}:${row.four_weeks ?? 'never'}`, count },
      ...(row.review ? [{ teamId, figure: `review:${who}:${row.review}`, count }] : []),
      ...(row.in_tray ? [{ teamId, figure: 'tray', count }] : []),
      ...(row.has_officer ? [] : [{ teamId, figure: 'alone', count }]),
      ...(row.longest_days === null ? [] : [{ teamId, figure: 'longest', count: row.longest_days }]),
    ];
  });
  return tallyOf([
    ...counted,
    ...overdue.map(({ team_id: teamId, kind: figure, n: count }) => ({ teamId, figure, count })),
  ]);
}
