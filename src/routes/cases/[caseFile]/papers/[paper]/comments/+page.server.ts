import { error } from '@sveltejs/kit';
import { mayAlso } from '#domain/access/offer.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { commentsOf } from '#domain/evidence/comments/comments.server.ts';
import { commentFilters, type CommentFilter } from '#domain/evidence/comments/comments.ts';
import { commentView } from '#domain/evidence/comments/comment-view.ts';
import { findOpen } from '#domain/evidence/open-paper.server.ts';
import { caseScopeOf } from '../../../../../act.ts';
import type { PageServerLoad } from './$types';

const isFilter = (asked: string | null): asked is CommentFilter =>
  asked !== null && Object.hasOwn(commentFilters, asked);

/** Everything said of one paper that this person may read, by page, with one filter at a time. */
export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const asked = event.url.searchParams.get('show');
  const show = isFilter(asked) ? asked : 'all';
  const { open, said } = await underScope(scope, async (tx) => ({
    open: await findOpen(tx, scope, event.params.paper),
    said: await commentsOf(tx, scope, event.params.paper),
  }));
  if (!open?.mayRead) error(404, 'Not found');
  const viewer = { personId: scope.personId, mayReply: mayAlso(scope, 'paper:reply') };
  return {
    title: open.paper.title,
    show,
    filters: Object.entries(commentFilters).map(([value, { label, has }]) => ({
      value,
      label,
      count: said.filter((each) => has(each, scope.personId)).length,
    })),
    comments: said
      .filter((each) => commentFilters[show].has(each, scope.personId))
      .map((each) => commentView(each, viewer)),
  };
};
