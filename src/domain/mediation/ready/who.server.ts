import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { roleInWords, type Role } from '#domain/access/standing.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { beginInMediation, type InMediation } from '../begin.server.ts';
import type { ComingAs } from '../mediation.ts';
import { dispute, mediationParty } from '../schema.server.ts';
import { mayBring, sideOfComing, speaksFor, waitsForWhom } from './who-may-add.ts';

const bySide: Record<'family' | 'council', readonly Role[]> = {
  family: ['parent', 'young_person', 'supporter'],
  council: ['case_officer', 'senior_manager', 'dispute_resolution_officer'],
};

/** Those with a place on the case whom this person may bring, and who are not on the list. Nobody's address leaves here. */
export async function mayBeBrought(tx: Tx, scope: CaseScope, { mediation, place, party }: InMediation) {
  if (place === 'lead' || !speaksFor(place, party)) return [];
  const { councilId, caseFileId } = scope;
  const rows = await tx
    .select({
      standingId: standing.standingId,
      personId: standing.personId,
      role: standing.role,
      name: sql<string>`case when ${person.kind} = 'staff' then ${person.fullName} else coalesce(${person.calledName}, ${person.fullName}) end`,
    })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), isNull(standing.endedAt)],
        ...[eq(standing.grant, 'specific'), inArray(standing.role, [...bySide[place]])],
        sql`not exists (select 1 from mediation_party p where p.council_id = ${councilId} and p.mediation_id = ${mediation.mediationId}
          and p.person_id = ${standing.personId} and p.left_at is null)`,
        sql`not exists (select 1 from exclusion e where e.council_id = ${councilId} and e.case_file_id = ${caseFileId}
          and e.person_id = ${standing.personId})`,
      ),
    )
    .orderBy(asc(person.fullName));
  return rows.map((row) => ({ ...row, roleInWords: roleInWords[row.role] }));
}

export interface Brought {
  /** Somebody of the case with a sign-in; empty for somebody who comes by name alone. */
  standingId: string;
  name: string;
  comingAs: string;
  /** The organisation they come from. */
  body: string;
}

/** Puts somebody on the list (RDY4). Null for whoever has no place here. */
export async function bring(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  brought: Brought,
): Promise<Refused | null | { partyId: string }> {
  const here = await beginInMediation(tx, scope, mediationId);
  if (!here) return null;
  const comingAs = mayBring(here.place).find((one) => one === brought.comingAs);
  if (!speaksFor(here.place, here.party)) return refuse('name', 'Those in the disagreement put people on the list');
  if (!comingAs) return refuse('comingAs', 'Choose what they come as');
  const known = brought.standingId
    ? (await mayBeBrought(tx, scope, here)).find(({ standingId }) => standingId === brought.standingId)
    : null;
  if (known === undefined) return refuse('standingId', 'They cannot be put on the list. Choose somebody from the list');
  const wrong = known ? await wrongKnown(tx, scope, here, known.role, comingAs) : wrongByName(brought.name, comingAs);
  if (wrong) return wrong;
  const [made] = await tx
    .insert(mediationParty)
    .values({
      ...{ councilId: scope.councilId, caseFileId: scope.caseFileId, mediationId, comingAs },
      ...{ personId: known?.personId ?? null, name: known?.name ?? brought.name.trim(), body: brought.body.trim() },
      side: sideOfComing(comingAs),
      waitsFor: waitsForWhom(here.place, comingAs),
      signs: known !== null && comingAs === 'decides',
      addedBy: scope.personId,
    })
    .returning({ partyId: mediationParty.partyId });
  await recordFor(tx, scope, { action: 'mediation.person_brought', target: mediationId, detail: { comingAs } });
  return made!;
}

/** With a sign-in of their own somebody comes for a side, as what they are to the case. */
async function wrongKnown(tx: Tx, scope: CaseScope, here: InMediation, role: Role, comingAs: ComingAs) {
  const supports = comingAs === 'supporter' || comingAs === 'advocate';
  if (sideOfComing(comingAs) === 'neutral' || comingAs === 'child')
    return refuse('comingAs', 'Put them on the list by name for that');
  if (role === 'supporter' && !supports)
    return refuse('comingAs', 'A supporter comes to support or to speak for somebody');
  if (role === 'parent' && (await isYoungPersons(tx, scope, here)) && scope.role !== 'young_person')
    return refuse('standingId', 'The young person says if a parent comes');
  return null;
}

function wrongByName(name: string, comingAs: ComingAs): Refused | null {
  if (name.trim() === '') return refuse('name', 'Enter their name');
  return comingAs === 'party'
    ? refuse('comingAs', 'Whoever is in the disagreement needs a sign-in of their own')
    : null;
}

/** Whether a young person holds the rights in the disagreement, and so says who comes (reg 38; CFA 2014, s.83). */
async function isYoungPersons(tx: Tx, scope: CaseScope, { mediation }: InMediation): Promise<boolean> {
  const [about] = await tx
    .select({ rightsHolder: dispute.rightsHolder })
    .from(dispute)
    .where(and(eq(dispute.councilId, scope.councilId), eq(dispute.disputeId, mediation.disputeId)));
  return about?.rightsHolder === 'young_person';
}
