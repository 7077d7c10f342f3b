import { and, asc, desc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import { dateOf } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import { seriousGap } from '#domain/board/gap/gap-schema.server.ts';
import { adviceRequest } from '#domain/evidence/asking/asking-schema.server.ts';
import { paperComment } from '#domain/evidence/comments/reading-schema.server.ts';
import { answerInWords } from '#domain/evidence/list/check.ts';
import { readManifest } from '#domain/evidence/pack/manifest.ts';
import {
  checkAnswer,
  checkRow,
  confirmation,
  evidenceItem,
  evidencePage,
  pack,
} from '#domain/evidence/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { labelled, lines, type Asking, type Gathered, type GatheredClass } from './gathered.ts';

const CLASSES = ['case', 'joint'] as const satisfies readonly GatheredClass[];

/** The words of every paper that can be read, page by page, as they stand now: what was hidden in a paper is hidden here. */
export async function papersByPage(tx: Tx, { councilId, caseFileId }: Asking): Promise<Gathered[]> {
  const rows = await tx
    .select({ item: evidenceItem, page: evidencePage.page, words: evidencePage.words })
    .from(evidenceItem)
    .innerJoin(
      evidencePage,
      and(
        eq(evidencePage.councilId, evidenceItem.councilId),
        eq(evidencePage.caseFileId, evidenceItem.caseFileId),
        eq(evidencePage.evidenceItemId, evidenceItem.evidenceItemId),
      ),
    )
    .where(
      and(
        eq(evidenceItem.councilId, councilId),
        eq(evidenceItem.caseFileId, caseFileId),
        inArray(evidenceItem.class, [...CLASSES]),
        eq(evidenceItem.state, 'ready'),
        isNull(evidenceItem.withdrawnAt),
      ),
    )
    .orderBy(asc(evidenceItem.addedAt), asc(evidenceItem.evidenceItemId), asc(evidencePage.page));
  return rows.map(({ item, page, words }) => ({
    ...{ class: item.class as GatheredClass, part: 'paper', sourceId: `${item.evidenceItemId}/${page}` },
    title: `A paper that came on ${inShort(dateOf(item.addedAt))}, page ${page} of ${item.pages}`,
    words: lines(
      item.title,
      labelled('By', item.author),
      words || 'This page is a picture without words. You can see it with the papers of the case.',
    ),
  }));
}

/** The list of papers with what each side said of it, what was asked for, what was said of a page, and what was found missing. */
export async function theCheck(tx: Tx, asking: Asking): Promise<Gathered[]> {
  return [...(await listOfPapers(tx, asking)), ...(await saidOfPapers(tx, asking)), ...(await missing(tx, asking))];
}

async function listOfPapers(tx: Tx, { councilId, caseFileId }: Asking): Promise<Gathered[]> {
  const rows = await tx
    .select()
    .from(checkRow)
    .where(and(eq(checkRow.councilId, councilId), eq(checkRow.caseFileId, caseFileId)))
    .orderBy(asc(checkRow.position));
  const said = await tx
    .select()
    .from(checkAnswer)
    .where(and(eq(checkAnswer.councilId, councilId), eq(checkAnswer.caseFileId, caseFileId)));
  const asked = await tx
    .select()
    .from(adviceRequest)
    .where(and(eq(adviceRequest.councilId, councilId), eq(adviceRequest.caseFileId, caseFileId)));
  const confirmed = await tx
    .select()
    .from(confirmation)
    .where(and(eq(confirmation.councilId, councilId), eq(confirmation.caseFileId, caseFileId)))
    .orderBy(asc(confirmation.at));
  const words = lines(
    ...rows.flatMap(({ checkRowId, title, who }) => [
      lines(title, who).replace('\n', ', '),
      ...said
        .filter((answer) => answer.checkRowId === checkRowId)
        .map(({ side, answer, note }) => `– ${side}: ${answerInWords[answer]}. ${note}`),
      ...asked
        .filter((request) => request.checkRowId === checkRowId)
        .map(({ askedOf, askedOn }) => `– asked of ${askedOf} on ${inShort(askedOn)}`),
    ]),
    ...confirmed.map(({ side, says, words: why, at }) => `${inShort(dateOf(at))}, ${side}: ${says}. ${why}`),
  );
  return words ? [{ class: 'joint', part: 'check', sourceId: 'list', title: 'The list of papers', words }] : [];
}

/** What was shared of a page; a question to the officers only with whoever asked it. */
async function saidOfPapers(tx: Tx, { councilId, caseFileId, askedBy }: Asking): Promise<Gathered[]> {
  const rows = await tx
    .select()
    .from(paperComment)
    .where(
      and(
        eq(paperComment.councilId, councilId),
        eq(paperComment.caseFileId, caseFileId),
        isNull(paperComment.removedAt),
        or(eq(paperComment.by, askedBy), isNotNull(paperComment.sharedAt)),
      ),
    )
    .orderBy(asc(paperComment.at));
  const theirs = rows.filter(({ kind, by }) => kind !== 'dont_understand' || by === askedBy);
  return theirs.map(({ paperCommentId, at, page, words, shouldSay, answer, by }) => ({
    ...{ class: 'joint', part: 'check', sourceId: paperCommentId, own: by === askedBy },
    title: `What was said of a page on ${inShort(dateOf(at))}`,
    words: lines(`Page ${page}`, words, labelled('It should say', shouldSay), labelled('Answer', answer)),
  }));
}

async function missing(tx: Tx, { councilId, caseFileId }: Asking): Promise<Gathered[]> {
  const rows = await tx
    .select()
    .from(seriousGap)
    .where(and(eq(seriousGap.councilId, councilId), eq(seriousGap.caseFileId, caseFileId)));
  return rows.map(({ seriousGapId, raisedAt, words, consentWords, answerWords }) => ({
    ...{ class: 'case', part: 'check', sourceId: seriousGapId },
    title: `Something missing, raised on ${inShort(dateOf(raisedAt))}`,
    words: lines(words, labelled('The family said', consentWords), labelled('Answer', answerWords)),
  }));
}

/** What the shared page said when it was frozen for the Board. */
export async function thePacks(tx: Tx, { councilId, caseFileId }: Asking): Promise<Gathered[]> {
  const rows = await tx
    .select()
    .from(pack)
    .where(and(eq(pack.councilId, councilId), eq(pack.caseFileId, caseFileId)))
    .orderBy(desc(pack.number));
  return rows.map(({ packId, manifest, frozenAt }) => {
    const { summary, points } = readManifest(manifest).parts;
    const words = lines(
      summary.words,
      ...points.map(({ number, title, agreed, family, council }) =>
        lines(
          `${number}. ${title}`,
          labelled('Agreed', agreed),
          labelled('Family', family),
          labelled('Council', council),
        ),
      ),
    );
    const title = `The shared page as it was frozen on ${inShort(dateOf(frozenAt))}`;
    return { class: 'joint', part: 'pack', sourceId: packId, title, words: words || 'Nothing was written on it.' };
  });
}
