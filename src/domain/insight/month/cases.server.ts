import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { ringBackBy } from './count.server.ts';
import { lastDayOf, spellOf, type Month } from './month.ts';

/** How many a page of the list holds. */
export const CASES_A_PAGE = 50;

export interface CaseBehind {
  caseFileId: string;
  reference: string;
  child: string;
  /** How often the case is in the figure. */
  times: number;
  /** The first day that makes it so; null where there is none, as for somebody nobody has spoken to. */
  on: CalendarDate | null;
}

interface Row extends Record<string, unknown> {
  case_file_id: string;
  times: number;
  on_day: string | null;
  all: number;
}

/**
 * MON9: the cases behind one figure that the asker may list: their own and their team's, never one they are excluded from, nor
 * a restricted one. The longest waiting first, and so many in all. That they were listed tells nobody anything new of a case;
 * that one is opened is recorded where it is opened.
 */
export async function casesBehind(
  tx: Tx,
  { councilId }: Scope,
  {
    figure,
    team,
    month,
    today,
    page,
  }: { figure: string; team: string | null; month: Month; today: CalendarDate; page: number },
): Promise<{ cases: CaseBehind[]; all: number }> {
  const { first, last, from, to } = spellOf(month, today);
  const days: CalendarDate[] = [];
  if (figure.startsWith('ring')) for (let day = first; day <= lastDayOf(month); day = addDays(day, 1)) days.push(day);
  const rows = await tx.execute<Row>(sql`
    select m.*, (count(*) over ())::integer as "all"
      from month_cases(${figure}, ${team}::uuid, ${first}::date, ${last}::date, ${from.toISOString()}::timestamptz, ${to.toISOString()}::timestamptz,
                       ${today}::date, ${arrayOf(days)}::date[], ${arrayOf(days.map(ringBackBy))}::date[]) m
     order by m.on_day nulls first, m.case_file_id limit ${CASES_A_PAGE} offset ${(page - 1) * CASES_A_PAGE}`);
  const files = await filesOf(
    tx,
    councilId,
    rows.map(({ case_file_id }) => case_file_id),
  );
  return {
    all: rows[0]?.all ?? 0,
    cases: rows.flatMap(({ case_file_id: caseFileId, times, on_day: on }) => {
      const file = files.get(caseFileId);
      return file ? [{ caseFileId, ...file, times, on }] : [];
    }),
  };
}

const arrayOf = (days: readonly CalendarDate[]): string => `{${days.join(',')}}`;

async function filesOf(
  tx: Tx,
  councilId: string,
  ids: readonly string[],
): Promise<Map<string, { reference: string; child: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: caseFile.caseFileId, reference: caseFile.reference, child: caseFile.childFirstName })
    .from(caseFile)
    .where(and(eq(caseFile.councilId, councilId), inArray(caseFile.caseFileId, [...ids])));
  return new Map(rows.map(({ id, reference, child }) => [id, { reference, child }]));
}
