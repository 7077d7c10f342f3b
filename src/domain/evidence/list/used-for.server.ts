import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { beginOnPapers } from '../begin.server.ts';
import { paperOf } from '../papers.server.ts';
import { evidenceItem } from '../schema.server.ts';

/** ASK11: says in an officer's words what a paper was used for; empty takes them away. Null when there is no such paper. */
export async function sayUsedFor(
  tx: Tx,
  scope: CaseScope,
  evidenceItemId: string,
  usedFor: string,
): Promise<'said' | null> {
  await beginOnPapers(tx, scope);
  const paper = await paperOf(tx, scope, evidenceItemId);
  if (!paper) return null;
  await tx
    .update(evidenceItem)
    .set({ usedFor })
    .where(
      and(
        eq(evidenceItem.councilId, scope.councilId),
        eq(evidenceItem.caseFileId, scope.caseFileId),
        eq(evidenceItem.evidenceItemId, evidenceItemId),
      ),
    );
  await recordFor(tx, scope, { action: 'paper.used', target: evidenceItemId, detail: { usedFor } });
  return 'said';
}
