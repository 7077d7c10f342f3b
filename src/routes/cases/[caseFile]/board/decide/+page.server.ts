import { redirect, type RequestEvent } from '@sveltejs/kit';
import type * as v from 'valibot';
import { isRefused, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { saveDraft } from '#domain/board/desk/deciding-draft.server.ts';
import { answerImportant } from '#domain/board/desk/desk-important.server.ts';
import { deskOf } from '#domain/board/desk/desk.server.ts';
import type { ReasonFaults } from '#domain/board/desk/reasons.ts';
import { addReason, changeReason, moveReason, removeReason } from '#domain/board/desk/reasons.server.ts';
import type { Tx } from '#server/db.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../../act.ts';
import { readForm, refuseForm } from '../../../../form.ts';
import { packPartsOf } from '../../pack/parts.ts';
import { answerForm, changedReasonForm, draftForm, oneReasonForm, reasonForm } from './forms.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const parts = await packPartsOf(scope);
  const asked = event.url.searchParams.get('page');
  return { desk: await underScope(scope, (tx) => deskOf(tx, scope, parts, asked, now())) };
};

type Typed = Record<string, string>;
type Done = Refused | { faults: ReasonFaults } | null | string | object;

/** What was typed, as it was typed, for the form to show again. */
const typedIn = (data: object): Typed =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value === null ? '' : String(value)]));

/** Runs one act of the desk. Done: back to the desk at `next`, the page beside the notes still open. */
async function act<S extends v.ObjectSchema<v.ObjectEntries, undefined>>(
  { request, url }: RequestEvent,
  scope: CaseScope,
  form: S,
  command: (tx: Tx, given: v.InferOutput<S>) => Promise<Done>,
  { next, suffix = () => '' }: { next: string; suffix?: (given: v.InferOutput<S>) => string },
) {
  const read = await readForm(request, form);
  if ('refused' in read) return read.refused;
  const done = await underScope(scope, (tx) => command(tx, read.ok));
  if (done === null)
    return refuseForm(typedIn(read.ok), { desk: 'That is not on the desk of this case. Here is what is.' });
  const after = suffix(read.ok);
  if (isRefused(done)) return refuseForm(typedIn(read.ok), { [idOf(done.field, after)]: done.refused });
  if (typeof done === 'object' && 'faults' in done) {
    const wrong = Object.entries(done.faults as Typed).map(([field, sentence]) => [idOf(field, after), sentence]);
    return refuseForm(typedIn(read.ok), Object.fromEntries(wrong));
  }
  const page = url.searchParams.get('page');
  redirect(303, `${url.pathname}${page ? `?page=${encodeURIComponent(page)}` : ''}#${next}`);
}

/** Boxes of one reason carry its id, so that an error leads to the right one. */
const idOf = (field: string, suffix: string): string =>
  suffix && ['words', 'restsOn', 'cites'].includes(field) ? `${field}-${suffix}` : field;

export const actions = actionsFor('/cases/[caseFile]/board/decide', {
  reason: (event, scope) =>
    act(event, scope, reasonForm, (tx, { agendaItemId, ...typed }) => addReason(tx, scope, agendaItemId, typed), {
      next: 'words',
    }),
  changeReason: (event, scope) =>
    act(
      event,
      scope,
      changedReasonForm,
      (tx, { agendaItemId, version, ...typed }) =>
        changeReason(tx, scope, agendaItemId, { ...typed, seenAtMs: version ?? 0 }),
      { next: 'words', suffix: ({ decisionReasonId }) => decisionReasonId },
    ),
  reasonUp: (event, scope) =>
    act(
      event,
      scope,
      oneReasonForm,
      (tx, given) => moveReason(tx, scope, given.agendaItemId, given.decisionReasonId, 'up'),
      { next: 'reasons' },
    ),
  reasonDown: (event, scope) =>
    act(
      event,
      scope,
      oneReasonForm,
      (tx, given) => moveReason(tx, scope, given.agendaItemId, given.decisionReasonId, 'down'),
      { next: 'reasons' },
    ),
  removeReason: (event, scope) =>
    act(
      event,
      scope,
      oneReasonForm,
      (tx, given) => removeReason(tx, scope, given.agendaItemId, given.decisionReasonId),
      { next: 'reasons' },
    ),
  answer: (event, scope) =>
    act(
      event,
      scope,
      answerForm,
      (tx, { agendaItemId, version, ...given }) =>
        answerImportant(tx, scope, agendaItemId, { ...given, seenAtMs: version }),
      { next: 'next-important' },
    ),
  draft: (event, scope) =>
    act(
      event,
      scope,
      draftForm,
      (tx, { agendaItemId, version, ...draft }) => saveDraft(tx, scope, agendaItemId, draft, version),
      { next: 'to-check' },
    ),
});
