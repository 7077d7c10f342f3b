import { sql } from 'drizzle-orm';
import { today } from '#domain/calendar/today.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { now } from '#server/clock.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import type { Round } from '#server/rounds.ts';

/**
 * Gives whoever covers today the places they lack, and closes those whose last day is over (COV1, COV3, COV6). What is
 * missing is found in the rows, so nothing is lost when it was not done for a while. Returns how many places were given.
 */
export async function spreadCover(tx: Tx, todaysDate: CalendarDate): Promise<number> {
  const [row] = await tx.execute<{ made: number }>(sql`select spread_cover(${todaysDate}) as made`);
  return row?.made ?? 0;
}

/** Cover that was arranged for later begins, and a case that came during it is covered too. */
export const coverRound: Round = {
  name: 'cover.spread',
  everyMs: 60_000,
  go: (councilId) => inTransaction({ councilId }, (tx) => spreadCover(tx, today(now))),
};
