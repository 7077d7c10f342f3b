import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { person, standing } from '#domain/people/schema.server.ts';
import { updateMail } from '#domain/people/messages.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { queueMessage } from '#server/outbox.ts';
import type { AppealRow } from '../begin.server.ts';
import { appeal } from '../schema.server.ts';

type Claimed = Pick<AppealRow, 'councilId' | 'appealId' | 'caseFileId' | 'claimedBy'>;

/**
 * TRI3: whoever has an appeal has a tribunal officer's place on its case file. Call it wherever an appeal is claimed, or a
 * claimed one is linked to a case. A place of their own stays as it is; an hour behind the glass ends, because there is
 * room for one live place a person.
 */
export async function placeOnCase(tx: Tx, { councilId, caseFileId, claimedBy: personId }: Claimed): Promise<void> {
  if (caseFileId === null || personId === null) return;
  const theirs = [eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId)];
  await tx
    .update(standing)
    .set({ endedAt: sql`now()`, epoch: sql`${standing.epoch} + 1` })
    .where(
      and(...theirs, ...[eq(standing.personId, personId), eq(standing.grant, 'break_glass'), isNull(standing.endedAt)]),
    );
  await tx
    .insert(standing)
    .values({ councilId, caseFileId, personId, role: 'tribunal_officer', grantedBy: personId })
    .onConflictDoNothing();
}

/**
 * Ends the place that came with a claim: one somebody else gave them stays, and so does this one while they have another
 * appeal of the same case. Its new epoch closes their sockets and refuses what is still on its way.
 */
export async function endPlace(tx: Tx, { councilId, appealId, caseFileId, claimedBy }: Claimed): Promise<void> {
  if (caseFileId === null || claimedBy === null) return;
  const [another] = await tx
    .select({ appealId: appeal.appealId })
    .from(appeal)
    .where(
      and(
        ...[eq(appeal.councilId, councilId), eq(appeal.caseFileId, caseFileId)],
        ...[eq(appeal.claimedBy, claimedBy), ne(appeal.appealId, appealId)],
      ),
    )
    .limit(1);
  if (another) return;
  await tx
    .update(standing)
    .set({ endedAt: sql`now()`, epoch: sql`${standing.epoch} + 1` })
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), eq(standing.personId, claimedBy)],
        ...[eq(standing.role, 'tribunal_officer'), eq(standing.grantedBy, claimedBy), isNull(standing.endedAt)],
      ),
    );
}

/** "There is an update" to one of the team: that there is something, never what, and no name. */
export async function tellMember(tx: Tx, councilId: string, personId: string): Promise<void> {
  const [one] = await tx
    .select({ email: person.email })
    .from(person)
    .where(and(eq(person.councilId, councilId), eq(person.personId, personId), isNull(person.disabledAt)));
  if (one?.email) await queueMessage(tx, { councilId, channel: 'email', to: one.email, ...updateMail(env().ORIGIN) });
}
