import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { PaperKind } from './expected.ts';
import { isHere, type Paper } from '../paper.ts';

/** What a new paper answers. `newer`: whoever was asked for it again may put it in the place of what they sent before. */
export type Answers = { checkRowId: string; newer?: boolean } | { kind: PaperKind } | { replaces: string };

/** Where it goes: on a row, or on a new one of that kind; and the version whose place it takes. */
export interface Place {
  checkRowId: string | null;
  kind: PaperKind;
  replaces: string | null;
  version: number;
}

interface Row {
  checkRowId: string;
  kind: PaperKind;
  paper: Paper | null;
}
type Added = Pick<Paper, 'addedSide' | 'addedBy'>;

/** ASK7: a newer version comes from the side that added the paper; for a practitioner, from them or from the council. */
export const mayReplace = (scope: Pick<CaseScope, 'side' | 'personId'>, { addedSide, addedBy }: Added): boolean =>
  addedBy === scope.personId || (addedSide === 'family' ? scope.side === 'family' : scope.side === 'council');

const onItsOwn = (kind: PaperKind): Place => ({ checkRowId: null, kind, replaces: null, version: 1 });
const over = ({ checkRowId, kind }: Row, before: Paper | null): Place => ({
  ...{ checkRowId, kind, replaces: before?.evidenceItemId ?? null, version: (before?.version ?? 0) + 1 },
});

/**
 * Finds the place of a new paper. EV13: a second paper for a row stands beside the first, on a row of its own; only a
 * newer version takes a place, and never the family's when somebody else sends it.
 */
export function placeFor(
  scope: Pick<CaseScope, 'side' | 'personId'>,
  rows: readonly Row[],
  answers: Answers,
): Place | Refused {
  if ('kind' in answers) return onItsOwn(answers.kind);
  if ('replaces' in answers) {
    const row = rows.find(({ paper }) => paper?.evidenceItemId === answers.replaces);
    if (!row?.paper) return refuse('answers', 'There is a newer version of this paper. Open the list again.');
    if (!mayReplace(scope, row.paper)) return refuse('answers', 'A newer version comes from the side that added it.');
    return over(row, row.paper);
  }
  const row = rows.find(({ checkRowId }) => checkRowId === answers.checkRowId);
  if (!row) return refuse('answers', 'Choose which paper this is.');
  // One that an officer is still checking keeps its place: it may turn out to be right.
  if (row.paper?.state === 'held') return onItsOwn(row.kind);
  if (!row.paper || !isHere(row.paper)) return over(row, null);
  return answers.newer && row.paper.addedSide !== 'family' ? over(row, row.paper) : onItsOwn(row.kind);
}
