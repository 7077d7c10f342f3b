import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { beginOnPapers } from '../begin.server.ts';
import { plainFileName } from '../intake/media.ts';
import { paperToMark } from './redaction.server.ts';
import { checkRow, evidenceItem } from '../schema.server.ts';

/**
 * RED8: gives a paper and its file another name, because the one it has says what is to be hidden. A row of the list
 * that was made for it takes the new one too. What it was called is written down nowhere new. Null when there is no
 * such paper.
 */
export async function renamePaper(
  tx: Tx,
  scope: CaseScope,
  evidenceItemId: string,
  title: string,
): Promise<null | 'renamed'> {
  await beginOnPapers(tx, scope);
  const paper = await paperToMark(tx, scope, evidenceItemId);
  if (!paper) return null;
  const { councilId, caseFileId } = scope;
  const extension = /\.\w{1,5}$/.exec(paper.fileName)?.[0] ?? '';
  await tx
    .update(evidenceItem)
    .set({ title, fileName: plainFileName(`${title}${extension}`) })
    .where(
      and(
        eq(evidenceItem.councilId, councilId),
        eq(evidenceItem.caseFileId, caseFileId),
        eq(evidenceItem.evidenceItemId, evidenceItemId),
      ),
    );
  await tx
    .update(checkRow)
    .set({ title })
    .where(
      and(
        eq(checkRow.councilId, councilId),
        eq(checkRow.caseFileId, caseFileId),
        eq(checkRow.evidenceItemId, evidenceItemId),
        eq(checkRow.title, paper.title),
      ),
    );
  await recordFor(tx, scope, { action: 'paper.renamed', target: evidenceItemId });
  return 'renamed';
}
