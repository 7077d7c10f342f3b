import { and, desc, eq, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { confirmation } from '#domain/evidence/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { checkedOf } from '../meeting/check-state.server.ts';
import { familyOn, messageTo } from '../meeting/notices.server.ts';

/**
 * Tells the family, once for each time they said that is everything, that it no longer counts: as soon as anybody
 * writes on the Board's desk, and so before anything is decided on it (DEC17, J09).
 */
export async function tellOfVoidedCheck(tx: Tx, scope: CaseScope): Promise<'told' | 'nothing to tell'> {
  const { councilId, caseFileId } = scope;
  const [said] = await tx
    .select({ confirmationId: confirmation.confirmationId, says: confirmation.says })
    .from(confirmation)
    .where(
      and(
        eq(confirmation.councilId, councilId),
        eq(confirmation.caseFileId, caseFileId),
        eq(confirmation.side, 'family'),
      ),
    )
    .orderBy(desc(confirmation.at), desc(confirmation.confirmationId))
    .limit(1);
  if (said?.says !== 'everything') return 'nothing to tell';
  const told = await tx.execute(sql`
    select 1 from history where council_id = ${councilId} and chain_id = ${caseFileId}
       and action = 'check.voided' and target = ${said.confirmationId} limit 1`);
  const { family, movedSincePack } = await checkedOf(tx, scope);
  if (told.length > 0 || (family?.stillStands && !movedSincePack)) return 'nothing to tell';
  for (const member of await familyOn(tx, scope)) await messageTo(tx, scope, member, '/papers');
  await recordFor(tx, scope, { action: 'check.voided', target: said.confirmationId });
  return 'told';
}
