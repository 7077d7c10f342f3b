import { sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { Role } from '#domain/access/standing.ts';
import type { CaseDates } from '#domain/cases/next-date.ts';
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
 * Everything of one person's own cases that their list shows, in one statement. It starts from their standings
 * (`standing_person`) and reaches every other table by the start of its primary key or its case index, so that it costs
 * what their own cases cost and not what the council's do.
 */
export const myCasesQuery = ({ councilId, personId }: Pick<Scope, 'councilId' | 'personId'>) => sql`
  select c.case_file_id, c.reference, c.child_first_name as child, c.child_last_name as last_name, s.role, c.stage,
    c.request_received_on::text as received_on, c.board_on::text as board_on,
    g.given, g.calls, r.unanswered, p.proposals
  from standing s
  join case_file c on c.council_id = s.council_id and c.case_file_id = s.case_file_id
  cross join lateral (
    select count(*) filter (where kind <> 'call_me')::int as given, count(*) filter (where kind = 'call_me')::int as calls
    from given where council_id = s.council_id and case_file_id = s.case_file_id and seen_at is null) g
  cross join lateral (
    select count(*)::int as unanswered from check_row r
    where r.council_id = s.council_id and r.case_file_id = s.case_file_id and not exists (
      select 1 from check_answer a where a.council_id = s.council_id and a.case_file_id = s.case_file_id
        and a.check_row_id = r.check_row_id and a.side = 'council')) r
  cross join lateral (
    select count(*)::int as proposals from point t
    where t.council_id = s.council_id and t.case_file_id = s.case_file_id and t.state = 'proposed' and exists (
      select 1 from proposal q where q.council_id = s.council_id and q.case_file_id = s.case_file_id
        and q.point_id = t.point_id and q.side = 'family' and q.withdrawn_at is null)) p
  where s.council_id = ${councilId} and s.person_id = ${personId} and s.ended_at is null
    and (s.ends_at is null or s.ends_at > now()) and c.closed_at is null
  order by c.child_first_name, c.case_file_id`;

/** The cases this person has a standing on, with what waits on each. Excluded ones are not among them. */
export async function myCases(tx: Tx, scope: Scope): Promise<MyCase[]> {
  const rows = await tx.execute<Row>(myCasesQuery(scope));
  return rows.map(({ case_file_id, last_name, received_on, board_on, ...row }) => ({
    ...row,
    caseFileId: case_file_id,
    lastName: last_name,
    requestReceivedOn: received_on,
    boardOn: board_on,
  }));
}
