import { and, asc, eq, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { mayAlso } from '#domain/access/offer.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { PaperComment } from './comments.ts';
import { nameShown } from '../names.server.ts';
import { papersOf } from '../papers.server.ts';
import { paperComment } from './reading-schema.server.ts';

/** One comment of this case file. */
export const thisComment = ({ councilId, caseFileId }: CaseScope, paperCommentId: string) =>
  and(
    eq(paperComment.councilId, councilId),
    eq(paperComment.caseFileId, caseFileId),
    eq(paperComment.paperCommentId, paperCommentId),
    isNull(paperComment.removedAt),
  );

/** READ1: what is shared is for everybody; a note is its writer's alone; a question is the writer's and the officers'. */
export const seenBy = (scope: CaseScope): SQL | undefined =>
  or(
    isNotNull(paperComment.sharedAt),
    eq(paperComment.by, scope.personId),
    mayAlso(scope, 'paper:reply') ? eq(paperComment.kind, 'dont_understand') : undefined,
  );

const answerer = alias(person, 'answerer');
const columns = {
  paperCommentId: paperComment.paperCommentId,
  evidenceItemId: paperComment.evidenceItemId,
  page: paperComment.page,
  paragraph: paperComment.paragraph,
  kind: paperComment.kind,
  side: paperComment.side,
  words: paperComment.words,
  shouldSay: paperComment.shouldSay,
  by: paperComment.by,
  byName: nameShown,
  at: paperComment.at,
  sharedAt: paperComment.sharedAt,
  answer: paperComment.answer,
  answeredByName: sql<string | null>`${answerer.fullName}`,
  answeredAt: paperComment.answeredAt,
  outcome: paperComment.outcome,
};

const read = (tx: Tx, scope: CaseScope, which: SQL | undefined): Promise<PaperComment[]> =>
  tx
    .select(columns)
    .from(paperComment)
    .innerJoin(person, and(eq(person.councilId, paperComment.councilId), eq(person.personId, paperComment.by)))
    .leftJoin(
      answerer,
      and(eq(answerer.councilId, paperComment.councilId), eq(answerer.personId, paperComment.answeredBy)),
    )
    .where(
      and(
        eq(paperComment.councilId, scope.councilId),
        eq(paperComment.caseFileId, scope.caseFileId),
        isNull(paperComment.removedAt),
        seenBy(scope),
        which,
      ),
    )
    .orderBy(asc(paperComment.page), asc(paperComment.at), asc(paperComment.paperCommentId));

/** Everything said of one paper that this person may read, by page and then by time. */
export const commentsOf = (tx: Tx, scope: CaseScope, evidenceItemId: string): Promise<PaperComment[]> =>
  read(tx, scope, eq(paperComment.evidenceItemId, evidenceItemId));

/** One comment, if this person may read it. */
export async function commentOf(tx: Tx, scope: CaseScope, paperCommentId: string): Promise<PaperComment | null> {
  const [found] = await read(tx, scope, thisComment(scope, paperCommentId));
  return found ?? null;
}

/** A page a family marked, which the Board has to answer. */
export interface ImportantPage extends Pick<PaperComment, 'paperCommentId' | 'page' | 'words' | 'byName' | 'at'> {
  evidenceItemId: string;
  paperTitle: string;
  version: number;
}

/** READ6: the family's marks on papers that can be opened, in the order they were made. */
export async function importantPagesOf(tx: Tx, scope: CaseScope): Promise<ImportantPage[]> {
  const marks = await read(tx, scope, and(eq(paperComment.kind, 'important'), isNotNull(paperComment.sharedAt)));
  const papers = new Map((await papersOf(tx, scope)).map((paper) => [paper.evidenceItemId, paper]));
  return marks
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .flatMap(({ paperCommentId, evidenceItemId, page, words, byName, at }) => {
      const paper = papers.get(evidenceItemId);
      if (paper?.state !== 'ready' || paper.withdrawnAt) return [];
      const { title: paperTitle, version } = paper;
      return [{ paperCommentId, evidenceItemId, page, words, byName, at, paperTitle, version }];
    });
}
