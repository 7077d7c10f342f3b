import { sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { PromiseKind } from '#domain/contact/promises/promise-kinds.ts';
import type { Tx } from '#server/db.ts';

/** What a line of the day is about: something promised, a call asked for, somebody new to ring, mail nobody has sorted, a Board. */
export type DayKind = 'promise' | 'call' | 'handover' | 'held' | 'board';

/** One thing of today on one case. What a kind has no use for is null or empty. */
export interface DayLine {
  what: DayKind;
  caseFileId: string;
  reference: string;
  child: string;
  lastName: string;
  /** Whose case it is, when this person covers it. */
  covers: string | null;
  on: CalendarDate | null;
  promise: { kind: PromiseKind; clauseNumber: number; step: number; words: string; ownerName: string } | null;
  /** Who waits: to whom it was promised, or who asked to be rung. */
  forName: string | null;
  words: string;
  many: number;
}

interface Row extends Record<string, unknown> {
  what: DayKind;
  case_file_id: string;
  reference: string;
  child: string;
  last_name: string;
  covers: string | null;
  on_date: CalendarDate | null;
  kind: PromiseKind | null;
  owner_name: string | null;
  for_name: string | null;
  words: string;
  clause_number: number | null;
  step: number | null;
  many: number;
}

/**
 * What is late, due today or due in the next seven days on the cases this person leads or covers, and what is on them by name elsewhere, what is late
 * first (DAY1). Never a case they are excluded from. One statement with a tested plan, `my_day()` in the migrations.
 */
export async function myDay(tx: Tx, scope: Scope<'day:see'>, today: CalendarDate): Promise<DayLine[]> {
  const rows = await tx.execute<Row>(sql`
    select d.what, d.case_file_id, d.reference, d.child, d.last_name, d.covers, d.on_date::text, d.kind, d.owner_name, d.for_name,
           d.words, d.clause_number, d.step, d.many
      from my_day(${today}) d where app_council() = ${scope.councilId} and app_person() = ${scope.personId}
     order by d.on_date nulls last, d.child, d.case_file_id, d.clause_number, d.step`);
  return rows.map((row) => ({
    ...{ what: row.what, caseFileId: row.case_file_id, reference: row.reference, child: row.child, covers: row.covers },
    ...{ lastName: row.last_name, on: row.on_date, forName: row.for_name, words: row.words, many: row.many },
    promise: row.kind && {
      ...{ kind: row.kind, clauseNumber: row.clause_number ?? 0, step: row.step ?? 1 },
      ...{ words: row.words, ownerName: row.owner_name ?? '' },
    },
  }));
}
