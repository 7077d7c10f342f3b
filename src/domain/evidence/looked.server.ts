import { sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';

/** Looking again within this time is the same look. */
const SAME_LOOK_MINUTES = 30;

/** Records that somebody looked at a paper, a pack or a decision, in the transaction that reads it: once a visit, not once a page. */
export async function recordLook(
  tx: Tx,
  scope: CaseScope,
  action: `${string}.opened` | `${string}_opened`,
  target: string,
): Promise<void> {
  const before = await tx.execute(sql`
    select 1 from history where council_id = ${scope.councilId} and chain_id = ${scope.caseFileId} and actor_id = ${scope.personId}
       and action = ${action} and target = ${target} and at > now() - make_interval(mins => ${SAME_LOOK_MINUTES}) limit 1`);
  if (before.length === 0) await recordFor(tx, scope, { action, target });
}
