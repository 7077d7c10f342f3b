import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '#server/db.ts';
import type { AppealRow } from '../begin.server.ts';
import { appeal, appealDate } from '../schema.server.ts';
import { datesOf, nextDueOf, type AppealDay } from './appeal-days.ts';

export type AppealDateRow = typeof appealDate.$inferSelect;

/** The dates of one appeal that somebody wrote down and nothing replaced, one for each kind. */
export const standingDates = (tx: Tx, of: Pick<AppealRow, 'councilId' | 'appealId'>): Promise<AppealDateRow[]> =>
  tx
    .select()
    .from(appealDate)
    .where(
      and(eq(appealDate.councilId, of.councilId), eq(appealDate.appealId, of.appealId), isNull(appealDate.replacedAt)),
    );

/** Every day of one appeal, as `datesOf` reckons them from what is written down. */
export const appealDays = async (tx: Tx, row: AppealRow): Promise<AppealDay[]> =>
  datesOf(row, await standingDates(tx, row));

/** Writes what is due next on the appeal's row (TRD4): for whoever changed anything its days are reckoned from. */
export async function refreshNextDue(tx: Tx, row: AppealRow): Promise<void> {
  await tx
    .update(appeal)
    .set(nextDueOf(await appealDays(tx, row)))
    .where(and(eq(appeal.councilId, row.councilId), eq(appeal.appealId, row.appealId)));
}
