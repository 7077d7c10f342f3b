import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { openAgreement } from '../agreement/open-agreement.server.ts';
import { beginInMediation, type InMediation } from '../begin.server.ts';
import { outside } from '../rooms/phase-commands.server.ts';
import { clauseText, type ClauseContent } from './clause.ts';
import { clause } from './clauses-schema.server.ts';

export type ClauseRow = typeof clause.$inferSelect;

/** Why a command did nothing: a sentence for each field of the form, or for `form` as a whole. */
export interface NotDone {
  errors: Record<string, string>;
}
export const notDone = (errors: Record<string, string>): NotDone => ({ errors });
export const isNotDone = (answer: unknown): answer is NotDone =>
  typeof answer === 'object' && answer !== null && 'errors' in answer;

/** A form about one clause: `version` is the one its page showed. */
export interface ClauseForm {
  mediationId: string;
  clauseId: string;
  version: number;
}
export interface HeldClause {
  inIt: InMediation;
  row: ClauseRow;
  /** Early resolution: only dates agreed in writing. */
  early: boolean;
}

export const STALE =
  'Somebody changed this clause while you had it open. Here is how it is now. What you typed is still here.';
const lockedInWords = {
  to_sign: 'The agreement is drawn up for signing, so its clauses stay as they are. To change one, set it aside first.',
  signed: 'The agreement is signed, so its clauses stay as they are. To change one, both sides open it again.',
};

/** What names a clause as it is: SHA-256 over everything in it. */
export const clauseSha256 = (content: ClauseContent): string => sha256Of(clauseText(content));

/** The row of one clause, for changing it. */
export const thisClause = (scope: CaseScope, clauseId: string) =>
  and(eq(clause.councilId, scope.councilId), eq(clause.caseFileId, scope.caseFileId), eq(clause.clauseId, clauseId));

/**
 * Starts a command on a mediation's clauses or on its list of what is not agreed. Whoever has not agreed to mediate does
 * nothing with them yet (RDY6); while an agreement is drawn up, and once it is signed, nobody does (CL13). Null for whoever
 * has no place in the mediation.
 */
export async function beginOnClauses(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
): Promise<InMediation | NotDone | null> {
  const inIt = await beginInMediation(tx, scope, mediationId);
  const notYet = inIt && outside(inIt);
  if (notYet) return notDone({ form: notYet.refused });
  const held = inIt && (await openAgreement(tx, scope, mediationId));
  return held ? notDone({ form: lockedInWords[held.state] }) : inIt;
}

/** Starts a command on one clause. Null when it is not one of this mediation's, whatever else it may be. */
export async function holdClause(
  tx: Tx,
  scope: CaseScope,
  { mediationId, clauseId }: Pick<ClauseForm, 'mediationId' | 'clauseId'>,
): Promise<HeldClause | NotDone | null> {
  const inIt = await beginOnClauses(tx, scope, mediationId);
  if (!inIt || isNotDone(inIt)) return inIt;
  if (!isId(clauseId)) return null;
  const [row] = await tx
    .select()
    .from(clause)
    .where(and(thisClause(scope, clauseId), eq(clause.mediationId, mediationId)));
  return row ? { inIt, row, early: inIt.mediation.kind === 'early_resolution' } : null;
}

/** Why nothing is typed into, put forward or agreed of a clause as it stands; null when it may be. */
export function whyNotNow({ state, checkWho }: ClauseRow): NotDone | null {
  if (state === 'draft') return null;
  const why = {
    checking: `This clause waits until ${checkWho} has been asked. Nothing in it changes until then.`,
    agreed: 'Both sides agreed to this clause. To change it, open it again first.',
    dropped: 'This clause was dropped. To go on with it, open it again first.',
  };
  return notDone({ form: why[state] });
}
