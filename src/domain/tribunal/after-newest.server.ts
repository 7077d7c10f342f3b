import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { AppealRow } from './begin.server.ts';
import type { appealReview, bearingSaid } from './triage/triage-schema.server.ts';

/**
 * The moment of a row written while its appeal is held: now, or just after the newest one of the appeal where that says
 * later, because the clock was set back since, or another waited for the appeal less long. So the newest by its time is
 * always the last one written.
 */
export const afterNewest = (
  table: typeof appealReview | typeof bearingSaid,
  { councilId, appealId }: Pick<AppealRow, 'councilId' | 'appealId'>,
): SQL<Date> => sql`greatest(now(), (select max(${table.at}) + interval '1 microsecond' from ${table}
  where ${and(eq(table.councilId, councilId), eq(table.appealId, appealId))}))`;
