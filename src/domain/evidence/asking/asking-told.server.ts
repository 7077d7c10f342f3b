import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { updateMail, wrongPersonMail } from '#domain/people/messages.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { queueMessage } from '#server/outbox.ts';

/** Tells whoever holds the case now that there is something: an officer who asked may have left since (G11). */
export async function tellOfficers(
  tx: Tx,
  { councilId, caseFileId }: Pick<CaseScope, 'councilId' | 'caseFileId'>,
  what: 'update' | 'wrong-person',
): Promise<void> {
  const officers = await tx
    .select({ email: person.email })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        eq(standing.councilId, councilId),
        eq(standing.caseFileId, caseFileId),
        eq(standing.role, 'case_officer'),
        isNull(standing.endedAt),
        isNotNull(person.email),
      ),
    );
  const mail = (what === 'update' ? updateMail : wrongPersonMail)(env().ORIGIN);
  for (const { email } of officers) await queueMessage(tx, { councilId, channel: 'email', to: email!, ...mail });
}
