import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '#server/db.ts';
import { decision } from '../desk/deciding-schema.server.ts';
import { seriousGap } from './gap-schema.server.ts';
import { release } from '../telling/telling-schema.server.ts';

interface OfCase {
  councilId: string;
  caseFileId: string;
}

const itsRelease = and(
  eq(release.councilId, decision.councilId),
  eq(release.caseFileId, decision.caseFileId),
  eq(release.decisionId, decision.decisionId),
);

/** Whether the Board has decided something of this case that the family has not been told yet (TELL8). */
export async function isUntold(tx: Tx, { councilId, caseFileId }: OfCase): Promise<boolean> {
  const untold = await tx
    .select({ one: sql`1` })
    .from(decision)
    .leftJoin(release, itsRelease)
    .where(and(eq(decision.councilId, councilId), eq(decision.caseFileId, caseFileId), isNull(release.decisionId)))
    .limit(1);
  return untold.length > 0;
}

/** Whether what the Board decided on one agenda item has been told. */
export async function isTold(tx: Tx, { councilId, caseFileId }: OfCase, agendaItemId: string): Promise<boolean> {
  const told = await tx
    .select({ one: sql`1` })
    .from(decision)
    .innerJoin(release, itsRelease)
    .where(
      and(
        ...[eq(decision.councilId, councilId), eq(decision.caseFileId, caseFileId)],
        eq(decision.agendaItemId, agendaItemId),
      ),
    );
  return told.length > 0;
}

/** In a query on the questions of a case: that one would tell, by being there, of a decision that is not out. */
export const tellsTooEarly = sql<boolean>`(${seriousGap.kind} = 'late_paper' and exists (
  select 1 from decision d left join release r using (council_id, case_file_id, decision_id)
   where d.council_id = ${seriousGap.councilId} and d.case_file_id = ${seriousGap.caseFileId}
     and d.decided_at <= ${seriousGap.raisedAt} and r.decision_id is null))`;
