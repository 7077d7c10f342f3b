import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { refuse, type Refused } from '#domain/evidence/begin.server.ts';
import { nameShown } from '#domain/evidence/names.server.ts';
import { person } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { belongsTo } from './deciding.ts';
import { noDraft, type DecisionDraft } from './deciding-draft.ts';
import { decisionDraft } from './deciding-schema.server.ts';
import { beginAtDesk, whyOver } from './desk-item.server.ts';

export interface KeptDraft extends DecisionDraft {
  /** Who saved it last and when; null while nobody has. */
  saved: { byName: string; at: Date } | null;
}

const ofItem = ({ councilId, caseFileId }: CaseScope, agendaItemId: string) =>
  and(
    eq(decisionDraft.councilId, councilId),
    eq(decisionDraft.caseFileId, caseFileId),
    eq(decisionDraft.agendaItemId, agendaItemId),
  );

/** What the Board is about to decide, as it was saved last. */
export async function draftOf(tx: Tx, scope: CaseScope, agendaItemId: string): Promise<KeptDraft> {
  const [row] = await tx
    .select({ draft: decisionDraft, byName: nameShown })
    .from(decisionDraft)
    .innerJoin(person, and(eq(person.councilId, decisionDraft.councilId), eq(person.personId, decisionDraft.updatedBy)))
    .where(ofItem(scope, agendaItemId));
  if (!row) return { ...noDraft, saved: null };
  const { outcome, sentence, thisWeek, nextStep, updatedAt } = row.draft;
  return { outcome, sentence, thisWeek, nextStep, saved: { byName: row.byName, at: updatedAt } };
}

/**
 * Saves what the Board is about to decide; it need not be complete. `seenAtMs` is the moment of the draft the writer
 * was shown: when somebody has saved since, nothing is changed and both are shown (DEC3).
 */
export async function saveDraft(
  tx: Tx,
  scope: CaseScope,
  agendaItemId: string,
  draft: DecisionDraft,
  seenAtMs: number | null,
): Promise<Refused | null | 'saved'> {
  const desk = await beginAtDesk(tx, scope, agendaItemId);
  if (desk === null || 'refused' in desk) return desk;
  const over = whyOver(desk.item);
  if (over) return over;
  if (draft.outcome !== null && !belongsTo(desk.item.question, draft.outcome))
    return refuse('outcome', 'That is no answer to the question the Board is asked here. Choose one of these.');
  const before = await draftOf(tx, scope, agendaItemId);
  if ((before.saved?.at.getTime() ?? null) !== seenAtMs)
    return refuse(
      'sentence',
      'Somebody saved while you wrote. What they saved is above, yours is still in the boxes. Put the two together, then save.',
    );
  const { councilId, caseFileId, personId } = scope;
  const row = { ...draft, updatedBy: personId, updatedAt: now() };
  await tx
    .insert(decisionDraft)
    .values({ councilId, caseFileId, agendaItemId, ...row })
    .onConflictDoUpdate({
      target: [decisionDraft.councilId, decisionDraft.caseFileId, decisionDraft.agendaItemId],
      set: row,
    });
  await recordFor(tx, scope, { action: 'decision.drafted', target: agendaItemId, detail: { ...draft } });
  return 'saved';
}
