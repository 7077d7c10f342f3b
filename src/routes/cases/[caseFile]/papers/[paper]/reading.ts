import { mayAlso } from '#domain/access/offer.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { askingsOf } from '#domain/evidence/asking/asking.server.ts';
import { commentsOf } from '#domain/evidence/comments/comments.server.ts';
import { commentView, outcomeChoices } from '#domain/evidence/comments/comment-view.ts';
import type { Paper } from '#domain/evidence/paper.ts';
import { papersOf } from '#domain/evidence/papers.server.ts';
import { mayReplace } from '#domain/evidence/list/place.ts';
import { originInWords } from '#domain/evidence/list/provenance.ts';
import { rowsOf } from '#domain/evidence/list/rows.server.ts';

/** What an officer is reminded of: families may ask for all of it, and should read nothing they would be hurt by. */
const SAR_HINT = 'The family can ask to read what the council writes, notes too.';

/** What stands around a page of a paper: where it comes from, its other versions, and what people say of it. */
export const aroundPage = (scope: CaseScope, paper: Paper, mayRead: boolean, page: number) =>
  underScope(scope, async (tx) => {
    const row = (await rowsOf(tx, scope)).find((each) => each.paper?.evidenceItemId === paper.evidenceItemId);
    const its = row ? (await askingsOf(tx, scope)).filter(({ checkRowId }) => checkRowId === row.checkRowId) : [];
    const said = mayRead ? await commentsOf(tx, scope, paper.evidenceItemId) : [];
    const viewer = { personId: scope.personId, mayReply: mayAlso(scope, 'paper:reply') };
    const onPage = said.filter((each) => each.page === page).map((each) => commentView(each, viewer));
    const versions = versionsOf(paper, await papersOf(tx, scope));
    return {
      askedAs: row?.title,
      origin: row ? originInWords(row, its) : [],
      comments: onPage,
      saidInAll: said.length,
      outcomes: onPage.some(({ mayAnswer }) => mayAnswer) ? outcomeChoices : [],
      versions,
      mayReplace: row !== undefined && row.hasPaper && mayAlso(scope, 'paper:add') && mayReplace(scope, paper),
      mayUse: viewer.mayReply,
      usedFor: paper.usedFor,
      maySay: mayRead && mayAlso(scope, 'paper:comment') ? sayingOf(scope) : null,
    };
  });

const sayingOf = (scope: CaseScope) => ({
  question: scope.side !== 'council',
  important: mayAlso(scope, 'paper:mark-important'),
  hint: scope.side === 'council' ? SAR_HINT : undefined,
});

/** Every other version of a paper that can be read, the oldest first. */
function versionsOf(paper: Paper, papers: readonly Paper[]) {
  const byId = new Map(papers.map((each) => [each.evidenceItemId, each]));
  const firstOf = ({ replaces, evidenceItemId }: Paper): string => {
    const before = byId.get(replaces ?? '');
    return before ? firstOf(before) : evidenceItemId;
  };
  const first = firstOf(paper);
  return papers
    .filter((each) => each.evidenceItemId !== paper.evidenceItemId && firstOf(each) === first)
    .filter(({ state, withdrawnAt }) => state === 'ready' && withdrawnAt === null)
    .map(({ evidenceItemId, version }) => ({ evidenceItemId, version, newer: version > paper.version }));
}

/** What the address asks to say something of: `page`, or a part counted from 1. Null when it asks nothing. */
export function sayingIn(
  query: URLSearchParams,
  parts: number,
): { paragraph: number | null; correcting: boolean } | null {
  const say = query.get('say');
  const correcting = query.get('as') === 'correction';
  if (say === 'page') return { paragraph: null, correcting };
  const part = Number(say);
  return Number.isInteger(part) && part >= 1 && part <= parts ? { paragraph: part - 1, correcting } : null;
}
