import { and, asc, eq, isNull } from 'drizzle-orm';
import { v5 } from 'uuid';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import type { InMediation } from '../begin.server.ts';
import { beginOnClauses, isNotDone, notDone, type NotDone } from './begin-clause.server.ts';
import { notAgreed } from './clauses-schema.server.ts';
import { whyNotRemove, whyNotSettles, type Settles } from './left-over.ts';

export type LeftOverRow = typeof notAgreed.$inferSelect;
export interface LeftOverDone {
  notAgreedId: string;
}
interface Named {
  mediationId: string;
  notAgreedId: string;
}

const ofScope = ({ councilId, caseFileId }: CaseScope) =>
  and(eq(notAgreed.councilId, councilId), eq(notAgreed.caseFileId, caseFileId));

/** What is not agreed in a mediation, in the order it was put there. */
export const leftOversOf = (tx: Tx, scope: CaseScope, mediationId: string): Promise<LeftOverRow[]> =>
  tx
    .select()
    .from(notAgreed)
    .where(and(ofScope(scope), eq(notAgreed.mediationId, mediationId), isNull(notAgreed.removedAt)))
    .orderBy(asc(notAgreed.addedAt), asc(notAgreed.notAgreedId));

/** Names one side's words, or what would settle it, as a page showed them. */
export const wordsShown = (row: LeftOverRow, side: 'family' | 'council'): string =>
  sha256Of(side === 'family' ? row.familyWords : row.councilWords);
export const settlesShown = ({ wouldSettle, settleWho, settleBy }: LeftOverRow): string =>
  sha256Of(JSON.stringify([wouldSettle, settleWho, settleBy]));

/** Puts something on the list by a neutral name. Sending the form twice puts it there once (B17). */
export async function addLeftOver(
  tx: Tx,
  scope: CaseScope,
  form: { mediationId: string; seed: string; title: string },
): Promise<LeftOverDone | NotDone | null> {
  const { mediationId, title, seed } = form;
  const inIt = await beginOnClauses(tx, scope, mediationId);
  if (!inIt || isNotDone(inIt)) return inIt;
  if (title === '') return notDone({ leftOver: 'Give it a short name that is fair to both sides' });
  const { councilId, caseFileId, personId: addedBy } = scope;
  const notAgreedId = v5(JSON.stringify(['left over', mediationId, addedBy, title]), seed);
  const [made] = await tx
    .insert(notAgreed)
    .values({ councilId, caseFileId, notAgreedId, mediationId, title, addedBy })
    .onConflictDoNothing()
    .returning({ notAgreedId: notAgreed.notAgreedId });
  if (made) await recordFor(tx, scope, { action: 'left_over.added', target: mediationId, detail: { notAgreedId } });
  return { notAgreedId };
}

async function hold(
  tx: Tx,
  scope: CaseScope,
  { mediationId, notAgreedId }: Named,
): Promise<{ inIt: InMediation; row: LeftOverRow } | NotDone | null> {
  const inIt = await beginOnClauses(tx, scope, mediationId);
  if (!inIt || isNotDone(inIt)) return inIt;
  if (!isId(notAgreedId)) return null;
  const [row] = await tx
    .select()
    .from(notAgreed)
    .where(and(ofScope(scope), eq(notAgreed.mediationId, mediationId), eq(notAgreed.notAgreedId, notAgreedId)));
  return row ? { inIt, row } : null;
}

const write = (tx: Tx, scope: CaseScope, { notAgreedId }: LeftOverRow, to: Partial<LeftOverRow>) =>
  tx
    .update(notAgreed)
    .set(to)
    .where(and(ofScope(scope), eq(notAgreed.notAgreedId, notAgreedId)));

const GONE = 'Somebody took this off the list while you had it open. To go on with it, put it on again.';
const CHANGED = 'Somebody changed this while you had it open. Here is how it is now. What you typed is still here.';

/** Writes one's own side's words about it, and nobody else's. `shown` names what the page showed. */
export async function writeOwnWords(
  tx: Tx,
  scope: CaseScope,
  form: Named & { words: string; shown: string },
): Promise<LeftOverDone | NotDone | null> {
  const held = await hold(tx, scope, form);
  if (!held || isNotDone(held)) return held;
  const { row, inIt } = held;
  const { notAgreedId } = row;
  const side = inIt.place;
  if (row.removedAt) return notDone({ form: GONE });
  if (side === 'lead') return notDone({ form: 'Each side writes its own words. Nobody writes them for it.' });
  const field = side === 'family' ? 'familyWords' : 'councilWords';
  if (row[field] === form.words) return { notAgreedId };
  if (wordsShown(row, side) !== form.shown) return notDone({ [`own-${notAgreedId}`]: CHANGED });
  await write(tx, scope, row, { [field]: form.words });
  await recordFor(tx, scope, { action: 'left_over.written', target: row.mediationId, detail: { notAgreedId, side } });
  return { notAgreedId };
}

/** Writes what would settle it, who would do that and by when. Anybody in the mediation may. */
export async function writeSettles(
  tx: Tx,
  scope: CaseScope,
  form: Named & Settles & { shown: string },
): Promise<LeftOverDone | NotDone | null> {
  const held = await hold(tx, scope, form);
  if (!held || isNotDone(held)) return held;
  const { row } = held;
  const { notAgreedId } = row;
  if (row.removedAt) return notDone({ form: GONE });
  const { wouldSettle, settleWho, settleBy } = form;
  const errors = whyNotSettles(form);
  if (errors.settleBy) return notDone({ [`settleBy-${notAgreedId}`]: errors.settleBy });
  if (sha256Of(JSON.stringify([wouldSettle, settleWho, settleBy])) === settlesShown(row)) return { notAgreedId };
  if (settlesShown(row) !== form.shown) return notDone({ [`wouldSettle-${notAgreedId}`]: CHANGED });
  await write(tx, scope, row, { wouldSettle, settleWho, settleBy });
  await recordFor(tx, scope, { action: 'left_over.settles', target: row.mediationId, detail: { notAgreedId } });
  return { notAgreedId };
}

/** Takes something off the list: it is agreed after all, or was there by mistake. */
export async function removeLeftOver(tx: Tx, scope: CaseScope, form: Named): Promise<LeftOverDone | NotDone | null> {
  const held = await hold(tx, scope, form);
  if (!held || isNotDone(held)) return held;
  const { row, inIt } = held;
  const { notAgreedId } = row;
  if (row.removedAt) return { notAgreedId };
  const why = whyNotRemove(inIt.place, { family: row.familyWords, council: row.councilWords });
  if (why) return notDone({ form: why });
  await write(tx, scope, row, { removedAt: new Date() });
  await recordFor(tx, scope, { action: 'left_over.removed', target: row.mediationId, detail: { notAgreedId } });
  return { notAgreedId };
}
