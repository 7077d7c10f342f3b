import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import { isIssueTag, issueTags } from '#domain/caselaw/vocabulary.ts';
import { isPlanSection, planSections } from '#domain/mediation/dispute/appealable.ts';
import { addIssue, addIssuePage, settleIssue } from '#domain/tribunal/issues/issue-commands.server.ts';
import { issuesOf } from '#domain/tribunal/issues/issues.server.ts';
import { papersReadable, whatTheBoardHad } from '#domain/tribunal/issues/what-the-board-had.server.ts';
import { actionsFor } from '../../../act.ts';
import { actOnAppeal, appealOnDesk } from '../../../appeal-page.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const { scope } = event.locals;
  return underScope(scope, async (tx) => {
    const row = await appealOnDesk(tx, scope, event);
    const issues = await issuesOf(tx, scope, row.appealId);
    const papers = await papersReadable(tx, row);
    return {
      caseFileId: row.caseFileId,
      open: row.stage !== 'closed',
      issues: issues.map(({ settled, ...issue }) => ({
        ...issue,
        settled: settled && { on: inShort(dateOf(settled.at)), how: settled.how },
      })),
      papers: papers.map(({ evidenceItemId, title, pages }) => ({
        value: evidenceItemId,
        label: `${title} (${pages === 1 ? '1 page' : `${pages} pages`})`,
      })),
      board: await whatTheBoardHad(tx, row),
      sections: Object.entries(planSections).map(([section, { holds }]) => ({
        value: section,
        label: `Section ${section}: ${holds}`,
      })),
      tags: issueTags.map(({ tag, label }) => ({ value: tag, label })),
    };
  });
};

const words = (sentence: string) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.nonEmpty(sentence),
    v.maxLength(1000, 'Use 1,000 characters or fewer'),
  );
const anything = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(1000, 'Use 1,000 characters or fewer')), '');
const added = v.object({ words: words('Write what it is about'), planSection: anything, tag: anything });
/** One issue's own forms: the box of each carries the issue's id, because one page has many of them. */
const ofOne = v.looseObject({ issueId: anything });
const typedIn = (form: Record<string, unknown>, name: string) =>
  String(form[`${name}-${String(form.issueId)}`] ?? '').trim();

export const actions = actionsFor('/tribunal/[appeal]/issues', {
  add: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      added,
      (tx, form, appealId) =>
        addIssue(tx, scope, appealId, {
          words: form.words,
          planSection: isPlanSection(form.planSection) ? form.planSection : null,
          tag: isIssueTag(form.tag) ? form.tag : null,
        }),
      event.url.pathname,
    ),
  settle: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      ofOne,
      (tx, form, appealId) => settleIssue(tx, scope, appealId, form.issueId, typedIn(form, 'how').slice(0, 1000)),
      event.url.pathname,
    ),
  reopen: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      ofOne,
      (tx, form, appealId) => settleIssue(tx, scope, appealId, form.issueId, null),
      event.url.pathname,
    ),
  page: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      ofOne,
      (tx, form, appealId) =>
        addIssuePage(tx, scope, appealId, form.issueId, {
          paper: typedIn(form, 'paper'),
          page: Number(typedIn(form, 'page') || Number.NaN),
        }),
      event.url.pathname,
    ),
});
