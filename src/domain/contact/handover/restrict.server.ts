import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { exclusion, person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { lockCases } from './cases-now.server.ts';

/**
 * A parent of this child works for the council: in one act the case is kept from everybody who has no place on it, and the
 * member of staff with this e-mail address is excluded, whatever they have now or are given later (RES1, A30).
 */
export async function restrict(
  tx: Tx,
  scope: CaseScope<'case:restrict'>,
  { email, reason }: { email: string; reason: string },
): Promise<Refused | { name: string }> {
  const { councilId, caseFileId, personId: by } = scope;
  await lockCases(tx, [caseFileId]);
  await assertStillStanding(tx, scope);
  const [who] = await tx
    .select({ personId: person.personId, name: person.fullName })
    .from(person)
    .where(
      and(
        ...[eq(person.councilId, councilId), eq(person.kind, 'staff')],
        sql`lower(${person.email}) = ${email.trim().toLowerCase()}`,
      ),
    );
  if (!who) return refuse('email', 'Nobody of the council’s staff has this address');
  if (who.personId === by) return refuse('email', 'You cannot exclude yourself. Ask another senior manager');
  const theirs = and(
    ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), eq(standing.personId, who.personId)],
    isNull(standing.endedAt),
  );
  const [officer] = await tx
    .select({ id: standing.standingId })
    .from(standing)
    .where(and(theirs, eq(standing.role, 'case_officer'), eq(standing.grant, 'specific')));
  if (officer) return refuse('email', `${who.name} is the case officer. Change the officer first, above`);
  await tx
    .update(standing)
    .set({ endedAt: sql`now()`, epoch: sql`${standing.epoch} + 1`, reason })
    .where(theirs);
  await tx
    .insert(exclusion)
    .values({ councilId, caseFileId, personId: who.personId, reason, by })
    .onConflictDoNothing();
  await endCoverHere(tx, scope);
  await tx
    .update(caseFile)
    .set({ restrictedAt: sql`coalesce(${caseFile.restrictedAt}, now())` })
    .where(thisOne(scope));
  await recordFor(tx, scope, { action: 'case.restricted', target: who.personId, reason });
  return { name: who.name };
}

const thisOne = ({ councilId, caseFileId }: CaseScope) =>
  and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId));

/** Cover came by being a colleague, so it goes as the team's look goes (COV4). */
const endCoverHere = (tx: Tx, { councilId, caseFileId }: CaseScope) =>
  tx
    .update(standing)
    .set({ endedAt: sql`now()`, epoch: sql`${standing.epoch} + 1` })
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), eq(standing.grant, 'cover')],
        isNull(standing.endedAt),
      ),
    );

/** Lets the team look at the case again. Whoever was excluded stays excluded. Null when it is not restricted. */
export async function endRestriction(
  tx: Tx,
  scope: CaseScope<'case:restrict'>,
  reason: string,
): Promise<null | Refused | 'ended'> {
  await assertStillStanding(tx, scope);
  if (!reason.trim()) return refuse('endReason', 'Say why the team may look at this case again');
  const ended = await tx
    .update(caseFile)
    .set({ restrictedAt: null })
    .where(and(thisOne(scope), isNotNull(caseFile.restrictedAt)))
    .returning({ id: caseFile.caseFileId });
  if (ended.length === 0) return null;
  await recordFor(tx, scope, { action: 'case.restriction_ended', reason });
  return 'ended';
}
