import { and, eq, isNull } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { agreement, agreementEnd } from '../agreement/agreement-schema.server.ts';
import { clause } from './clauses-schema.server.ts';

/**
 * The clauses of a mediation whose words may not be typed into now, by id: those that both sides agreed, and all of them
 * while a drawn-up agreement waits to be signed.
 */
export async function lockedClauses(tx: Tx, scope: CaseScope, mediationId: string): Promise<string[]> {
  const { councilId, caseFileId } = scope;
  const clauses = await tx
    .select({ clauseId: clause.clauseId, state: clause.state })
    .from(clause)
    .where(
      and(eq(clause.councilId, councilId), eq(clause.caseFileId, caseFileId), eq(clause.mediationId, mediationId)),
    );
  const waiting = await tx
    .select({ agreementId: agreement.agreementId })
    .from(agreement)
    .leftJoin(
      agreementEnd,
      and(
        eq(agreementEnd.councilId, agreement.councilId),
        eq(agreementEnd.caseFileId, agreement.caseFileId),
        eq(agreementEnd.agreementId, agreement.agreementId),
      ),
    )
    .where(
      and(
        eq(agreement.councilId, councilId),
        eq(agreement.caseFileId, caseFileId),
        eq(agreement.mediationId, mediationId),
        isNull(agreementEnd.agreementId),
      ),
    );
  const settled = waiting.length ? clauses : clauses.filter(({ state }) => state === 'agreed');
  return settled.map(({ clauseId }) => clauseId);
}
