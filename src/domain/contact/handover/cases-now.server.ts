import { sql } from 'drizzle-orm';
import type { Tx } from '#server/db.ts';
import type { Addressee } from '../addressees.server.ts';

/**
 * Holds cases until the transaction ends, in the order of their ids: one ending at a time on a case, as where somebody's place
 * is ended. Two who end each other would wait for ever.
 */
export const lockCases = async (tx: Tx, caseFileIds: readonly string[]): Promise<void> =>
  void (await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(f, 11))
      from (select distinct f from jsonb_array_elements_text(${JSON.stringify(caseFileIds)}::jsonb) f order by 1) held`));

/** What a change of officer needs to know of a case. */
export interface CaseNow {
  caseFileId: string;
  reference: string;
  teamId: string;
  teamName: string;
  phone: string;
  councilName: string;
  restricted: boolean;
  inTray: boolean;
  /** Its case officers, the first of them first. A senior manager is none. */
  officers: { standingId: string; personId: string; name: string }[];
  /** Parents and young people, in the names they asked to be called. */
  family: { personId: string; name: string }[];
  /** Who of the family's side is told that there is something to read. Never part of a page. */
  hears: Addressee[];
}

interface Row
  extends
    Record<string, unknown>,
    Pick<CaseNow, 'reference' | 'phone' | 'restricted' | 'officers' | 'family' | 'hears'> {
  case_id: string;
  team_id: string;
  team_name: string;
  council_name: string;
  in_tray: boolean;
}

/** The open ones of these cases as they stand, in one round trip. The last of them is the case in hand afterwards. */
export async function casesNow(tx: Tx, caseFileIds: readonly string[]): Promise<Map<string, CaseNow>> {
  const rows = await tx.execute<Row>(sql`
    select * from cases_as_they_stand(array(select jsonb_array_elements_text(${JSON.stringify(caseFileIds)}::jsonb)::uuid))`);
  return new Map(
    rows.map(({ case_id: caseFileId, team_id: teamId, team_name, council_name, in_tray: inTray, ...row }) => [
      caseFileId,
      { ...row, caseFileId, teamId, teamName: team_name, councilName: council_name, inTray },
    ]),
  );
}

/** One case as it stands, taken in hand, or null when it is closed. */
export const caseNow = async (tx: Tx, caseFileId: string): Promise<CaseNow | null> =>
  (await casesNow(tx, [caseFileId])).get(caseFileId) ?? null;
