import { canonical, type Canonical } from './canonical.ts';
import type { SideAnswer } from './check.ts';

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
    state: string;
    withdrawnAt: Date | null;
  } | null;
  family: SideAnswer | null;
  council: SideAnswer | null;
}

const answer = (said: SideAnswer | null): Canonical => said && { answer: said.answer, note: said.note };

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
        title,
        who,
        dueOn,
        paper: paper && {
          evidenceItemId: paper.evidenceItemId,
          sha256: paper.sha256,
          title: paper.title,
          author: paper.author,
          writtenOn: paper.writtenOn,
          // A paper still being read is the same paper once it has been; one that cannot be read, or was taken back, is not.
          here: paper.state !== 'refused' && paper.withdrawnAt === null,
        },
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
