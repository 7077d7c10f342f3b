import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import type { Tx } from '#server/db.ts';

/** What the pages of papers say of the case file itself. */
export async function caseFactsOf(tx: Tx, scope: Pick<CaseScope, 'councilId' | 'caseFileId'>) {
  const [facts] = await tx
    .select({ reference: caseFile.reference, childName: caseFile.childFirstName, boardOn: caseFile.boardOn })
    .from(caseFile)
    .where(and(eq(caseFile.councilId, scope.councilId), eq(caseFile.caseFileId, scope.caseFileId)));
  if (!facts) throw new Error('A scope of a case file that is not there.');
  return facts;
}
