import { and, asc, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { involvement } from '#domain/cases/stages-schema.server.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { capacity } from './takeover-schema.server.ts';

export interface FamilyHere {
  personId: string;
  standingId: string;
  role: 'parent' | 'young_person' | 'supporter';
  name: string;
}

/** Who of the family is on the case now. */
export async function familyHere(tx: Tx, { councilId, caseFileId }: CaseScope): Promise<FamilyHere[]> {
  const rows = await tx
    .select({
      ...{ personId: standing.personId, standingId: standing.standingId, role: standing.role },
      name: sql<string>`coalesce(${person.calledName}, ${person.fullName})`,
    })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), isNull(standing.endedAt)],
        or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`)),
        inArray(standing.role, ['parent', 'young_person', 'supporter']),
      ),
    )
    .orderBy(asc(standing.startedAt), asc(standing.standingId));
  return rows.map((row) => ({ ...row, role: row.role as FamilyHere['role'] }));
}

/** When the child of this case was born. Throws when row-level security shows no case: the gate did not run. */
export async function bornOn(tx: Tx, { councilId, caseFileId }: CaseScope): Promise<CalendarDate> {
  const [row] = await tx
    .select({ bornOn: caseFile.childBornOn })
    .from(caseFile)
    .where(and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId)));
  if (!row) throw new Error('The case in hand is not there.');
  return row.bornOn;
}

/** What was said of who stays involved, the newest first: a parent is told what was said of them alone (A28). */
export const involvementsOf = (tx: Tx, { councilId, caseFileId, role, personId }: CaseScope) =>
  tx
    .select({ row: involvement, name: sql<string>`coalesce(${person.calledName}, ${person.fullName})` })
    .from(involvement)
    .innerJoin(person, and(eq(person.councilId, involvement.councilId), eq(person.personId, involvement.personId)))
    .where(
      and(
        ...[eq(involvement.councilId, councilId), eq(involvement.caseFileId, caseFileId)],
        role === 'parent' ? eq(involvement.personId, personId) : undefined,
      ),
    )
    .orderBy(desc(involvement.at), desc(involvement.involvementId));

/**
 * What was written down of who decides what, the newest first. Why is between the young person and the council: a parent
 * reads the decisions that are theirs to make, and no reason.
 */
export async function capacitiesOf(tx: Tx, { councilId, caseFileId, role, personId }: CaseScope) {
  const rows = await tx
    .select({ row: capacity, byName: person.fullName })
    .from(capacity)
    .leftJoin(person, and(eq(person.councilId, capacity.councilId), eq(person.personId, capacity.by)))
    .where(
      and(
        ...[eq(capacity.councilId, councilId), eq(capacity.caseFileId, caseFileId)],
        role === 'parent' ? eq(capacity.alternativeId, personId) : undefined,
      ),
    )
    .orderBy(desc(capacity.at), desc(capacity.capacityId));
  return rows.map(({ row, byName }) => ({ ...row, byName, why: role === 'parent' ? '' : row.why }));
}
