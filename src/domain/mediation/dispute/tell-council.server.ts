import { and, eq, gt, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { updateMail } from '#domain/people/messages.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { queueMessage } from '#server/outbox.ts';

/** Tells the case's officers and its dispute resolution officer that there is an update, but not whoever did it: never what (DIS23). */
export async function tellCouncil(tx: Tx, { councilId, caseFileId, personId }: CaseScope): Promise<void> {
  const officers = await tx
    .selectDistinct({ personId: person.personId, email: person.email })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), isNull(standing.endedAt)],
        or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`)),
        inArray(standing.role, ['case_officer', 'dispute_resolution_officer']),
        ...[isNull(person.disabledAt), isNotNull(person.email)],
      ),
    );
  for (const officer of officers)
    if (officer.personId !== personId)
      await queueMessage(tx, { councilId, channel: 'email', to: officer.email!, ...updateMail(env().ORIGIN) });
}
