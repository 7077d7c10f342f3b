import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import { mayAlso } from '#domain/access/offer.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { nameShown } from './names.server.ts';
import type { MediaType } from './intake/media.ts';
import { asOthersSee, type Paper } from './paper.ts';
import { evidenceItem, evidencePage } from './schema.server.ts';

const hidden = sql`${evidenceItem.redactedSha256} is not null`;

/** A name under which the bytes open: of the copy with something hidden, or of the JPEG that a HEIC photo became. */
const fileNameShown = sql<string>`case
  when ${hidden} then regexp_replace(${evidenceItem.fileName}, '\\.[^.]*$', '') || '.pdf'
  when ${evidenceItem.sentType} = 'image/heic' then regexp_replace(${evidenceItem.fileName}, '\\.[^.]*$', '') || '.jpg'
  else ${evidenceItem.fileName} end`;

/** The paper as people may see it: once something in it is hidden, the copy in which it is; of a photo, the one drawn anew. */
const shown = {
  evidenceItemId: evidenceItem.evidenceItemId,
  title: evidenceItem.title,
  fileName: fileNameShown,
  mediaType: sql<MediaType>`case when ${hidden} then 'application/pdf' else ${evidenceItem.mediaType} end`,
  bytes:
    sql<number>`coalesce(${evidenceItem.redactedBytes}, ${evidenceItem.photoBytes}, ${evidenceItem.bytes})`.mapWith(
      Number,
    ),
  sha256: sql<string>`coalesce(${evidenceItem.redactedSha256}, ${evidenceItem.photoSha256}, ${evidenceItem.sha256})`,
  pages: evidenceItem.pages,
  state: evidenceItem.state,
  stateSentence: evidenceItem.stateSentence,
  heldBecause: evidenceItem.heldBecause,
  author: evidenceItem.author,
  writtenOn: evidenceItem.writtenOn,
  addedBy: evidenceItem.addedBy,
  addedByName: nameShown,
  addedSide: evidenceItem.addedSide,
  addedAt: evidenceItem.addedAt,
  cameBy: evidenceItem.cameBy,
  receivedOn: evidenceItem.receivedOn,
  askedBy: evidenceItem.askedBy,
  version: evidenceItem.version,
  replaces: evidenceItem.replaces,
  usedFor: evidenceItem.usedFor,
  withdrawnAt: evidenceItem.withdrawnAt,
  redactedSha256: evidenceItem.redactedSha256,
};

const ofThisCase = (scope: CaseScope) =>
  and(
    eq(evidenceItem.councilId, scope.councilId),
    eq(evidenceItem.caseFileId, scope.caseFileId),
    eq(evidenceItem.class, 'case'),
  );

const whoAdded = and(eq(person.councilId, evidenceItem.councilId), eq(person.personId, evidenceItem.addedBy));

/** Only who may check a paper is told anything of one that may be about another child (GUARD5). */
export const asSeenBy = (scope: CaseScope, paper: Paper): Paper =>
  mayAlso(scope, 'paper:guard') ? paper : asOthersSee(paper);

/** Every paper with the words it was given, whoever looks: for stores that keep them from a page themselves. */
export const papersAsGiven = (tx: Tx, scope: CaseScope): Promise<Paper[]> =>
  tx
    .select(shown)
    .from(evidenceItem)
    .innerJoin(person, whoAdded)
    .where(ofThisCase(scope))
    .orderBy(asc(evidenceItem.addedAt), asc(evidenceItem.evidenceItemId));

/** Every paper of the case file, oldest first; those taken back and refused too, which say so. */
export const papersOf = async (tx: Tx, scope: CaseScope): Promise<Paper[]> =>
  (await papersAsGiven(tx, scope)).map((paper) => asSeenBy(scope, paper));

/** One paper, found by both ids (A23): another case file's paper is as unknown as one that never was. */
export async function paperOf(tx: Tx, scope: CaseScope, evidenceItemId: string): Promise<Paper | null> {
  if (!isId(evidenceItemId)) return null;
  const [found] = await tx
    .select(shown)
    .from(evidenceItem)
    .innerJoin(person, whoAdded)
    .where(and(ofThisCase(scope), eq(evidenceItem.evidenceItemId, evidenceItemId)));
  return found ? asSeenBy(scope, found) : null;
}

/** The same bytes already on this case file and not taken back, if any: nobody has to wonder which copy is the right one. */
export async function paperWithBytes(
  tx: Tx,
  scope: CaseScope,
  sha256: string,
): Promise<Pick<Paper, 'title' | 'state'> | null> {
  const same = and(
    ofThisCase(scope),
    eq(evidenceItem.sha256, sha256),
    isNull(evidenceItem.withdrawnAt),
    ne(evidenceItem.state, 'refused'),
  );
  const [found] = await tx
    .select({ title: evidenceItem.title, state: evidenceItem.state })
    .from(evidenceItem)
    .where(same)
    .limit(1);
  return found ?? null;
}

/** The words of one page, as paragraphs, and its size. No paragraphs: a picture. */
export async function wordsOfPage(tx: Tx, scope: CaseScope, evidenceItemId: string, page: number) {
  const [found] = await tx
    .select({
      words: evidencePage.words,
      wordsFrom: evidencePage.wordsFrom,
      widthPt: evidencePage.widthPt,
      heightPt: evidencePage.heightPt,
    })
    .from(evidencePage)
    .where(
      and(
        eq(evidencePage.councilId, scope.councilId),
        eq(evidencePage.caseFileId, scope.caseFileId),
        eq(evidencePage.evidenceItemId, evidenceItemId),
        eq(evidencePage.page, page),
      ),
    );
  const { words = '', wordsFrom = 'file' as const, widthPt = 0, heightPt = 0 } = found ?? {};
  return { paragraphs: words.split('\n\n').filter(Boolean), wordsFrom, widthPt, heightPt };
}
