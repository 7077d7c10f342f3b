import { today } from '#domain/calendar/today.ts';
import { now } from '#server/clock.ts';
import { inTransaction } from '#server/db.ts';
import type { Round } from '#server/rounds.ts';
import { closeMonth, keepToday, keptCounts } from './kept-counts.server.ts';
import { firstDayOf, isClosed, monthOf, monthsBefore } from './month.ts';

/** A year and the month before it: what a page sets beside a month. */
const MONTHS_KEPT = 14;
const EVERY_MS = 10 * 60_000;

/** MON2: counts each closed month once, and how things stand once a day. What was counted stays. */
export const monthRound: Round = {
  name: 'month.count',
  everyMs: EVERY_MS,
  async go(councilId) {
    const todaysDate = today(now);
    const running = monthOf(todaysDate);
    const months = Array.from({ length: MONTHS_KEPT }, (_, ago) => monthsBefore(running, ago + 1));
    const closed = months.filter((month) => isClosed(month, todaysDate));
    const missing = await inTransaction({ councilId }, async (tx) => {
      const kept = await keptCounts(tx, councilId, 'month', closed.map(firstDayOf));
      return closed.filter((month) => !kept.has(firstDayOf(month)));
    });
    let counted = 0;
    // A month at a time: nothing waits for a year to be counted.
    for (const month of missing)
      if (await inTransaction({ councilId }, (tx) => closeMonth(tx, councilId, month, todaysDate))) counted += 1;
    const stood = await inTransaction({ councilId }, async (tx) => {
      const kept = await keptCounts(tx, councilId, 'day', [todaysDate]);
      return kept.size === 0 && (await keepToday(tx, councilId, todaysDate));
    });
    return counted + (stood ? 1 : 0);
  },
};
