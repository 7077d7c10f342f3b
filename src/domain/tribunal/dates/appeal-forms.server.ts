import { and, asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { isRefused, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { assertOpen, beginAtDesk, changeAppeal, recordOnAppeal, type AppealRow } from '../begin.server.ts';
import { appealForm } from '../schema.server.ts';
import { readAppealForm, type TypedForm } from './appeal-forms.ts';

export type AppealFormRow = typeof appealForm.$inferSelect;

/** The tribunal's forms of one appeal that were written down, in the order they were sent. */
export const formsOf = (tx: Tx, { councilId, appealId }: Pick<AppealRow, 'councilId' | 'appealId'>) =>
  tx
    .select()
    .from(appealForm)
    .where(and(eq(appealForm.councilId, councilId), eq(appealForm.appealId, appealId)))
    .orderBy(asc(appealForm.on), asc(appealForm.addedAt));

/** Writes down that a form of the tribunal's was sent (TRD9). */
export async function addForm(
  tx: Tx,
  scope: Scope,
  appealId: string,
  { version, ...typed }: TypedForm & { version: number },
  today: CalendarDate,
): Promise<Refused | 'written'> {
  const held = await beginAtDesk(tx, scope, appealId, version);
  assertOpen(held);
  const read = readAppealForm(typed, held.decisionSentOn, today);
  if (isRefused(read)) return read;
  const { councilId, personId: addedBy } = scope;
  await tx.insert(appealForm).values({ councilId, appealId, appealFormId: v7(), addedBy, ...read });
  await changeAppeal(tx, held, {});
  await recordOnAppeal(tx, scope, held, { action: 'appeal.form_written', detail: { form: read.form, on: read.on } });
  return 'written';
}
