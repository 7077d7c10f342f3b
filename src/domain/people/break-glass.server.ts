import { and, eq, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { queueMessage } from '#server/outbox.ts';
import { BREAK_GLASS_MS } from './limits.ts';
import { openedWithReasonMail } from './messages.ts';
import { person, standing } from './schema.server.ts';

/**
 * Opens a case file for somebody with no place on it: a reason, an hour, a row in its history that the family can read,
 * and a message to its officers and the council's senior managers. The gate has refused whoever is excluded.
 * Does nothing for somebody who has a place on it already.
 */
export async function openWithReason(tx: Tx, scope: Scope<'case:break-glass'>, reason: string): Promise<void> {
  const { councilId, personId } = scope;
  const caseFileId = scope.caseFileId!;
  const ofCase = and(eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId));
  const mine = and(ofCase, eq(standing.personId, personId), isNull(standing.endedAt));
  // An hour that is over is closed first: there is room for one live place a person.
  await tx
    .update(standing)
    .set({ endedAt: standing.endsAt, epoch: sql`${standing.epoch} + 1` })
    .where(and(mine, isNotNull(standing.endsAt), lte(standing.endsAt, sql`now()`)));
  const made = await tx
    .insert(standing)
    .values({
      councilId,
      caseFileId,
      personId,
      role: 'case_officer',
      grant: 'break_glass',
      reason,
      grantedBy: personId,
      endsAt: sql`now() + make_interval(secs => ${BREAK_GLASS_MS / 1000})`,
    })
    .onConflictDoNothing()
    .returning({ standingId: standing.standingId });
  if (!made[0]) return;
  await recordFor(tx, scope, { action: 'case.opened_with_reason', target: made[0].standingId, reason });
  const told = await tx
    .selectDistinct({ email: person.email })
    .from(standing)
    .innerJoin(
      person,
      and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId), isNull(person.disabledAt)),
    )
    .where(
      and(
        eq(standing.councilId, councilId),
        isNull(standing.endedAt),
        eq(standing.grant, 'specific'),
        isNotNull(person.email),
        or(
          and(eq(standing.caseFileId, caseFileId), inArray(standing.role, ['case_officer', 'senior_manager'])),
          eq(standing.role, 'senior_manager'),
        ),
      ),
    );
  for (const { email } of told)
    await queueMessage(tx, { councilId, channel: 'email', to: email!, ...openedWithReasonMail(env().ORIGIN) });
}
