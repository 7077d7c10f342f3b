import { and, eq, isNull } from 'drizzle-orm';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { mediation } from '../schema.server.ts';
import { endings, type Ending } from './dispute.ts';
import { beginOnDispute, changeDispute, disputeFor } from './disputes.server.ts';

/** The try to settle this dispute that is still open, or null: there is one at a time. */
export async function openMediationOf(tx: Tx, { councilId, caseFileId }: CaseScope, disputeId: string) {
  const [open] = await tx
    .select()
    .from(mediation)
    .where(
      and(
        ...[eq(mediation.councilId, councilId), eq(mediation.caseFileId, caseFileId)],
        eq(mediation.disputeId, disputeId),
        isNull(mediation.closedAt),
      ),
    );
  return open ?? null;
}

/** Ends a dispute (DIS17). Whoever did is named on the page, and either side may open it again. Null as `disputeFor`. */
export async function endDispute(
  tx: Tx,
  scope: CaseScope<'dispute:raise'>,
  disputeId: string,
  how: string,
  now: Date,
): Promise<Refused | null | 'ended'> {
  const found = await beginOnDispute(tx, scope, disputeId);
  if (found === null || isRefused(found)) return found;
  if (!Object.hasOwn(endings, how)) return refuse('how', 'Choose how it ended');
  if (how === 'appealed' && found.appealedOn === null)
    return refuse('how', 'Write down first on which day the appeal was sent');
  if (await openMediationOf(tx, scope, disputeId))
    return refuse('how', 'A meeting about this is still open. Whoever leads it closes it first.');
  await changeDispute(tx, found, { endedAt: now, endedHow: how as Ending, endedBy: scope.personId });
  await recordFor(tx, scope, { action: 'dispute.ended', target: disputeId, detail: { how } });
  return 'ended';
}

/** Opens an ended dispute again, with everything in it. Null as `disputeFor`, and when it has not ended. */
export async function reopenDispute(
  tx: Tx,
  scope: CaseScope<'dispute:raise'>,
  disputeId: string,
): Promise<null | 'open'> {
  await assertStillStanding(tx, scope);
  const found = await disputeFor(tx, scope, disputeId);
  if (!found?.endedAt) return null;
  await changeDispute(tx, found, { endedAt: null, endedHow: null, endedBy: null });
  await recordFor(tx, scope, { action: 'dispute.reopened', target: disputeId });
  return 'open';
}
