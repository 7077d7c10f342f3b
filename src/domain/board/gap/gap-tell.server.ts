import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { updateMail } from '#domain/people/messages.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { queueMessage } from '#server/outbox.ts';
import { familyOn, messageTo } from '../meeting/notices.server.ts';

interface OfCase {
  councilId: string;
  caseFileId: string;
}

/** The named senior manager of a case, with a place on it from now on if they had none (GAP2). Null when the area has nobody. */
export async function nameManager(tx: Tx, { councilId, caseFileId }: OfCase, by: string): Promise<string | null> {
  const [row] = await tx.execute<{ id: string | null }>(sql`select senior_manager_for(${caseFileId}) as id`);
  const personId = row?.id ?? null;
  if (personId === null) return null;
  await tx
    .insert(standing)
    .values({ councilId, caseFileId, personId, role: 'senior_manager', grantedBy: by })
    .onConflictDoNothing();
  return personId;
}

/** Tells the family, the case's officers and its senior manager that there is something to see, but not whoever did it. */
export async function tellOfGap(tx: Tx, of: OfCase, notTo: string): Promise<void> {
  const { councilId, caseFileId } = of;
  for (const member of await familyOn(tx, { councilId, caseFileId }))
    if (member.personId !== notTo) await messageTo(tx, { councilId, caseFileId }, member, '/board/missing');
  await tellCouncilOfGap(tx, of, notTo);
}

/** Tells the case's officers and its senior manager alone: of what would tell the family that the Board has decided (TELL8). */
export async function tellCouncilOfGap(tx: Tx, { councilId, caseFileId }: OfCase, notTo: string): Promise<void> {
  const officers = await tx
    .selectDistinct({ personId: person.personId, email: person.email })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), isNull(standing.endedAt)],
        or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`)),
        or(eq(standing.role, 'case_officer'), eq(standing.role, 'senior_manager')),
        isNull(person.disabledAt),
      ),
    );
  for (const { personId, email: to } of officers)
    if (to && personId !== notTo)
      await queueMessage(tx, { councilId, channel: 'email', to, ...updateMail(env().ORIGIN) });
}
