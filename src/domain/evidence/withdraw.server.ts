import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { beginOnPapers, refuse, type Refused } from './begin.server.ts';
import { nameShown } from './names.server.ts';
import type { Paper } from './paper.ts';
import { paperOf } from './papers.server.ts';
import { evidenceItem } from './schema.server.ts';

/** EV12: a paper is taken back by the side that added it, and by nobody else. */
export const mayWithdraw = (
  scope: Pick<CaseScope, 'side' | 'personId'>,
  paper: Pick<Paper, 'addedSide' | 'addedBy' | 'withdrawnAt'>,
): boolean =>
  paper.withdrawnAt === null &&
  (paper.addedBy === scope.personId || (paper.addedSide === scope.side && scope.side !== 'neutral'));

/**
 * Takes a paper back, with a reason everybody can read. Its bytes stay: what a frozen pack holds can still be opened
 * from it, and the pack says that the paper was taken back. Null when there is no such paper on this case file.
 */
export async function withdrawPaper(
  tx: Tx,
  scope: CaseScope,
  evidenceItemId: string,
  reason: string,
): Promise<Refused | null | 'withdrawn'> {
  await beginOnPapers(tx, scope);
  const paper = await paperOf(tx, scope, evidenceItemId);
  if (!paper) return null;
  if (!mayWithdraw(scope, paper)) return refuse('reason', 'Only the side that added a paper can take it back.');
  if (reason === '') return refuse('reason', 'Say why you take it back. Everyone on the case can read it.');
  const withdrawnAt = new Date();
  const [named] = await tx
    .select({ name: nameShown })
    .from(person)
    .where(and(eq(person.councilId, scope.councilId), eq(person.personId, scope.personId)));
  await tx
    .update(evidenceItem)
    .set({
      withdrawnAt,
      stateSentence: `${named?.name} took this back on ${momentInWords(withdrawnAt)}. Why: ${reason}`,
    })
    .where(
      and(
        eq(evidenceItem.councilId, scope.councilId),
        eq(evidenceItem.caseFileId, scope.caseFileId),
        eq(evidenceItem.evidenceItemId, evidenceItemId),
      ),
    );
  await recordFor(tx, scope, { action: 'paper.withdrawn', target: evidenceItemId, reason });
  return 'withdrawn';
}
