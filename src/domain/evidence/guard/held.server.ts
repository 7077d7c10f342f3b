import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { caseBar } from '#domain/cases/bar.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { beginOnPapers, refuse, type Refused } from '../begin.server.ts';
import { childOf } from './guard.server.ts';
import { paperMatch } from './guard-schema.server.ts';
import { heldInWords } from './held.ts';
import type { Tells } from '../redaction/hidden.ts';
import { tellsOfPaper } from './hidden-from.server.ts';
import type { HeldBecause } from '../paper.ts';
import { paperOf } from '../papers.server.ts';
import { evidenceItem, evidencePage } from '../schema.server.ts';
import { fullName, type Found } from './whose.ts';

/** The sentence a paper carries while it is held: the case's officer, and two council working days. */
export async function heldSentence(tx: Tx, scope: Pick<CaseScope, 'councilId' | 'caseFileId'>): Promise<string> {
  const day = today(now);
  return heldInWords((await caseBar(tx, scope, day)).contact.name, day);
}

export interface HeldPaper {
  evidenceItemId: string;
  title: string;
  fileName: string;
  sentence: string;
  because: HeldBecause;
  /** This case's child, to compare with. */
  child: string;
  others: { name: string; found: Found[] }[];
  /** What is hidden within the family and still stands in it. */
  tells: Tells[];
  /** Words of the first page, and of each page on which something was found. */
  pages: { page: number; words: string }[];
}

const ofThisCase = (scope: CaseScope) =>
  and(eq(evidenceItem.councilId, scope.councilId), eq(evidenceItem.caseFileId, scope.caseFileId));

/** The papers that wait for an officer, with what was found in each. Names other children: for `paper:guard` alone. */
export async function heldPapers(tx: Tx, scope: CaseScope): Promise<HeldPaper[]> {
  const child = fullName(await childOf(tx, scope));
  const held = await tx
    .select()
    .from(evidenceItem)
    .where(and(ofThisCase(scope), eq(evidenceItem.state, 'held')))
    .orderBy(asc(evidenceItem.addedAt));
  return Promise.all(
    held.map(async ({ evidenceItemId, title, fileName, stateSentence: sentence, heldBecause }) => {
      const others = await othersIn(tx, scope, evidenceItemId);
      const tells = await tellsOfPaper(tx, scope, evidenceItemId);
      const found = [...tells, ...others.flatMap((other) => other.found)];
      const pages = await pagesToShow(tx, scope, evidenceItemId, found);
      const because = heldBecause ?? 'no_match';
      return { evidenceItemId, title, fileName, sentence, because, child, others, tells, pages };
    }),
  );
}

const othersIn = (tx: Tx, scope: CaseScope, evidenceItemId: string) =>
  tx
    .select({ name: paperMatch.otherName, found: paperMatch.found })
    .from(paperMatch)
    .where(
      and(
        eq(paperMatch.councilId, scope.councilId),
        eq(paperMatch.caseFileId, scope.caseFileId),
        eq(paperMatch.evidenceItemId, evidenceItemId),
      ),
    )
    .orderBy(asc(paperMatch.otherName));

const pagesToShow = (tx: Tx, scope: CaseScope, evidenceItemId: string, found: readonly { page: number }[]) =>
  tx
    .select({ page: evidencePage.page, words: evidencePage.words })
    .from(evidencePage)
    .where(
      and(
        eq(evidencePage.councilId, scope.councilId),
        eq(evidencePage.caseFileId, scope.caseFileId),
        eq(evidencePage.evidenceItemId, evidenceItemId),
        inArray(evidencePage.page, [...new Set([1, ...found.map(({ page }) => page)])]),
      ),
    )
    .orderBy(asc(evidencePage.page));

/** The held paper a command is about, held still. Null when there is none; refused when only the scanner may free it. */
async function beginOnHeld(tx: Tx, scope: CaseScope, evidenceItemId: string) {
  await beginOnPapers(tx, scope);
  const paper = await paperOf(tx, scope, evidenceItemId);
  return paper?.state === 'held' ? paper : null;
}

const thisPaper = (scope: CaseScope, evidenceItemId: string) =>
  and(ofThisCase(scope), eq(evidenceItem.evidenceItemId, evidenceItemId));

/**
 * "It belongs to this child": from now on everybody on the case reads it. GUARD6: with another child named in it, only
 * with a reason, and so with an address or a school that is hidden from one of the family (GUARD14); what has not been found clean is never released. Null when no such paper is held.
 */
export async function releasePaper(
  tx: Tx,
  scope: CaseScope,
  evidenceItemId: string,
  reason: string,
): Promise<Refused | null | 'released'> {
  const paper = await beginOnHeld(tx, scope, evidenceItemId);
  if (!paper) return null;
  const others = await othersIn(tx, scope, evidenceItemId);
  if (others.length > 0 && reason === '')
    return refuse(`reason-${evidenceItemId}`, 'Say why it belongs here although another child is named in it');
  if (reason === '' && (await tellsOfPaper(tx, scope, evidenceItemId)).length > 0)
    return refuse(`reason-${evidenceItemId}`, 'Hide the lines first, or say why everyone may read them');
  const freed = { state: 'ready' as const, stateSentence: '', releasedBy: scope.personId, releasedAt: now() };
  const [released] = await tx
    .update(evidenceItem)
    .set({ ...freed, releasedWhy: reason, heldBecause: null })
    .where(and(thisPaper(scope, evidenceItemId), ne(evidenceItem.heldBecause, 'not_scanned')))
    .returning({ title: evidenceItem.title });
  if (!released) return refuse(`reason-${evidenceItemId}`, 'This paper has not been checked for viruses yet');
  await recordFor(tx, scope, { action: 'paper.released', target: evidenceItemId, detail: { why: reason } });
  return 'released';
}

/** "Refuse it": nobody ever reads it here, and whoever added it is told why. Null when no such paper is held. */
export async function refuseHeld(
  tx: Tx,
  scope: CaseScope,
  evidenceItemId: string,
  reason: string,
): Promise<Refused | null | 'refused'> {
  const paper = await beginOnHeld(tx, scope, evidenceItemId);
  if (!paper) return null;
  if (reason === '')
    return refuse(`reason-${evidenceItemId}`, 'Say why, in words that whoever sent it and the family may read');
  await tx
    .update(evidenceItem)
    .set({ state: 'refused', stateSentence: `An officer looked at this paper and did not take it. Why: ${reason}` })
    .where(thisPaper(scope, evidenceItemId));
  await recordFor(tx, scope, { action: 'paper.not_taken', target: evidenceItemId, detail: { why: reason } });
  return 'refused';
}
