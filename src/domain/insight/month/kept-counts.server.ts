import { and, eq, inArray, sql } from 'drizzle-orm';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { team } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { countMonth, countNow } from './count.server.ts';
import { firstDayOf, isClosed, type Month } from './month.ts';
import { monthCount } from './month-schema.server.ts';
import { rowsOf, tallyOf, type Counted, type Tally } from './tally.ts';

/** A count, and when it was made: null for one that was made just now and is not kept. */
export interface Count {
  tally: Tally;
  at: Date | null;
}

/** That it was counted: of a month in which nothing happened there is nothing else. */
const COUNTED = 'counted';

/** The areas' teams in the order of their names: never in that of what they did. */
export async function areaTeams(tx: Tx, councilId: string): Promise<{ teamId: string; name: string }[]> {
  return tx
    .select({ teamId: team.teamId, name: team.name })
    .from(team)
    .where(and(eq(team.councilId, councilId), eq(team.kind, 'area')))
    .orderBy(team.name, team.teamId);
}

/** What is kept of these days, or of the months that begin on them. A day that was not counted is not in it. */
export async function keptCounts(
  tx: Tx,
  councilId: string,
  of: 'month' | 'day',
  days: readonly CalendarDate[],
): Promise<Map<CalendarDate, Count>> {
  const rows = await tx
    .select({
      ...{ on: monthCount.on, teamId: monthCount.teamId, figure: monthCount.figure },
      ...{ count: monthCount.count, at: monthCount.at },
    })
    .from(monthCount)
    .where(and(eq(monthCount.councilId, councilId), eq(monthCount.of, of), inArray(monthCount.on, [...days])));
  const byDay = Map.groupBy(rows, ({ on }) => on);
  return new Map(
    [...byDay].map(([on, ofDay]) => [
      on,
      { tally: tallyOf(ofDay.filter(({ figure }) => figure !== COUNTED)), at: ofDay[0]!.at },
    ]),
  );
}

/** MON2: a closed month as it was counted once; the running one, and one that no round has come to yet, counted now. */
export async function monthCounts(
  tx: Tx,
  councilId: string,
  months: readonly Month[],
  today: CalendarDate,
): Promise<Map<Month, Count>> {
  const kept = await keptCounts(tx, councilId, 'month', months.map(firstDayOf));
  return new Map(
    months.flatMap((month) => {
      const count = kept.get(firstDayOf(month));
      return count && isClosed(month, today) ? [[month, count] as const] : [];
    }),
  );
}

/** How things stand: as it was counted this morning, or now where nothing was. */
export async function standNow(tx: Tx, councilId: string, today: CalendarDate): Promise<Count> {
  const kept = await keptCounts(tx, councilId, 'day', [today]);
  return kept.get(today) ?? { tally: await countNow(tx, today), at: null };
}

/** Keeps a count for good, unless it is kept already: two nodes that count at once keep one. Returns whether it was kept. */
export async function keepCount(
  tx: Tx,
  councilId: string,
  { of, on, tally }: { of: 'month' | 'day'; on: CalendarDate; tally: Tally },
): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`month:${councilId}`}, 11))`);
  if ((await keptCounts(tx, councilId, of, [on])).size > 0) return false;
  const teams = await areaTeams(tx, councilId);
  const rows: Counted[] = [...rowsOf(tally), ...teams.map(({ teamId }) => ({ teamId, figure: COUNTED, count: 1 }))];
  if (rows.length === 0) return false;
  await tx.insert(monthCount).values(rows.map((row) => ({ councilId, of, on, ...row })));
  return true;
}

/** Counts a closed month, or how things stand today, and keeps it. */
export const closeMonth = async (tx: Tx, councilId: string, month: Month, today: CalendarDate): Promise<boolean> =>
  keepCount(tx, councilId, { of: 'month', on: firstDayOf(month), tally: await countMonth(tx, month, today) });

export const keepToday = async (tx: Tx, councilId: string, today: CalendarDate): Promise<boolean> =>
  keepCount(tx, councilId, { of: 'day', on: today, tally: await countNow(tx, today) });
