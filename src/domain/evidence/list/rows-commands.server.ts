import { and, eq, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { beginOnPapers, refuse, type Refused } from '../begin.server.ts';
import { whyNotAnswer, type Answer, type AnsweringSide } from './check.ts';
import type { PaperKind } from './expected.ts';
import { checkAnswer, checkRow } from '../schema.server.ts';

export const thisRow = (scope: CaseScope, checkRowId: string) =>
  and(
    eq(checkRow.councilId, scope.councilId),
    eq(checkRow.caseFileId, scope.caseFileId),
    eq(checkRow.checkRowId, checkRowId),
  );

/** The side a person answers for. Null for those who speak for neither: the gate does not let them answer. */
export const answeringSide = (scope: CaseScope): AnsweringSide | null => (scope.side === 'neutral' ? null : scope.side);

/**
 * Says, for one's own side, whether the paper of a row is there. The last answer counts; history keeps them all.
 * Null when there is no such row on this case file.
 */
export async function answerRow(
  tx: Tx,
  scope: CaseScope,
  said: { checkRowId: string; answer: Answer; note: string },
): Promise<Refused | null | 'answered'> {
  const side = answeringSide(scope);
  const because = whyNotAnswer(said.answer, said.note);
  if (!side) return null;
  await beginOnPapers(tx, scope);
  const [row] = await tx
    .select({ checkRowId: checkRow.checkRowId })
    .from(checkRow)
    .where(thisRow(scope, said.checkRowId));
  if (!row) return null;
  if (because) return refuse(`note-${said.checkRowId}`, because);
  const values = { answer: said.answer, note: said.note.trim(), by: scope.personId, at: sql`now()` };
  await tx
    .insert(checkAnswer)
    .values({ councilId: scope.councilId, caseFileId: scope.caseFileId, checkRowId: said.checkRowId, side, ...values })
    .onConflictDoUpdate({
      target: [checkAnswer.councilId, checkAnswer.caseFileId, checkAnswer.checkRowId, checkAnswer.side],
      set: values,
    });
  await recordFor(tx, scope, {
    action: 'check.answered',
    target: said.checkRowId,
    detail: { side, answer: said.answer, note: said.note.trim() },
  });
  return 'answered';
}

export interface NewRow {
  kind: PaperKind;
  title: string;
  who: string;
  evidenceItemId?: string;
}

/** Adds a row at the end. For commands that have begun; `addRow` is the command of its own. */
export async function appendRow(tx: Tx, scope: CaseScope, row: NewRow): Promise<string> {
  const [last] = await tx
    .select({ position: sql<number>`coalesce(max(${checkRow.position}), 0)` })
    .from(checkRow)
    .where(and(eq(checkRow.councilId, scope.councilId), eq(checkRow.caseFileId, scope.caseFileId)));
  const { councilId, caseFileId, side } = scope;
  const [made] = await tx
    .insert(checkRow)
    .values({ councilId, caseFileId, addedSide: side, position: (last?.position ?? 0) + 1, ...row })
    .returning({ checkRowId: checkRow.checkRowId });
  return made!.checkRowId;
}

/** Says that there is, or ought to be, another paper, without having it to hand. */
export async function addRow(tx: Tx, scope: CaseScope, row: Pick<NewRow, 'title' | 'who'>): Promise<string> {
  await beginOnPapers(tx, scope);
  const kind = scope.side === 'family' ? 'family_own' : 'other';
  const checkRowId = await appendRow(tx, scope, { kind, title: row.title, who: row.who });
  await recordFor(tx, scope, { action: 'check.row_added', target: checkRowId, detail: { title: row.title } });
  return checkRowId;
}
