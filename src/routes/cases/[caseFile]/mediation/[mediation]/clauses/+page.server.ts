import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import { isNotDone } from '#domain/mediation/clauses/begin-clause.server.ts';
import { addClause, moveClause } from '#domain/mediation/clauses/clause-commands.server.ts';
import { ensureClauseText } from '#domain/mediation/clauses/clause-words.server.ts';
import {
  addLeftOver,
  leftOversOf,
  removeLeftOver,
  settlesShown,
  wordsShown,
  writeOwnWords,
  writeSettles,
} from '#domain/mediation/clauses/left-overs.server.ts';
import { issuesOf } from '#domain/mediation/rooms/everyone.server.ts';
import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { clausesPage } from './load.server.ts';
import { field, take, words } from './take.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    const shown = await clausesPage(tx, scope, event);
    const left = shown.notIn ? [] : await leftOversOf(tx, scope, shown.mediationId);
    const leftOvers = left.map((row) => ({
      ...{ notAgreedId: row.notAgreedId, title: row.title, family: row.familyWords, council: row.councilWords },
      ...{ wouldSettle: row.wouldSettle, settleWho: row.settleWho, settleBy: row.settleBy },
      /** What the page showed of it, for a form to name. */
      ownShown: shown.place === 'lead' ? '' : wordsShown(row, shown.place),
      settlesShown: settlesShown(row),
    }));
    const issues = shown.notIn ? [] : await issuesOf(tx, scope, shown.disputeId);
    return { ...shown, leftOvers, issues };
  });
};

const aLeftOver = { leftOver: field.id };

export const actions = actionsFor('/cases/[caseFile]/mediation/[mediation]/clauses', {
  add: (event, scope) =>
    take(event, scope, { seed: field.seed, title: words(120), issue: words(36) }, async (form, mediationId) => {
      const { issue: issueId, ...named } = form;
      const done = await underScope(scope, (tx) => addClause(tx, scope, { ...named, issueId, mediationId }));
      if (done && !isNotDone(done)) await ensureClauseText(scope, mediationId, done.clauseId);
      return done;
    }),
  move: (event, scope) =>
    take(
      event,
      scope,
      { clause: field.id, number: field.count, to: v.picklist(['up', 'down']) },
      ({ clause: clauseId, number, to }, mediationId) =>
        underScope(scope, (tx) => moveClause(tx, scope, { mediationId, clauseId, number, to })),
    ),
  addLeftOver: (event, scope) =>
    take(event, scope, { seed: field.seed, leftOver: words(120) }, ({ seed, leftOver: title }, mediationId) =>
      underScope(scope, (tx) => addLeftOver(tx, scope, { mediationId, seed, title })),
    ),
  ownWords: (event, scope) =>
    take(
      event,
      scope,
      { ...aLeftOver, own: words(4000), shown: v.optional(v.string(), '') },
      ({ leftOver: notAgreedId, own, shown }, mediationId) =>
        underScope(scope, (tx) => writeOwnWords(tx, scope, { mediationId, notAgreedId, words: own, shown })),
    ),
  settles: (event, scope) =>
    take(
      event,
      scope,
      {
        ...{ ...aLeftOver, wouldSettle: words(2000), settleWho: words(200), settleBy: field.date },
        shown: v.optional(v.string(), ''),
      },
      ({ leftOver: notAgreedId, settleBy, ...form }, mediationId) =>
        underScope(scope, (tx) =>
          writeSettles(tx, scope, { mediationId, notAgreedId, ...form, settleBy: settleBy === '' ? null : settleBy }),
        ),
    ),
  removeLeftOver: (event, scope) =>
    take(event, scope, aLeftOver, ({ leftOver: notAgreedId }, mediationId) =>
      underScope(scope, (tx) => removeLeftOver(tx, scope, { mediationId, notAgreedId })),
    ),
});
