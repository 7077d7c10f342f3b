import { and, asc, eq, inArray, isNull, lt } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { daysBetween, type CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import type { PromiseKind } from './promise-kinds.ts';
import { promise } from './promises-schema.server.ts';

export interface LatePromise {
  caseFileId: string;
  kind: PromiseKind;
  clauseNumber: number;
  step: number;
  ownerName: string;
  /** Calendar days after its date. */
  days: number;
}

/** What is late on these cases, the longest first (PRO7). Only cases the person may list are seen, whatever ids are handed in. */
export async function latePromisesOn(
  tx: Tx,
  { councilId }: Scope,
  caseFileIds: readonly string[],
  today: CalendarDate,
): Promise<LatePromise[]> {
  if (caseFileIds.length === 0) return [];
  const { caseFileId, kind, clauseNumber, step, ownerName, dueOn } = promise;
  const rows = await tx
    .select({ caseFileId, kind, clauseNumber, step, ownerName, dueOn })
    .from(promise)
    .where(
      and(
        ...[eq(promise.councilId, councilId), inArray(promise.caseFileId, [...caseFileIds]), lt(dueOn, today)],
        ...[isNull(promise.keptOn), isNull(promise.replacedAt)],
      ),
    )
    .orderBy(asc(dueOn), asc(clauseNumber));
  return rows.map(({ dueOn: on, ...late }) => ({ ...late, days: daysBetween(on!, today) }));
}
