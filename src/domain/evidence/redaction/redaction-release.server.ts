import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { and, eq, inArray } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor, underScope } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { dropFile, putDerived } from '#server/files.ts';
import { beginOnPapers, isRefused, refuse, type Refused } from '../begin.server.ts';
import { withdrawBooks } from '../book/books.server.ts';
import type { PaperComment } from '../comments/comments.ts';
import { commentsOf } from '../comments/comments.server.ts';
import { hiddenCopyName, pageBytes } from '../paper-bytes.server.ts';
import type { PageLine, Paper } from '../paper.ts';
import { paperOf } from '../papers.server.ts';
import { redaction } from '../comments/reading-schema.server.ts';
import { FLATTENED, type FlattenPage, type ReadPage } from '../reader/job.ts';
import { asWords } from '../reader/paragraphs.ts';
import { withOrder } from '../reader/pipe.ts';
import { runReader } from '../reader/run.server.ts';
import { goneWords, hideLines, leftElsewhere, wordsStillThere, type LeftElsewhere } from './redaction.ts';
import { namesIn, quotedIn } from './redaction-quoted.ts';
import { marksOfPaper, marksOn, pagesToMark, paperToMark, type Mark, type PageToMark } from './redaction.server.ts';
import { evidenceItem, evidencePage } from '../schema.server.ts';

const PDF = 'application/pdf' as const;

/** What stands where a book was that shows what is hidden now. */
const HIDDEN_SINCE = 'Something in a paper was hidden after this was made. Freeze again, and have a new one made.';

const stillCalled = (names: string[]): string =>
  `The name of this paper, or of its file, says what you are hiding: ${names.join(', ')}. Give it another name first.`;

interface Plan {
  paper: Paper;
  marks: Mark[];
  /** The hash of the copy this one takes the place of. */
  before: string | null;
  pages: (PageToMark & { left: PageLine[]; hidden: PageLine[] })[];
}

/**
 * Hides what is marked, for good. RED4: the flattened copy is searched, in its words and in its bytes, and when any
 * hidden word is left in it nothing is released. Until the last moment nothing has changed; a stop in between leaves
 * everything as it was. Null when there is no such paper.
 */
export async function releaseMarks(scope: CaseScope, evidenceItemId: string): Promise<Refused | null | 'released'> {
  const plan = await underScope(scope, (tx) => planFor(tx, scope, evidenceItemId));
  if (!plan || isRefused(plan)) return plan;
  const inName = namesInName(plan);
  if (inName.length > 0) return refuse('title', stillCalled(inName));
  const copy = await flatten(scope, plan);
  const because = copy
    ? await whyNot(copy, plan)
    : 'This paper could not be made into pictures, so nothing was hidden.';
  if (!copy || because) return refuse('release', because ?? '');
  const sha256 = createHash('sha256').update(copy).digest('hex');
  await putDerived(scope.councilId, evidenceItemId, hiddenCopyName(sha256), copy);
  const books: string[] = [];
  const done = await underScope(scope, async (tx) => {
    const made = await makeItThePaper(tx, scope, plan, { sha256, bytes: copy.length });
    if (made === 'released') books.push(...(await withdrawBooks(tx, scope, evidenceItemId, HIDDEN_SINCE)));
    return made;
  });
  for (const book of books) await dropFile(scope.councilId, book);
  return done;
}

/** Where what would be hidden now is said besides: in the paper itself, in its name, and in what people said of it. */
export interface SaidBesides {
  elsewhere: LeftElsewhere[];
  inName: string[];
  comments: { comment: PaperComment; quotes: string[] }[];
}

/** RED4, RED8. Of comments only those this person may read: a private note stays private. Null when nothing is marked. */
export async function toBeHidden(tx: Tx, scope: CaseScope, evidenceItemId: string): Promise<SaidBesides | null> {
  const plan = await planFor(tx, scope, evidenceItemId);
  if (!plan || isRefused(plan)) return null;
  const { hidden, left } = linesOf(plan);
  const comments = (await commentsOf(tx, scope, evidenceItemId)).map((comment) => ({
    comment,
    quotes: quotedIn([comment.words, comment.shouldSay, comment.answer].join('\n'), hidden, left),
  }));
  return {
    elsewhere: leftElsewhere(
      hidden,
      plan.pages.map(({ page, left: lines }) => ({ page, lines })),
    ),
    inName: namesInName(plan),
    comments: comments.filter(({ quotes }) => quotes.length > 0),
  };
}

const linesOf = ({ pages }: Plan) => ({
  hidden: pages.flatMap((page) => page.hidden),
  left: pages.flatMap((page) => page.left),
});

function namesInName(plan: Plan): string[] {
  const { hidden, left } = linesOf(plan);
  return namesIn(`${plan.paper.title}\n${plan.paper.fileName}`, hidden, left);
}

async function planFor(tx: Tx, scope: CaseScope, evidenceItemId: string): Promise<Plan | Refused | null> {
  const paper = await paperToMark(tx, scope, evidenceItemId);
  if (!paper) return null;
  const marks = await marksOn(tx, scope, evidenceItemId);
  if (!marks.some(({ releasedAt }) => !releasedAt)) return refuse('release', 'Mark something first.');
  const pages = await pagesToMark(tx, scope, evidenceItemId);
  return {
    paper,
    marks,
    before: (await paperOf(tx, scope, evidenceItemId))?.redactedSha256 ?? null,
    pages: pages.map((page) => ({
      ...page,
      ...hideLines(
        page.lines,
        marks.filter((mark) => mark.page === page.page),
      ),
    })),
  };
}

const marked = ({ marks, pages }: Plan) => pages.filter(({ page }) => marks.some((mark) => mark.page === page));

/** Always from the paper as it was sent, with every mark ever made: what was hidden before stays hidden. */
async function flatten(scope: CaseScope, plan: Plan): Promise<Uint8Array | null> {
  const order: FlattenPage[] = marked(plan).map(({ page, left }) => ({
    page,
    lines: left,
    boxes: plan.marks.filter((mark) => mark.page === page),
  }));
  const { mediaType, bytes } = await pageBytes(scope, plan.paper);
  const source = await bytes();
  let made: Uint8Array | null = null;
  const answer = await runReader(
    { do: 'flatten', mediaType, from: 1, to: 1 },
    () => withOrder({ flatten: order }, source),
    async (name, given) => {
      if (name === FLATTENED) made = given;
    },
  );
  return 'drawn' in answer ? made : null;
}

/** Why the copy may not go out, or null: read and searched again by another process than the one that made it. */
async function whyNot(copy: Uint8Array, plan: Plan): Promise<string | null> {
  const { hidden, left } = linesOf(plan);
  const job = { mediaType: PDF, from: 1, to: 1 };
  const read = await runReader({ ...job, do: 'read' }, () => Readable.from([copy]));
  const search = { search: goneWords(hidden, left) };
  const found = await runReader({ ...job, do: 'search' }, () => withOrder(search, Readable.from([copy])));
  if (!('pages' in read) || !('found' in found) || read.pages.length !== plan.pages.length)
    return 'The copy could not be checked, so nothing was hidden. Try again.';
  const lines = read.pages.flatMap((page: ReadPage) => page.lines);
  const still = new Set([...found.found, ...wordsStillThere(hidden, left, lines)]);
  if (still.size === 0) return null;
  return `These words were still in the copy, so nothing was hidden: ${[...still].join(', ')}. Mark the whole page where they stand.`;
}

async function makeItThePaper(
  tx: Tx,
  scope: CaseScope,
  plan: Plan,
  copy: { sha256: string; bytes: number },
): Promise<Refused | null | 'released'> {
  await beginOnPapers(tx, scope);
  const now = await planFor(tx, scope, plan.paper.evidenceItemId);
  if (!now || isRefused(now)) return now;
  if (JSON.stringify([now.marks, now.pages, now.before]) !== JSON.stringify([plan.marks, plan.pages, plan.before]))
    return refuse('release', 'Something changed while this was being done. Look again, then hide it.');
  const { councilId, caseFileId, personId } = scope;
  const { evidenceItemId } = plan.paper;
  const releasedAt = new Date();
  const thisPaper = and(
    eq(evidenceItem.councilId, councilId),
    eq(evidenceItem.caseFileId, caseFileId),
    eq(evidenceItem.evidenceItemId, evidenceItemId),
  );
  await tx
    .update(evidenceItem)
    .set({ redactedAt: releasedAt, redactedBy: personId, redactedSha256: copy.sha256, redactedBytes: copy.bytes })
    .where(thisPaper);
  for (const page of marked(plan)) await rewriteWords(tx, scope, evidenceItemId, page);
  const open = plan.marks.filter((mark) => !mark.releasedAt);
  await tx
    .update(redaction)
    .set({ releasedBy: personId, releasedAt })
    .where(
      and(
        marksOfPaper(scope, evidenceItemId),
        inArray(
          redaction.redactionId,
          open.map(({ redactionId }) => redactionId),
        ),
      ),
    );
  await recordFor(tx, scope, {
    action: 'paper.redacted',
    target: evidenceItemId,
    detail: { sha256: copy.sha256, places: open.map(({ page, reason }) => ({ page, reason })) },
  });
  return 'released';
}

async function rewriteWords(
  tx: Tx,
  scope: CaseScope,
  evidenceItemId: string,
  { page, left }: Plan['pages'][number],
): Promise<void> {
  await tx
    .update(evidencePage)
    .set({ lines: left, words: asWords(left) })
    .where(
      and(
        eq(evidencePage.councilId, scope.councilId),
        eq(evidencePage.caseFileId, scope.caseFileId),
        eq(evidencePage.evidenceItemId, evidenceItemId),
        eq(evidencePage.page, page),
      ),
    );
}
