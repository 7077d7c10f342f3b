import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
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
 * and a message to its officers and the council's senior managers. They look as an auditor looks. The gate has refused
 * whoever is excluded. Does nothing for somebody who has a place on it already.
 */
export async function openWithReason(tx: Tx, scope: Scope<'case:break-glass'>, reason: string): Promise<void> {
  const { councilId, personId } = scope;
  const caseFileId = scope.caseFileId!;
  await closeOverdue(tx, scope);
  const endsAt = sql`now() + make_interval(secs => ${BREAK_GLASS_MS / 1000})`;
  const [made] = await tx
    .insert(standing)
    .values({
      councilId,
      caseFileId,
      personId,
      role: 'auditor',
      grant: 'break_glass',
      reason,
      grantedBy: personId,
      endsAt,
    })
    .onConflictDoNothing()
    .returning({ standingId: standing.standingId });
  if (!made) return;
  await recordFor(tx, scope, { action: 'case.opened_with_reason', target: made.standingId, reason });
  for (const to of await whoIsTold(tx, scope))
    await queueMessage(tx, { councilId, channel: 'email', to, ...openedWithReasonMail(env().ORIGIN) });
}

/** Closes an hour of theirs that is over: there is room for one live place a person. */
async function closeOverdue(tx: Tx, { councilId, caseFileId, personId }: Scope): Promise<void> {
  const mine = and(
    eq(standing.councilId, councilId),
    eq(standing.caseFileId, caseFileId!),
    eq(standing.personId, personId),
  );
  const overdue = and(isNull(standing.endedAt), lte(standing.endsAt, sql`now()`));
  await tx
    .update(standing)
    .set({ endedAt: standing.endsAt, epoch: sql`${standing.epoch} + 1` })
    .where(and(mine, overdue));
}

/** The case's officers, and the council's senior managers wherever they are. */
async function whoIsTold(tx: Tx, { councilId, caseFileId }: Scope): Promise<string[]> {
  const officersHere = and(eq(standing.caseFileId, caseFileId!), eq(standing.role, 'case_officer'));
  const rows = await tx
    .selectDistinct({ email: person.email })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        ...[eq(standing.councilId, councilId), isNull(standing.endedAt), eq(standing.grant, 'specific')],
        ...[isNull(person.disabledAt), or(officersHere, eq(standing.role, 'senior_manager'))],
      ),
    );
  return rows.flatMap(({ email }) => email ?? []);
}
