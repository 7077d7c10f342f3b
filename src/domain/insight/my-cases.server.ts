import { sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { Role } from '#domain/access/standing.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { milestonesKept } from '#domain/cases/milestones.server.ts';
import { mayHavePlan, type CaseDates } from '#domain/cases/next-date.ts';
import type { Stage } from '#domain/cases/stage.ts';
import type { Tx } from '#server/db.ts';

/** What on one case waits for somebody on the council's side to do something. */
export interface Waiting {
  /** Things the family gave through a link that nobody has looked at. */
  given: number;
  /** "Call me", not yet seen to. */
  calls: number;
  /** Rows of "Have we got everything?" the council has not answered. */
  unanswered: number;
  /** Points where the family put words forward and the council has not answered. */
  proposals: number;
}

export interface MyCase extends CaseDates, Waiting {
  caseFileId: string;
  reference: string;
  child: string;
  /** For telling one Maya from another in a long list; shown to staff only. */
  lastName: string;
  role: Role;
}

interface Row extends Record<string, unknown> {
  case_file_id: string;
  reference: string;
  child: string;
  last_name: string;
  role: Role;
  stage: Stage;
  received_on: string;
  board_on: string | null;
  given: number;
  calls: number;
  unanswered: number;
  proposals: number;
}

/**
 * The cases this person has a standing on, with what waits on each; excluded ones are not among them. One statement
 * with a plan that is tested (`my_cases()` in the migrations). A transaction of somebody else's sees nothing.
 */
export async function myCases(tx: Tx, scope: Scope): Promise<MyCase[]> {
  const rows = await tx.execute<Row>(sql`
    select m.* from my_cases() m where app_council() = ${scope.councilId} and app_person() = ${scope.personId}`);
  const planned = rows.filter(({ stage }) => mayHavePlan(stage)).map(({ case_file_id }) => case_file_id);
  const milestones = await milestonesKept(tx, scope.councilId, planned);
  return rows.map(({ case_file_id, last_name, received_on, board_on, ...row }) => ({
    ...row,
    caseFileId: case_file_id,
    lastName: last_name,
    requestReceivedOn: received_on,
    boardOn: board_on,
    milestones: milestones.get(case_file_id),
  }));
}

/** A case somebody still has a place on, which is closed. */
export interface MyClosedCase {
  caseFileId: string;
  reference: string;
  child: string;
  lastName: string;
  role: Role;
  closedOn: CalendarDate;
}

/** CLO8: the closed cases of this person, the last one first, at most 200. */
export async function myClosedCases(tx: Tx): Promise<MyClosedCase[]> {
  const rows = await tx.execute<MyClosedCase & Record<string, unknown>>(sql`
    select case_file_id as "caseFileId", reference, child, last_name as "lastName", role, closed_on::text as "closedOn" from my_closed_cases()`);
  return [...rows];
}
