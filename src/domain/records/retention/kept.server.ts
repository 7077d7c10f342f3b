import { sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import type { AutomaticHold } from '../holds/holds.ts';
import type { RecordClass, RetentionRule } from './rules.ts';

/** What the desk knows of a case without opening it: no name, no day of birth. */
export interface KeptCase {
  caseFileId: string;
  reference: string;
  class: RecordClass;
  /** From this day its time has run out; null while it is counted from a closing that has not come. */
  dueOn: CalendarDate | null;
  /** Why nothing of it may be forgotten now. */
  held: ('placed' | AutomaticHold)[];
  forgotten: boolean;
}

interface Row extends Record<string, unknown> {
  case_file_id: string;
  reference: string;
  class: RecordClass;
  due_on: CalendarDate | null;
  held: KeptCase['held'];
  forgotten_at: string | null;
}

const fromRow = (row: Row): KeptCase => ({
  ...{ caseFileId: row.case_file_id, reference: row.reference, class: row.class, dueOn: row.due_on },
  ...{ held: row.held, forgotten: row.forgotten_at !== null },
});

/** The rules as the database counts by them. */
const asRows = (rules: readonly RetentionRule[]) =>
  JSON.stringify(rules.map(({ class: of, years, countedFrom }) => ({ class: of, years, counted_from: countedFrom })));

/** What holds a case is asked of those alone that are shown: of a whole county's it would take seconds. */
const columns = sql.raw(`case_file_id, reference, class, due_on::text, forgotten_at,
  array(select h.why from held_by(case_file_id) h) as held`);

const MOST_DUE = 200;

/**
 * RET3: the cases whose time has run out, the longest overdue first, at most 200. For the duty records alone: the database
 * answers nobody else, and tells neither a name nor a day of birth.
 */
export async function dueCases(
  tx: Tx,
  rules: readonly RetentionRule[],
  today: CalendarDate,
): Promise<{ cases: KeptCase[]; all: number }> {
  const rows = await tx.execute<Row & { all: number }>(sql`
    select ${columns}, k.all from (
      select *, (count(*) over ())::int as all from kept_cases(${asRows(rules)}::jsonb)
       where forgotten_at is null and due_on <= ${today}::date order by due_on, reference limit ${MOST_DUE}) k
     order by due_on, reference`);
  return { cases: rows.map(fromRow), all: rows[0]?.all ?? 0 };
}

/** One case of the council by its id, or by the reference that stands on every letter. Null: there is none. */
export async function keptCase(tx: Tx, rules: readonly RetentionRule[], which: string): Promise<KeptCase | null> {
  const one = isId(which) ? sql`case_file_id = ${which}` : sql`upper(reference) = upper(${which.trim()})`;
  const [row] = await tx.execute<Row>(
    sql`select ${columns} from (select * from kept_cases(${asRows(rules)}::jsonb) where ${one}) k`,
  );
  return row ? fromRow(row) : null;
}

/** Every case that somebody placed a hold on, with who, why and since when: the desk ends them. */
export async function heldCases(tx: Tx, scope: Scope): Promise<HeldCase[]> {
  const rows = await tx.execute<HeldCase & Record<string, unknown>>(sql`
    select h.legal_hold_id as "legalHoldId", h.case_file_id as "caseFileId", h.why, h.words, h.at, h.by as "by", p.full_name as "byName"
      from legal_hold h left join person p on p.council_id = h.council_id and p.person_id = h.by
     where h.council_id = ${scope.councilId} and h.ended_at is null order by h.at, h.legal_hold_id`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

export interface HeldCase {
  legalHoldId: string;
  caseFileId: string;
  why: string;
  words: string;
  at: Date;
  by: string;
  byName: string | null;
}
