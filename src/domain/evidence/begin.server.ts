import { and, eq, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding } from '#domain/access/scoped.server.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import type { Tx } from '#server/db.ts';

export { isRefused, refuse, type Refused } from '#domain/access/refused.ts';

/** What must still be true of whoever adds or changes a paper, held until the transaction ends. Throws when it is not. */
export type Hold = (tx: Tx, scope: CaseScope) => Promise<void>;

/**
 * Starts a command on the papers: the standing must still be there (or, for a link, its invitation), and commands on one case file's papers go one after
 * the other, so that what is confirmed or frozen is what was there.
 */
export async function beginOnPapers(tx: Tx, scope: CaseScope, hold: Hold = assertStillStanding): Promise<void> {
  await hold(tx, scope);
  await holdCase(tx, scope);
}

/** Holds one case file's papers for this transaction. Whoever holds something else of theirs too takes this first. */
export async function holdCase(tx: Tx, scope: Pick<CaseScope, 'councilId' | 'caseFileId'>): Promise<void> {
  await tx
    .select({ held: sql<number>`1` })
    .from(caseFile)
    .where(and(eq(caseFile.councilId, scope.councilId), eq(caseFile.caseFileId, scope.caseFileId)))
    .for('no key update');
}
