import { and, desc, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { agreement, agreementEnd, reopenAsked } from './agreement-schema.server.ts';

export type AgreementRow = typeof agreement.$inferSelect;
export type EndRow = typeof agreementEnd.$inferSelect;

/** A drawn-up agreement and what became of it; `end` is null while it waits to be signed. */
export interface Drawn {
  agreement: AgreementRow;
  end: EndRow | null;
}

const ofScope = (scope: CaseScope) =>
  and(eq(agreement.councilId, scope.councilId), eq(agreement.caseFileId, scope.caseFileId));

const withEnd = (tx: Tx) =>
  tx
    .select({ agreement, end: agreementEnd })
    .from(agreement)
    .leftJoin(
      agreementEnd,
      and(
        eq(agreementEnd.councilId, agreement.councilId),
        eq(agreementEnd.caseFileId, agreement.caseFileId),
        eq(agreementEnd.agreementId, agreement.agreementId),
      ),
    );

/** One agreement of a mediation by its id, or null. */
export async function drawnBy(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  agreementId: string,
): Promise<Drawn | null> {
  if (!isId(mediationId) || !isId(agreementId)) return null;
  const [found] = await withEnd(tx).where(
    and(ofScope(scope), eq(agreement.mediationId, mediationId), eq(agreement.agreementId, agreementId)),
  );
  return found ?? null;
}

/** Every agreement of a mediation, the newest first. */
export const drawnIn = (tx: Tx, scope: CaseScope, mediationId: string): Promise<Drawn[]> =>
  withEnd(tx)
    .where(and(ofScope(scope), eq(agreement.mediationId, mediationId)))
    .orderBy(desc(agreement.number));

/** The sides that have asked to open a signed agreement again (SIG9). */
export async function reopenedBy(tx: Tx, scope: CaseScope, agreementId: string): Promise<('family' | 'council')[]> {
  const asked = await tx
    .select({ side: reopenAsked.side })
    .from(reopenAsked)
    .where(
      and(
        eq(reopenAsked.councilId, scope.councilId),
        eq(reopenAsked.caseFileId, scope.caseFileId),
        eq(reopenAsked.agreementId, agreementId),
      ),
    );
  return asked.map(({ side }) => side);
}

/** An agreement that holds its clauses still. */
export interface OpenAgreement {
  agreementId: string;
  number: number;
  state: 'to_sign' | 'signed';
}

/**
 * The agreement that keeps the clauses of a mediation as they are: one that waits to be signed, or a signed one that not
 * both sides have asked to open again. Null when clauses may change.
 */
export async function openAgreement(tx: Tx, scope: CaseScope, mediationId: string): Promise<OpenAgreement | null> {
  const [newest] = await drawnIn(tx, scope, mediationId);
  if (!newest || newest.end?.end === 'set_aside') return null;
  const { agreementId, number } = newest.agreement;
  if (!newest.end) return { agreementId, number, state: 'to_sign' };
  return (await reopenedBy(tx, scope, agreementId)).length === 2 ? null : { agreementId, number, state: 'signed' };
}
