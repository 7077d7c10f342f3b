import { and, eq, gt, like } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { history } from '#server/schema.server.ts';
import type { Place } from './place.server.ts';

/** Reading again within this time is the same visit: a live page asks for itself at every change. */
const SAME_VISIT_MS = 30 * 60_000;

/** Records that this person read the space, once a visit, in the transaction that reads it. */
export async function noteRead(tx: Tx, scope: CaseScope, place: Place, spaceId: string, now: Date): Promise<void> {
  const [already] = await tx
    .select({ sequence: history.sequence })
    .from(history)
    .where(
      and(
        eq(history.councilId, scope.councilId),
        eq(history.chainId, scope.caseFileId),
        eq(history.actorId, scope.personId),
        eq(history.target, spaceId),
        like(history.action, '%.read'),
        gt(history.at, new Date(now.getTime() - SAME_VISIT_MS)),
      ),
    )
    .limit(1);
  if (!already) await place.record(tx, scope, { action: 'space.read', spaceId, pointId: null });
}
