import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { Readable } from 'node:stream';
import { inTransaction, type Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import type { Round } from '#server/rounds.ts';
import { paperMatch } from '../guard/guard-schema.server.ts';
import { checkNames } from '../guard/guard.server.ts';
import { heldSentence } from '../guard/held.server.ts';
import { paperLimits } from '../limits.ts';
import type { PageLine } from '../paper.ts';
import { pictureOf } from '../pictures.server.ts';
import type { Place } from './quarantine.server.ts';
import { asWords } from '../reader/paragraphs.ts';
import { runReader } from '../reader/run.server.ts';
import { evidenceItem, evidencePage } from '../schema.server.ts';

/** Reads the words off pages that are pictures, one after the other. What is left is found in the rows, so a stop loses one page. */
export const readPagesOff: Round = { name: 'pages.read-off', everyMs: 20_000, go: readSomePages };

async function readSomePages(councilId: string): Promise<number> {
  const due = await inTransaction({ councilId, caseFileId: null }, (tx) =>
    tx.execute<{ case_file_id: string; evidence_item_id: string }>(
      sql`select case_file_id, evidence_item_id from papers_to_read_off(${paperLimits.readOffAtOnce})`,
    ),
  );
  let pages = 0;
  for (const { case_file_id: caseFileId, evidence_item_id: evidenceItemId } of due)
    while (pages < paperLimits.readOffAtOnce && (await readNextPage({ councilId, caseFileId }, evidenceItemId)))
      pages += 1;
  return pages;
}

/** Reads the first page of a paper that nobody has read yet. False when there is none. */
async function readNextPage(place: Place, evidenceItemId: string): Promise<boolean> {
  const due = await inTransaction(place, (tx) => nextPage(tx, place, evidenceItemId));
  if (!due) return false;
  const lines = due.page > paperLimits.readOffPagesMax ? [] : await linesOff(place, due);
  await inTransaction(place, (tx) => keepLines(tx, place, due, lines));
  return true;
}

const thisPaper = ({ councilId, caseFileId }: Place, evidenceItemId: string) =>
  and(
    eq(evidenceItem.councilId, councilId),
    eq(evidenceItem.caseFileId, caseFileId),
    eq(evidenceItem.evidenceItemId, evidenceItemId),
    eq(evidenceItem.state, 'ready'),
    isNull(evidenceItem.withdrawnAt),
  );
const pagesOf = ({ councilId, caseFileId }: Place, evidenceItemId: string) =>
  and(
    eq(evidencePage.councilId, councilId),
    eq(evidencePage.caseFileId, caseFileId),
    eq(evidencePage.evidenceItemId, evidenceItemId),
  );

async function nextPage(tx: Tx, place: Place, evidenceItemId: string) {
  const [paper] = await tx
    .select({
      evidenceItemId: evidenceItem.evidenceItemId,
      mediaType: evidenceItem.mediaType,
      pages: evidenceItem.pages,
      redactedSha256: evidenceItem.redactedSha256,
    })
    .from(evidenceItem)
    .where(thisPaper(place, evidenceItemId));
  const [page] = await tx
    .select({ page: evidencePage.page, widthPt: evidencePage.widthPt })
    .from(evidencePage)
    .where(and(pagesOf(place, evidenceItemId), eq(evidencePage.wordsFrom, 'none')))
    .orderBy(asc(evidencePage.page))
    .limit(1);
  return paper && page ? { ...paper, ...page } : null;
}
type Due = NonNullable<Awaited<ReturnType<typeof nextPage>>>;

/** None when the page cannot be drawn or read: it stays a picture, and is not tried again and again. */
async function linesOff(place: Place, { page, widthPt, ...paper }: Due): Promise<PageLine[]> {
  const shown = paper.redactedSha256 ? { ...paper, mediaType: 'application/pdf' as const } : paper;
  const picture = await pictureOf(place, shown, page);
  if (!picture) return [];
  const answer = await runReader({ do: 'read-off', mediaType: 'image/png', from: widthPt, to: widthPt }, () =>
    Readable.from([picture]),
  );
  return 'lines' in answer ? answer.lines : [];
}

/** Writes down what was read, unless somebody hid something meanwhile: then the old picture's words are not for this page. */
async function keepLines(tx: Tx, place: Place, due: Due, lines: PageLine[]): Promise<void> {
  const { evidenceItemId, page } = due;
  const [paper] = await tx
    .select({ redactedSha256: evidenceItem.redactedSha256, releasedAt: evidenceItem.releasedAt })
    .from(evidenceItem)
    .where(thisPaper(place, evidenceItemId))
    .for('update');
  if (!paper || paper.redactedSha256 !== due.redactedSha256) return;
  await tx
    .update(evidencePage)
    .set({ lines, words: asWords(lines).slice(0, paperLimits.wordsPerPageMax), wordsFrom: 'ocr' })
    .where(and(pagesOf(place, evidenceItemId), eq(evidencePage.page, page), eq(evidencePage.wordsFrom, 'none')));
  if (!paper.releasedAt) await checkAgain(tx, place, evidenceItemId);
}

/** Once the last page is read: words that name another child, or tell what is hidden, hold the paper, though it was a picture when it came. */
async function checkAgain(tx: Tx, place: Place, evidenceItemId: string): Promise<void> {
  const pages = await tx
    .select({ words: evidencePage.words, wordsFrom: evidencePage.wordsFrom })
    .from(evidencePage)
    .where(pagesOf(place, evidenceItemId))
    .orderBy(asc(evidencePage.page));
  const known = await tx
    .select({ id: paperMatch.evidenceItemId })
    .from(paperMatch)
    .where(and(eq(paperMatch.councilId, place.councilId), eq(paperMatch.evidenceItemId, evidenceItemId)));
  if (known.length > 0 || pages.some(({ wordsFrom }) => wordsFrom === 'none')) return;
  // That this child's name was not found says little: it may have been read wrongly.
  const { held } = await checkNames(tx, place, { evidenceItemId, pages });
  if (held === null || held === 'no_match') return;
  const stateSentence = await heldSentence(tx, place);
  await tx
    .update(evidenceItem)
    .set({ state: 'held', heldBecause: held, stateSentence })
    .where(thisPaper(place, evidenceItemId));
  const { councilId, caseFileId } = place;
  await record(tx, {
    councilId,
    caseFileId,
    actorId: null,
    action: 'paper.read',
    target: evidenceItemId,
    detail: { state: 'held' },
  });
}
