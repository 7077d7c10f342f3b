import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { openAgreement } from '../agreement/open-agreement.server.ts';
import { clause } from './clauses-schema.server.ts';

/**
 * The clauses of a mediation whose words may not be typed into now, by id: those that are agreed, dropped or wait for
 * somebody's answer, and all of them while a drawn-up agreement waits to be signed and once it is.
 */
export async function lockedClauses(tx: Tx, scope: CaseScope, mediationId: string): Promise<string[]> {
  const clauses = await tx
    .select({ clauseId: clause.clauseId, state: clause.state })
    .from(clause)
    .where(
      and(
        ...[eq(clause.councilId, scope.councilId), eq(clause.caseFileId, scope.caseFileId)],
        eq(clause.mediationId, mediationId),
      ),
    );
  const held = await openAgreement(tx, scope, mediationId);
  return clauses.filter(({ state }) => held || state !== 'draft').map(({ clauseId }) => clauseId);
}
