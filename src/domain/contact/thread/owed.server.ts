import { and, asc, eq, isNull, notInArray, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { stateOf, type PromiseState } from '../promises/promise.ts';
import type { PromiseKind } from '../promises/promise-kinds.ts';
import { promise } from '../promises/promises-schema.server.ts';

/** One promise of the thread that nobody has kept yet. */
export interface Owed {
  promiseId: string;
  kind: PromiseKind;
  words: string;
  ownerName: string;
  dueOn: CalendarDate | null;
  state: PromiseState;
  /** What whom it was made to is called; null is everybody on the family's side. */
  forName: string | null;
  /** The entry it came from. */
  subjectId: string;
}

/** What is owed on this case, what is due first at the top: the same rows for whoever may see them (THR1). */
export async function owedOn(tx: Tx, scope: CaseScope, today: CalendarDate): Promise<Owed[]> {
  const { promiseId, kind, words, ownerName, dueOn, subjectId } = promise;
  const rows = await tx
    .select({
      ...{ promiseId, kind, words, ownerName, dueOn, subjectId },
      forName: sql<string | null>`coalesce(${person.calledName}, ${person.fullName})`,
    })
    .from(promise)
    .leftJoin(person, and(eq(person.councilId, promise.councilId), eq(person.personId, promise.forPersonId)))
    .where(
      and(
        ...[eq(promise.councilId, scope.councilId), eq(promise.caseFileId, scope.caseFileId)],
        ...[isNull(promise.keptOn), isNull(promise.replacedAt), notInArray(kind, ['clause', 'order'])],
      ),
    )
    .orderBy(sql`${dueOn} asc nulls last`, asc(promise.step));
  return rows.map((row) => ({ ...row, state: stateOf({ dueOn: row.dueOn, keptOn: null, replaced: false }, today) }));
}
