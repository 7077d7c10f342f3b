import { and, eq, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import { daysBetween, isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { statutoryException } from './dates-schema.server.ts';
import { exceptionReasons, mayExcuse, type ExceptionReason } from './exceptions.ts';
import type { PeriodFor } from './legal-periods.ts';

/** An exception the law lists, for one limit: its days, `toOn` null while it lasts, and what is true, in words. */
export interface ExceptionAsked {
  limit: PeriodFor;
  reason: ExceptionReason;
  fromOn: CalendarDate;
  toOn: CalendarDate | null;
  words: string;
}

/** The first fault of an exception, with the field it belongs to, or null. DAT4: only a reason the law lists for this very limit. */
export function faultInException({ limit, reason, fromOn, toOn, words }: ExceptionAsked): Refused | null {
  if (!mayExcuse(reason, limit))
    return refuse('reason', 'The law does not list this reason for this date. Choose the date it is for.');
  if (!isCalendarDate(fromOn)) return refuse('fromOn', 'Enter the day it began, like 2026-05-14');
  if (toOn !== null && (!isCalendarDate(toOn) || toOn < fromOn))
    return refuse('toOn', 'Enter the day it ended, on or after the day it began, or leave it empty while it lasts');
  const { atLeastDays } = exceptionReasons[reason];
  if (toOn !== null && daysBetween(fromOn, toOn) + 1 < atLeastDays)
    return refuse('toOn', `The law asks for at least ${atLeastDays / 7} weeks. These days are fewer.`);
  return words.trim() ? null : refuse('words', 'Say what happened, so that anybody can see that the law allows it');
}

/** Uses an exception. Only a senior manager's scope gets here; theirs is the name on it. Recorded, and the family is told that one is in use. */
export async function approveException(
  tx: Tx,
  scope: CaseScope<'dates:except'> | CaseScope<'gap:answer'>,
  asked: ExceptionAsked,
): Promise<Refused | { statutoryExceptionId: string }> {
  await assertStillStanding(tx, scope);
  const fault = faultInException(asked);
  if (fault) return fault;
  const { councilId, caseFileId, personId } = scope;
  const statutoryExceptionId = v7();
  const { limit, reason, fromOn, toOn } = asked;
  const words = asked.words.trim();
  await tx.insert(statutoryException).values({
    councilId,
    caseFileId,
    statutoryExceptionId,
    limit,
    reason,
    fromOn,
    toOn,
    words,
    approvedBy: personId,
  });
  await recordFor(tx, scope, {
    action: 'dates.exception_used',
    target: statutoryExceptionId,
    detail: { limit, reason, fromOn, toOn, words },
  });
  return { statutoryExceptionId };
}

/** Ends an exception: the limit is there again, as it was. Null when there is no such one in use. */
export async function endException(
  tx: Tx,
  scope: CaseScope<'dates:except'>,
  statutoryExceptionId: string,
  now: Date,
): Promise<null | 'ended'> {
  await assertStillStanding(tx, scope);
  const ended = await tx
    .update(statutoryException)
    .set({ endedAt: now })
    .where(
      and(
        eq(statutoryException.councilId, scope.councilId),
        eq(statutoryException.caseFileId, scope.caseFileId),
        eq(statutoryException.statutoryExceptionId, statutoryExceptionId),
        isNull(statutoryException.endedAt),
      ),
    )
    .returning({ id: statutoryException.statutoryExceptionId });
  if (ended.length === 0) return null;
  await recordFor(tx, scope, { action: 'dates.exception_ended', target: statutoryExceptionId });
  return 'ended';
}
