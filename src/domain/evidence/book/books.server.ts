import { and, desc, eq, inArray, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { adultFor } from '#domain/cases/adults.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { beginOnPapers, refuse, type Refused } from '../begin.server.ts';
import { packBook } from './book-schema.server.ts';
import { papersIn } from '../pack/pack-content.server.ts';
import { packOf, type FrozenPack } from '../pack/packs.server.ts';
import { rowsOf } from '../list/rows.server.ts';
import { evidenceItem, pack } from '../schema.server.ts';
import type { Book } from './book-view.ts';

type Case = Pick<CaseScope, 'councilId' | 'caseFileId'>;

/** Why a book is no longer there, to everybody who could have had it. */
export const RECALLED =
  'A paper in it was taken away because it does not belong to this case. Freeze it again, then make the PDF.';

const ofThisCase = ({ councilId, caseFileId }: Case) =>
  and(eq(packBook.councilId, councilId), eq(packBook.caseFileId, caseFileId));
const thisBook = (scope: Case, packBookId: string) => and(ofThisCase(scope), eq(packBook.packBookId, packBookId));

/** A book is of a pack or of a bundle; no two of them share an id. */
const isOf = (id: string) => or(eq(packBook.packId, id), eq(packBook.bundleId, id));

const shown = {
  packBookId: packBook.packBookId,
  state: packBook.state,
  pagesDone: packBook.pagesDone,
  pagesTotal: packBook.pagesTotal,
  sentence: packBook.sentence,
  bytes: packBook.bytes,
  late: packBook.late,
  askedAt: packBook.askedAt,
  finishedAt: packBook.finishedAt,
};

/** The newest book of one pack, or of one bundle, or null when nobody has asked for one. */
export async function newestBook(tx: Tx, scope: CaseScope, of: string): Promise<Book | null> {
  const [found] = await tx
    .select(shown)
    .from(packBook)
    .where(and(ofThisCase(scope), isOf(of)))
    .orderBy(desc(packBook.askedAt), desc(packBook.packBookId))
    .limit(1);
  return found ?? null;
}

/**
 * Why somebody of the family may not take the pack away, in a sentence, or null. They read what is theirs here; a court
 * that said nothing may be sent to them said so about copies too.
 */
export async function whyNotKeep(tx: Tx, scope: CaseScope): Promise<string | null> {
  if (scope.side !== 'family') return null;
  const asAdult = await adultFor(tx, scope, scope.personId);
  return asAdult?.restriction === 'send_nothing'
    ? 'You can read everything here, and cannot download it. Your case officer can tell you why.'
    : null;
}

/** A book to download: found by the case, the pack and its own id, whole, of papers that all belong here, for somebody who may have it (A14, BOOK7). */
export async function bookToKeep(
  tx: Tx,
  scope: CaseScope,
  packId: string,
  packBookId: string,
): Promise<(Book & { bytes: number }) | null> {
  const found = await packOf(tx, scope, packId);
  if (!found || (await whyNotKeep(tx, scope))) return null;
  return madeBook(tx, scope, packId, packBookId, papersOfPack(found));
}

/** A book that is made, by what it is of and its own id, and whose papers all belong here now. */
export async function madeBook(
  tx: Tx,
  scope: Case,
  of: string,
  packBookId: string,
  papers: readonly string[],
): Promise<(Book & { bytes: number }) | null> {
  if (!isId(packBookId)) return null;
  const [book] = await tx
    .select(shown)
    .from(packBook)
    .where(and(thisBook(scope, packBookId), isOf(of), eq(packBook.state, 'ready')));
  if (!book || book.bytes === null || (await someRecalled(tx, scope, [...papers, ...book.late]))) return null;
  return { ...book, bytes: book.bytes };
}

/** Whether nobody is to build it any more. */
export async function isOver(tx: Tx, scope: Case, packBookId: string): Promise<boolean> {
  const [open] = await tx
    .select({ id: packBook.packBookId })
    .from(packBook)
    .where(and(thisBook(scope, packBookId), inArray(packBook.state, ['waiting', 'building'])));
  return !open;
}

const papersOfPack = ({ manifest }: Pick<FrozenPack, 'manifest'>): string[] =>
  manifest.contents.flatMap(({ kind, id }) => (kind === 'paper' ? [id] : []));

/** Whether one of these papers was recalled: it is somebody else's, and so is a page of whatever holds it. */
export async function someRecalled(
  tx: Tx,
  { councilId, caseFileId }: Case,
  papers: readonly string[],
): Promise<boolean> {
  if (papers.length === 0) return false;
  const [one] = await tx
    .select({ id: evidenceItem.evidenceItemId })
    .from(evidenceItem)
    .where(
      and(
        eq(evidenceItem.councilId, councilId),
        eq(evidenceItem.caseFileId, caseFileId),
        inArray(evidenceItem.evidenceItemId, [...papers]),
        eq(evidenceItem.state, 'recalled'),
      ),
    )
    .limit(1);
  return one !== undefined;
}

/**
 * Asks for the one PDF of a pack, with what came after the freeze behind it. BOOK5: whoever asks again for the same gets
 * the one that is being made, or is made. Null when there is no such pack on this case file.
 */
export async function askForBook(
  tx: Tx,
  scope: CaseScope,
  packId: string,
): Promise<Refused | null | { packBookId: string }> {
  await beginOnPapers(tx, scope);
  const found = await packOf(tx, scope, packId);
  if (!found) return null;
  if (await someRecalled(tx, scope, papersOfPack(found))) return refuse('make', RECALLED);
  const known = new Set(papersOfPack(found));
  const came = papersIn(await rowsOf(tx, scope)).filter(({ evidenceItemId }) => !known.has(evidenceItemId));
  const late = came.map(({ evidenceItemId }) => evidenceItemId).sort();
  const before = await newestBook(tx, scope, packId);
  if (before && isTheSame(before, late)) return { packBookId: before.packBookId };
  const { councilId, caseFileId, personId } = scope;
  const packBookId = v7();
  const pagesTotal = found.pages + came.reduce((sum, { pages }) => sum + pages, 0);
  await tx.insert(packBook).values({
    ...{ councilId, caseFileId, packBookId, packId, recipe: 'board', state: 'waiting' },
    ...{ pagesTotal, late, askedBy: personId },
  });
  await recordFor(tx, scope, { action: 'book.asked', target: packBookId, detail: { packId, pagesTotal } });
  return { packBookId };
}

/** Whether somebody who asks again is asking for the one there is: its supplement holds the same papers. */
export const isTheSame = ({ state, late: lateBefore }: Book, late: readonly string[]): boolean =>
  state === 'waiting' || state === 'building' || (state === 'ready' && String(lateBefore) === String(late));

/** Stops a book that is being made. Null when there is none such; one that is made already stays. */
export async function cancelBook(
  tx: Tx,
  scope: CaseScope,
  of: string,
  packBookId: string,
): Promise<null | 'cancelled' | 'too-late'> {
  await beginOnPapers(tx, scope);
  const found = await newestBook(tx, scope, of);
  if (found?.packBookId !== packBookId) return null;
  const stopped = await tx
    .update(packBook)
    .set({
      state: 'cancelled',
      sentence: 'Somebody stopped it before it was made.',
      leaseEndsAt: null,
      finishedAt: new Date(),
    })
    .where(and(thisBook(scope, packBookId), inArray(packBook.state, ['waiting', 'building'])))
    .returning({ id: packBook.packBookId });
  if (stopped.length === 0) return 'too-late';
  await recordFor(tx, scope, { action: 'book.cancelled', target: packBookId });
  return 'cancelled';
}

/** Whether a book has a paper in its supplement, or in the plan that was handed in with it. */
export const holdsPaper = (
  evidenceItemId: string,
) => sql<boolean>`(${evidenceItemId}::uuid = any(${packBook.late}) or exists (
  select 1 from jsonb_array_elements(${packBook.planned} -> 'plan' -> 'parts') as part where part ->> 'evidenceItemId' = ${evidenceItemId}))`;

/**
 * BOOK7: withdraws every book that holds a paper, made or being made. Call in the transaction that recalls the paper, or hides
 * something in it, which says so itself.
 * Returns the ids, so that their files can be dropped once it has committed.
 */
export async function withdrawBooks(
  tx: Tx,
  scope: Case,
  evidenceItemId: string,
  sentence: string = RECALLED,
): Promise<string[]> {
  const holding = sql`(${holdsPaper(evidenceItemId)} or exists (
    select 1 from ${pack} p, jsonb_array_elements(p.manifest::jsonb -> 'contents') as entry
     where p.council_id = ${packBook.councilId} and p.case_file_id = ${packBook.caseFileId} and p.pack_id = ${packBook.packId}
       and entry ->> 'id' = ${evidenceItemId}))`;
  const withdrawn = await tx
    .update(packBook)
    .set({ state: 'cancelled', sentence, leaseEndsAt: null, finishedAt: new Date() })
    .where(and(ofThisCase(scope), inArray(packBook.state, ['waiting', 'building', 'ready']), holding))
    .returning({ id: packBook.packBookId });
  return withdrawn.map(({ id }) => id);
}
