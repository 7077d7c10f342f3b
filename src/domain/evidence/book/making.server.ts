import { and, asc, eq, inArray } from 'drizzle-orm';
import type { CaseScope, ConfidentialityClass } from '#domain/access/scope.ts';
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
import type { BookPlan, Planned } from './plan.ts';
import { allows, type Recipe } from './recipe.ts';

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
 * Everything a book is made from, out of the rows: what was frozen and the papers named when it was asked for, so that a
 * build taken up again makes the same book. `recalled` when one of its papers is somebody else's.
 */
export async function whatToMake(tx: Tx, scope: Case, packBookId: string): Promise<ToMake | 'recalled'> {
  const { councilId, caseFileId } = scope;
  const ofThePack = [
    eq(pack.councilId, packBook.councilId),
    eq(pack.caseFileId, packBook.caseFileId),
    eq(pack.packId, packBook.packId),
  ];
  const { manifest, sha256 } = pack;
  const { late, planned, askedAt } = packBook;
  const [book] = await tx
    .select({ manifest, sha256, late, planned, askedAt })
    .from(packBook)
    .leftJoin(pack, and(...ofThePack))
    .where(
      and(eq(packBook.councilId, councilId), eq(packBook.caseFileId, caseFileId), eq(packBook.packBookId, packBookId)),
    );
  if (!book) throw new Error('A book without its row.');
  const { plan, classes } = book.planned ?? (await plannedForBoard(tx, scope, book));
  const ids = plan.parts.flatMap((part) => (part.kind === 'paper' ? [part.evidenceItemId] : []));
  if (await someRecalled(tx, scope, ids)) return 'recalled';
  return {
    plan,
    facts: { id: packBookId.replaceAll('-', ''), madeAt: book.askedAt },
    pagesOfWords: plan.parts.filter((part) => part.kind === 'words' && part.sheet !== null).length,
    papers: await papersOf(tx, scope, ids, { classes }),
  };
}

interface OfPack {
  manifest: string | null;
  sha256: string | null;
  late: readonly string[];
}

/** The plan of a pack for the Board, out of what was frozen and what came after it. */
async function plannedForBoard(tx: Tx, scope: Case, { manifest, sha256, late }: OfPack): Promise<Planned> {
  if (manifest === null || sha256 === null) throw new Error('A book of no pack.');
  const rows = await papersOf(tx, scope, late, boardRecipe);
  const cameLate = late.map((id) => lateOf(rows.get(id)!));
  const content = boardContent(readManifest(manifest), sha256, cameLate, await arrivedIn(tx, scope));
  return { classes: boardRecipe.classes, plan: planOf(boardRecipe, content) };
}

type Row = PaperInBook & Omit<CameLate, 'addedOn' | 'class'> & { addedAt: Date };

/** Papers by their ids. Throws when one is not here, or is of a class the recipe does not list (BOOK1). */
async function papersOf(
  tx: Tx,
  { councilId, caseFileId }: Case,
  ids: readonly string[],
  recipe: Pick<Recipe<string, ConfidentialityClass>, 'classes'>,
): Promise<Map<string, Row>> {
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
  for (const { class: found_, ...row } of found) if (allows(recipe, found_)) rows.set(row.evidenceItemId, row);
  if (ids.some((id) => !rows.has(id))) throw new Error('A paper may not be in this book.');
  return rows;
}

const lateOf = ({ addedAt, ...row }: Row): CameLate => ({ ...row, class: 'case', addedOn: dateOf(addedAt) });

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
