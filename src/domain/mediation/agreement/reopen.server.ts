import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { beginInMediation } from '../begin.server.ts';
import { reopenAsked } from './agreement-schema.server.ts';
import { drawnIn, reopenedBy } from './open-agreement.server.ts';
import { sentences } from './signing.ts';
import { tellEveryoneIn } from './tell.server.ts';

/**
 * One side asks to open the signed agreement again (SIG9). Once both have, its clauses may change and the next agreement
 * be drawn up; until that one is signed too, everything in this one still counts. Asking twice is asking once.
 */
export async function askToReopen(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  agreementId: string,
): Promise<Refused | { open: boolean } | null> {
  const found = await beginInMediation(tx, scope, mediationId);
  if (!found || found.place === 'lead') return null;
  const { place: side, party } = found;
  const [newest] = await drawnIn(tx, scope, mediationId);
  if (newest?.agreement.agreementId !== agreementId) return null;
  if (newest.end?.end !== 'signed') return refuse('form', sentences.notInForce);
  if (!party.signs) return refuse('form', sentences.notYours);
  const { councilId, caseFileId, personId: by } = scope;
  const asked = await tx
    .insert(reopenAsked)
    .values({ councilId, caseFileId, agreementId, side, by })
    .onConflictDoNothing()
    .returning({ side: reopenAsked.side });
  if (asked.length > 0) {
    const detail = { agreementId, side };
    await recordFor(tx, scope, { action: 'agreement.reopen_asked', target: mediationId, detail });
    await tellEveryoneIn(tx, scope, mediationId);
  }
  return { open: (await reopenedBy(tx, scope, agreementId)).length === 2 };
}
