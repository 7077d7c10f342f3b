import { sql } from 'drizzle-orm';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import type { Away } from './cover.ts';

/** Which of the officers of the case in hand are away today, the first on the case first (COV5). */
export async function awayOnCase(tx: Tx, today: CalendarDate): Promise<Away[]> {
  const rows = await tx.execute<{ away_id: string; away: string; until: string; covered_by: string | null }>(
    sql`select away_id, away, until::text, covered_by from away_on_case(${today})`,
  );
  return rows.map(({ away_id: awayId, covered_by: coveredBy, away, until }) => ({ awayId, away, until, coveredBy }));
}
