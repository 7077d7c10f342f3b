import { AccessEnded, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { documentsIn, type LetIn } from '#domain/spaces/live.server.ts';
import type { Place } from '#domain/spaces/place.server.ts';
import { Refused } from '#domain/spaces/refusal.ts';
import type { Tx } from '#server/db.ts';
import { appealFor, AppealMoved, beginInAppeal, type AppealRow } from '../begin.server.ts';

/** Whether a side writes in an appeal's working document now (WD5, WD6): never once it has ended, the family once it has joined. */
export const mayWriteNow = ({ side }: Pick<CaseScope, 'side'>, { stage, familyJoinedAt }: AppealRow): boolean =>
  stage !== 'closed' && (side !== 'family' || familyJoinedAt !== null);

/**
 * The working document of one appeal, as a place. What happens in it is told only to those who are in it: another parent
 * of the case may not know that there is an appeal (WD4).
 */
export const workingDocument = (appealId: string): Place => ({
  kind: 'working_document',
  appealId,
  begin: async (tx, scope) => {
    const appeal = await holdAppeal(tx, scope, appealId);
    if (appeal.stage === 'closed') throw new Refused('closed');
    if (!mayWriteNow(scope, appeal)) throw new Refused('not-joined');
  },
  record: (tx, scope, { action, spaceId, pointId, detail, ...what }) =>
    recordFor(tx, scope, {
      ...what,
      action: `working.${action.split('.')[1]}`,
      target: spaceId,
      detail: { ...detail, ...(pointId ? { pointId } : {}) },
    }),
});

/** Holds the appeal still. To whoever may not know of it, it is as if their place had ended: no such page. */
export async function holdAppeal(tx: Tx, scope: CaseScope, appealId: string): Promise<AppealRow> {
  try {
    return await beginInAppeal(tx, scope, appealId);
  } catch (thrown) {
    throw thrown instanceof AppealMoved ? new AccessEnded() : thrown;
  }
}

async function letIn(tx: Tx, scope: CaseScope, appealId: string | null): Promise<LetIn | null> {
  const appeal = appealId && (await appealFor(tx, scope, appealId));
  return appeal ? { mayWrite: mayWriteNow(scope, appeal) } : null;
}

/** Who may open the live words of a working document: whoever is in the appeal. */
export const workingDocuments = documentsIn('working_document', letIn);
