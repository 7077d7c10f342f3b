import { sql } from 'drizzle-orm';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { decidesIfBornBy } from './takeover.ts';

export interface OverdueTakeover {
  caseFileId: string;
  reference: string;
  child: string;
  bornOn: CalendarDate;
}

/** YPT7: cases this officer leads whose young person decides by now, and where nobody wrote down who stays or who decides instead. */
export async function overdueTakeovers(tx: Tx, today: CalendarDate): Promise<OverdueTakeover[]> {
  const rows = await tx.execute<{ case_file_id: string; reference: string; child: string; born_on: CalendarDate }>(
    sql`select case_file_id, reference, child, born_on::text from takeovers_overdue(${decidesIfBornBy(today)})`,
  );
  return rows.map((row) => ({
    ...{ caseFileId: row.case_file_id, reference: row.reference, child: row.child, bornOn: row.born_on },
  }));
}
