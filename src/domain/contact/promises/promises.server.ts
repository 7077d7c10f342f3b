import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { stateOf, type PromiseState, type Report } from './promise.ts';
import { promise, promiseReport } from './promises-schema.server.ts';

/** What one side last said of whether it was done. */
export interface Reported {
  says: Report;
  words: string;
  by: string;
  at: Date;
}

export type PromiseRow = typeof promise.$inferSelect;

/** A promise as everybody on the case reads it. */
export interface PromiseOf extends Pick<
  PromiseRow,
  | 'promiseId'
  | 'kind'
  | 'subjectId'
  | 'clauseNumber'
  | 'step'
  | 'words'
  | 'ownerBody'
  | 'ownerName'
  | 'dueOn'
  | 'dueSource'
  | 'howKnown'
  | 'madeOn'
  | 'keptOn'
  | 'keptWords'
  | 'askedAt'
> {
  state: PromiseState;
  keptBy: string | null;
  /** When it was put before a senior manager, and who that is; nobody where the area has none. */
  raised: { at: Date; to: string | null } | null;
  doing: { words: string; by: string; at: Date } | null;
  /** Each side's own last answer. They may differ, and neither wins. */
  reports: { family: Reported | null; council: Reported | null };
}

/** The full name of whoever of the council's a column of a promise names. */
const nameIn = (column: 'kept_by' | 'raised_to' | 'doing_by') => sql<string | null>`(
  select n.full_name from person n
   where n.council_id = promise.council_id and n.person_id = promise.${sql.raw(column)})`;

/** Every promise of the case, what is due first at the top, what is done or replaced at the end. */
export async function promisesOf(tx: Tx, scope: CaseScope, today: CalendarDate): Promise<PromiseOf[]> {
  const rows = await tx
    .select({ row: promise, keptBy: nameIn('kept_by'), raisedTo: nameIn('raised_to'), doer: nameIn('doing_by') })
    .from(promise)
    .where(and(eq(promise.councilId, scope.councilId), eq(promise.caseFileId, scope.caseFileId)))
    .orderBy(
      sql`${promise.keptOn} is not null or ${promise.replacedAt} is not null`,
      ...[sql`${promise.dueOn} asc nulls last`, asc(promise.madeOn), asc(promise.clauseNumber), asc(promise.step)],
    );
  const reports = await reportsOf(tx, scope);
  return rows.map(({ row, keptBy, raisedTo: to, doer: by }) => ({
    ...row,
    state: stateOf({ dueOn: row.dueOn, keptOn: row.keptOn, replaced: row.replacedAt !== null }, today),
    keptBy,
    raised: row.raisedAt && { at: row.raisedAt, to },
    doing: row.doingAt && { words: row.doing, by: by ?? '', at: row.doingAt },
    reports: {
      family: reports.get(`${row.promiseId} family`) ?? null,
      council: reports.get(`${row.promiseId} council`) ?? null,
    },
  }));
}

/** The last answer of each side to each promise, by "promise side". */
async function reportsOf(tx: Tx, { councilId, caseFileId }: CaseScope): Promise<Map<string, Reported>> {
  const rows = await tx
    .selectDistinctOn([promiseReport.promiseId, promiseReport.side], {
      row: promiseReport,
      by: sql<string | null>`coalesce(${person.calledName}, ${person.fullName})`,
    })
    .from(promiseReport)
    .leftJoin(person, and(eq(person.councilId, promiseReport.councilId), eq(person.personId, promiseReport.by)))
    .where(and(eq(promiseReport.councilId, councilId), eq(promiseReport.caseFileId, caseFileId)))
    .orderBy(promiseReport.promiseId, promiseReport.side, desc(promiseReport.at), desc(promiseReport.promiseReportId));
  return new Map(
    rows.map(({ row: { promiseId, side, says, words, at }, by }) => [
      `${promiseId} ${side}`,
      { says, words, at, by: by ?? '' },
    ]),
  );
}
