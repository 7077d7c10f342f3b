import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { putOnAgenda, sayWhyNotAsked, takeOffAgenda } from '#domain/board/meeting/agenda-commands.server.ts';
import type { Question } from '#domain/board/question.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import { forFamily, forStaff } from './view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => ({
    family: scope.side === 'family' ? await forFamily(tx, scope) : null,
    staff: scope.side === 'family' ? null : await forStaff(tx, scope),
  }));
};

const words = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(600, 'Use 600 characters or fewer'));
const board = (event: { params: Partial<Record<string, string>> }) => `/cases/${event.params.caseFile}/board`;

export const actions = actionsFor('/cases/[caseFile]/board', {
  putOn: async (event, scope) => {
    const form = await readForm(event.request, v.object({ boardMeetingId: words, question: words }));
    if ('refused' in form) return form.refused;
    const { boardMeetingId, question } = form.ok;
    const wanted = { boardMeetingId, question: question as Question };
    const done = await underScope(scope, (tx) => putOnAgenda(tx, scope, wanted, today(now)));
    if (isRefused(done)) return refuseForm(form.ok, { [done.field]: done.refused });
    redirect(303, board(event));
  },
  takeOff: async (event, scope) => {
    const form = await readForm(event.request, v.object({ words }));
    if ('refused' in form) return form.refused;
    const done = await underScope(scope, (tx) => takeOffAgenda(tx, scope, form.ok.words, today(now)));
    if (isRefused(done)) return refuseForm(form.ok, { [done.field]: done.refused });
    redirect(303, board(event));
  },
  notAsked: async (event, scope) => {
    const form = await readForm(event.request, v.object({ why: words }));
    if ('refused' in form) return form.refused;
    const done = await underScope(scope, (tx) => sayWhyNotAsked(tx, scope, form.ok.why));
    if (isRefused(done)) return refuseForm(form.ok, { [done.field]: done.refused });
    redirect(303, board(event));
  },
});
