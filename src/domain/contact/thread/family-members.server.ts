import { and, asc, eq, gt, inArray, isNull, notExists, or, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Role } from '#domain/access/standing.ts';
import { exclusion, person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { familyRoles } from '../addressees.server.ts';
import { promise } from '../promises/promises-schema.server.ts';

export interface FamilyMember {
  personId: string;
  /** What they asked to be called. */
  name: string;
  fullName: string;
  role: Role;
}

/** Who of the family is on the case now, for whoever of the council writes to them. */
export async function familyMembers(tx: Tx, { councilId, caseFileId, side }: CaseScope): Promise<FamilyMember[]> {
  if (side === 'family') throw new Error('A family member writes to the council, and to nobody by name.');
  return tx
    .select({
      personId: person.personId,
      name: sql<string>`coalesce(${person.calledName}, ${person.fullName})`,
      fullName: person.fullName,
      role: standing.role,
    })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId)],
        ...[inArray(standing.role, [...familyRoles]), isNull(standing.endedAt), isNull(person.disabledAt)],
        or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`)),
        notExists(
          tx
            .select({ one: sql`1` })
            .from(exclusion)
            .where(
              and(
                ...[eq(exclusion.councilId, councilId), eq(exclusion.caseFileId, caseFileId)],
                eq(exclusion.personId, person.personId),
              ),
            ),
        ),
      ),
    )
    .orderBy(asc(standing.startedAt), asc(standing.standingId));
}

/**
 * Who asked by the link of an invitation to be rung, and has no place on the case yet (THR15): a call with them is written
 * down all the same, and nothing else is between them and the council.
 */
export async function invitedToRing(
  tx: Tx,
  { councilId, caseFileId, side }: CaseScope,
): Promise<Omit<FamilyMember, 'role'>[]> {
  if (side === 'family') throw new Error('Who was invited is the council’s to know.');
  const standings = tx
    .select({ one: sql`1` })
    .from(standing)
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId)],
        eq(standing.personId, promise.forPersonId),
      ),
    );
  const rows = await tx
    .selectDistinct({ personId: person.personId, fullName: person.fullName })
    .from(promise)
    .innerJoin(person, and(eq(person.councilId, promise.councilId), eq(person.personId, promise.forPersonId)))
    .where(
      and(
        ...[eq(promise.councilId, councilId), eq(promise.caseFileId, caseFileId), eq(promise.kind, 'call_back')],
        ...[isNull(promise.keptOn), isNull(promise.replacedAt), notExists(standings)],
      ),
    )
    .orderBy(asc(person.fullName));
  return rows.map((one) => ({ ...one, name: one.fullName }));
}
