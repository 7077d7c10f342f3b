import { and, asc, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { nameShown } from '../names.server.ts';
import type { AnsweringSide, RowFacts, SideAnswer } from './check.ts';
import type { PaperKind } from './expected.ts';
import { isHere, type Paper } from '../paper.ts';
import { asSeenBy, papersAsGiven } from '../papers.server.ts';
import { checkAnswer, checkRow } from '../schema.server.ts';

/** Who said it and when, beside what. */
export interface SaidAnswer extends SideAnswer {
  byName: string;
  at: Date;
}

export interface CheckRow extends RowFacts {
  checkRowId: string;
  kind: PaperKind;
  title: string;
  who: string;
  dueOn: string | null;
  addedSide: 'family' | 'council' | 'neutral';
  position: number;
  /** When the family last asked the council to chase it. */
  chaseWishedAt: Date | null;
  paper: Paper | null;
  family: SaidAnswer | null;
  council: SaidAnswer | null;
}

/**
 * "Have we got everything?": every row with both sides' answers and the paper that hangs on it. `shown` says what of a
 * paper is told: what this person may see, unless what is made of the rows goes to others.
 */
export async function rowsOf(
  tx: Tx,
  scope: CaseScope,
  shown = (paper: Paper): Paper => asSeenBy(scope, paper),
): Promise<CheckRow[]> {
  const rows = await tx
    .select()
    .from(checkRow)
    .where(and(eq(checkRow.councilId, scope.councilId), eq(checkRow.caseFileId, scope.caseFileId)))
    .orderBy(asc(checkRow.position), asc(checkRow.checkRowId));
  const said = await answersOf(tx, scope);
  const papers = new Map((await papersAsGiven(tx, scope)).map((paper) => [paper.evidenceItemId, paper]));
  return rows.map(({ checkRowId, kind, title, who, dueOn, addedSide, position, chaseWishedAt, evidenceItemId }) => {
    const given = newestHere(papers, evidenceItemId);
    const paper = given && shown(given);
    // A row that was made for a paper is called what the paper is called.
    const called = paper && given?.title === title ? { title: paper.title, who: paper.author } : { title, who };
    const by = (side: AnsweringSide) => said.get(`${checkRowId}:${side}`) ?? null;
    return {
      checkRowId,
      kind: kind as PaperKind,
      ...called,
      dueOn,
      addedSide,
      position,
      chaseWishedAt,
      paper,
      hasPaper: isHere(paper),
      family: by('family'),
      council: by('council'),
    };
  });
}

/**
 * The paper of a row: its newest version that can be opened. A newer version that cannot, or was taken back, takes
 * nothing away from the one before it (ASK8). When none can, the newest, which says why.
 */
function newestHere(papers: ReadonlyMap<string, Paper>, newest: string | null): Paper | null {
  const top = papers.get(newest ?? '') ?? null;
  let paper: Paper | null = top;
  while (paper && !isHere(paper)) paper = papers.get(paper.replaces ?? '') ?? null;
  return paper ?? top;
}

async function answersOf(tx: Tx, scope: CaseScope): Promise<Map<string, SaidAnswer>> {
  const given = await tx
    .select({
      checkRowId: checkAnswer.checkRowId,
      side: checkAnswer.side,
      answer: checkAnswer.answer,
      note: checkAnswer.note,
      at: checkAnswer.at,
      byName: nameShown,
    })
    .from(checkAnswer)
    .innerJoin(person, and(eq(person.councilId, checkAnswer.councilId), eq(person.personId, checkAnswer.by)))
    .where(and(eq(checkAnswer.councilId, scope.councilId), eq(checkAnswer.caseFileId, scope.caseFileId)));
  return new Map(given.map(({ checkRowId, side, ...answer }) => [`${checkRowId}:${side}`, answer]));
}
