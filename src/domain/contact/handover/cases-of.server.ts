import { sql } from 'drizzle-orm';
import type { Role } from '#domain/access/standing.ts';
import type { Stage } from '#domain/cases/stage.ts';
import type { Tx } from '#server/db.ts';

/** An open case a colleague has, as whoever arranges for them sees it. */
export interface CaseOf {
  caseFileId: string;
  reference: string;
  /** The child's whole name; null where the case is of another team, or is restricted. */
  child: string | null;
  stage: Stage;
  role: Role;
  teamId: string;
  restricted: boolean;
  late: number;
}

type Row = Omit<CaseOf, 'caseFileId' | 'teamId'> & {
  case_file_id: string | null;
  last_name: string | null;
  team_id: string;
};

/**
 * The open cases somebody has as case officer or senior manager. `hidden` is how many more there are that whoever asks may
 * not know of. Nothing at all for whoever does not arrange for them.
 */
export async function casesOf(tx: Tx, personId: string): Promise<{ cases: CaseOf[]; hidden: number }> {
  const rows = await tx.execute<Row>(sql`select * from cases_of(${personId})`);
  const cases = rows.flatMap(({ case_file_id: caseFileId, team_id: teamId, last_name: last, child, ...row }) =>
    caseFileId ? [{ ...row, caseFileId, teamId, child: child && `${child} ${last}` }] : [],
  );
  return { cases, hidden: rows.length - cases.length };
}
