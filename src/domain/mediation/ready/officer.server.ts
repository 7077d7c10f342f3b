import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { beginInMediation } from '../begin.server.ts';
import { mediationParty } from '../schema.server.ts';
import { leadOf } from './lead.server.ts';

/** The council's dispute resolution officers on the case who are not on the list, for leading early resolution. */
export const officersWhoMayLead = (tx: Tx, { councilId, caseFileId }: CaseScope, mediationId: string) =>
  tx
    .select({ standingId: standing.standingId, personId: standing.personId, name: person.fullName })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), isNull(standing.endedAt)],
        ...[eq(standing.role, 'dispute_resolution_officer'), eq(standing.grant, 'specific')],
        sql`not exists (select 1 from mediation_party p where p.council_id = ${councilId} and p.mediation_id = ${mediationId}
          and p.person_id = ${standing.personId} and p.left_at is null)`,
      ),
    )
    .orderBy(asc(person.fullName));

/** Gives early resolution its officer, who works for the council (MED4, RDY1). Null for whoever has no place here. */
export async function appointOfficer(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  standingId: string,
): Promise<Refused | null | 'appointed'> {
  const here = await beginInMediation(tx, scope, mediationId);
  if (!here) return null;
  if (here.mediation.kind === 'mediation') return refuse('officer', 'Mediation is led by an independent mediator');
  const lead = await leadOf(tx, scope, mediationId);
  if (lead) return refuse('officer', `${lead.name} leads it. There can be one at a time: replace them first`);
  const officers = await officersWhoMayLead(tx, scope, mediationId);
  const officer = officers.find((one) => one.standingId === standingId);
  if (!officer) return refuse('officer', 'Choose the officer who leads it');
  await tx.insert(mediationParty).values({
    ...{ councilId: scope.councilId, caseFileId: scope.caseFileId, mediationId, personId: officer.personId },
    ...{ side: 'council', comingAs: 'facilitator', name: officer.name, coming: 'yes', addedBy: scope.personId },
  });
  await recordFor(tx, scope, { action: 'mediation.mediator_appointed', target: mediationId });
  return 'appointed';
}
