import { canonical, type Canonical } from '../canonical.ts';
import type { SideAnswer } from './check.ts';
import { isKept, type HeldBecause, type PaperState } from '../paper.ts';

/** A point of the shared page as far as a confirmation rests on it. The hashes are of the words each side put forward. */
export interface SeenPoint {
  pointId: string;
  number: number;
  state: string;
  agreedSha256: string | null;
  familySha256: string | null;
  councilSha256: string | null;
}

/** What of one row a confirmation rests on. */
export interface SeenRow {
  checkRowId: string;
  title: string;
  who: string;
  dueOn: string | null;
  paper: {
    evidenceItemId: string;
    sha256: string;
    title: string;
    author: string;
    writtenOn: string | null;
    state: PaperState;
    heldBecause: HeldBecause | null;
    withdrawnAt: Date | null;
  } | null;
  family: SideAnswer | null;
  council: SideAnswer | null;
}

const answer = (said: SideAnswer | null): Canonical => said && { answer: said.answer, note: said.note };

function paperText(paper: NonNullable<SeenRow['paper']>): Canonical {
  const { evidenceItemId, sha256, title, author, writtenOn, state, withdrawnAt } = paper;
  if (isKept(paper)) return { evidenceItemId, sha256, here: false };
  // A paper still being read is the same paper once it has been; one that cannot be read, or was taken back, is not.
  return { evidenceItemId, sha256, title, author, writtenOn, here: state !== 'refused' && withdrawnAt === null };
}

/**
 * The canonical text of exactly what somebody has in front of them when they say "that's everything" (EV9): the rows,
 * the papers by their hashes, both sides' answers, and the points as they stand. The order it is handed in does not matter.
 */
export function seenText(rows: readonly SeenRow[], points: readonly SeenPoint[]): string {
  const byId = (a: string, b: string) => (a < b ? -1 : 1);
  return canonical({
    version: 1,
    rows: [...rows]
      .sort((a, b) => byId(a.checkRowId, b.checkRowId))
      .map(({ checkRowId, title, who, dueOn, paper, family, council }) => ({
        checkRowId,
        // Of a paper that is kept from most people nobody's confirmation rests on its name: both sides have the same text.
        ...(paper && isKept(paper) ? { title: '', who: '' } : { title, who }),
        dueOn,
        paper: paper && paperText(paper),
        family: answer(family),
        council: answer(council),
      })),
    points: [...points]
      .sort((a, b) => byId(a.pointId, b.pointId))
      .map(({ pointId, number, state, agreedSha256, familySha256, councilSha256 }) => ({
        pointId,
        number,
        state,
        agreedSha256,
        familySha256,
        councilSha256,
      })),
  });
}
