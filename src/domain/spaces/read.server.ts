import { and, eq, gt } from 'drizzle-orm';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { history } from '#server/schema.server.ts';

/** Reading again within this time is the same visit: a live page asks for itself at every change. */
const SAME_VISIT_MS = 30 * 60_000;

/** Records that this person read the space, once a visit, in the transaction that reads it. */
export async function noteRead(tx: Tx, scope: CaseScope, spaceId: string, now: Date): Promise<void> {
  const [already] = await tx
    .select({ sequence: history.sequence })
    .from(history)
    .where(
      and(
        eq(history.councilId, scope.councilId),
        eq(history.chainId, scope.caseFileId),
        eq(history.actorId, scope.personId),
        eq(history.action, 'space.read'),
        gt(history.at, new Date(now.getTime() - SAME_VISIT_MS)),
      ),
    )
    .limit(1);
  if (!already) await recordFor(tx, scope, { action: 'space.read', target: spaceId });
}
