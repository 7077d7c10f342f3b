import { and, asc, eq, inArray } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { dateOf } from '#domain/calendar/today.ts';
import type { Tx } from '#server/db.ts';
import { packBook } from './book-schema.server.ts';
import { readManifest } from '../pack/manifest.ts';
import type { MediaType } from '../intake/media.ts';
import { arrivedIn } from '../pack/pack-content.server.ts';
import { evidenceItem, evidencePage, pack } from '../schema.server.ts';
import type { BookFacts } from './assemble.ts';
import { boardContent, type CameLate } from './board-content.ts';
import { boardRecipe } from './board-recipe.ts';
import { someRecalled } from './books.server.ts';
import type { KnownPage } from './job.ts';
import { planOf } from './plan-of.ts';
import type { BookPlan } from './plan.ts';
import { allows } from './recipe.ts';

type Case = Pick<CaseScope, 'councilId' | 'caseFileId'>;

export interface ToMake {
  plan: BookPlan;
  facts: BookFacts;
  /** Numbered pages of words; they are done as soon as our own pages are. */
  pagesOfWords: number;
  papers: Map<string, PaperInBook>;
}
export interface PaperInBook {
  evidenceItemId: string;
  mediaType: MediaType;
  redactedSha256: string | null;
}

/**
 * Everything a book is made from, out of the rows: the frozen manifest and the papers named when it was asked for, so
 * that a build taken up again makes the same book. `recalled` when one of its papers is somebody else's.
 */
export async function whatToMake(tx: Tx, scope: Case, packBookId: string): Promise<ToMake | 'recalled'> {
  const { councilId, caseFileId } = scope;
  const [book] = await tx
    .select({ manifest: pack.manifest, sha256: pack.sha256, late: packBook.late, askedAt: packBook.askedAt })
    .from(packBook)
    .innerJoin(
      pack,
      and(
        eq(pack.councilId, packBook.councilId),
        eq(pack.caseFileId, packBook.caseFileId),
        eq(pack.packId, packBook.packId),
      ),
    )
    .where(
      and(eq(packBook.councilId, councilId), eq(packBook.caseFileId, caseFileId), eq(packBook.packBookId, packBookId)),
    );
  if (!book) throw new Error('A book without its row.');
  const manifest = readManifest(book.manifest);
  const frozen = manifest.contents.flatMap(({ kind, id }) => (kind === 'paper' ? [id] : []));
  if (await someRecalled(tx, scope, [...frozen, ...book.late])) return 'recalled';
  const rows = await papersOf(tx, scope, [...frozen, ...book.late]);
  const content = boardContent(
    manifest,
    book.sha256,
    book.late.map((id) => lateOf(rows.get(id)!)),
    await arrivedIn(tx, scope),
  );
  return {
    plan: planOf(boardRecipe, content),
    facts: { id: packBookId.replaceAll('-', ''), madeAt: book.askedAt },
    pagesOfWords: manifest.contents.filter(({ kind }) => kind !== 'paper').length,
    papers: rows,
  };
}

type Row = PaperInBook & Omit<CameLate, 'addedOn'> & { addedAt: Date };

/** Papers by their ids. Throws when one is not here, or is of a class the recipe does not list (BOOK1). */
async function papersOf(tx: Tx, { councilId, caseFileId }: Case, ids: readonly string[]): Promise<Map<string, Row>> {
  const ofThisCase = and(eq(evidenceItem.councilId, councilId), eq(evidenceItem.caseFileId, caseFileId));
  const { evidenceItemId, mediaType, redactedSha256, title, author, writtenOn, addedAt, pages } = evidenceItem;
  const found = await tx
    .select({
      evidenceItemId,
      mediaType,
      redactedSha256,
      title,
      author,
      writtenOn,
      addedAt,
      pages,
      class: evidenceItem.class,
    })
    .from(evidenceItem)
    .where(and(ofThisCase, inArray(evidenceItem.evidenceItemId, [...ids, councilId])));
  const rows = new Map<string, Row>();
  for (const { class: found_, ...row } of found)
    if (allows(boardRecipe, found_)) rows.set(row.evidenceItemId, { ...row, class: found_ });
  if (ids.some((id) => !rows.has(id))) throw new Error('A paper of the pack may not be in this book.');
  return rows;
}

const lateOf = ({ addedAt, ...row }: Row): CameLate => ({ ...row, addedOn: dateOf(addedAt) });

/** What is known of the pages of one paper, in order. */
export const pagesOf = (tx: Tx, { councilId, caseFileId }: Case, evidenceItemId: string): Promise<KnownPage[]> =>
  tx
    .select({
      words: evidencePage.words,
      lines: evidencePage.lines,
      wordsFrom: evidencePage.wordsFrom,
      widthPt: evidencePage.widthPt,
      heightPt: evidencePage.heightPt,
    })
    .from(evidencePage)
    .where(
      and(
        eq(evidencePage.councilId, councilId),
        eq(evidencePage.caseFileId, caseFileId),
        eq(evidencePage.evidenceItemId, evidenceItemId),
      ),
    )
    .orderBy(asc(evidencePage.page));
