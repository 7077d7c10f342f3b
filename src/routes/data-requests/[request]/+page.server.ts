import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { gatherFor } from '#domain/records/gather/gathering.server.ts';
import { decideItem, includeUnflagged, markMayHarm } from '#domain/records/release/deciding.server.ts';
import { makeReady, readAgain, release } from '#domain/records/release/releasing.server.ts';
import type { RequestRow } from '#domain/records/requests/asking.server.ts';
import {
  askWhatTheyMean,
  closeRequest,
  extend,
  holdRequest,
  requestAtDesk,
  writeIdentity,
  type Done,
} from '#domain/records/requests/desk.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import type { InferOutput } from 'valibot';
import { actionsFor } from '../../act.ts';
import { dutyHere } from '../../duty-page.server.ts';
import { readForm, refuseForm, type FormSchema } from '../../form.ts';
import * as forms from './forms.ts';
import { isShow, requestView } from './view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { scope }, params, url }) => {
  await dutyHere(scope, 'records');
  const asked = url.searchParams.get('show');
  const from = Math.max(0, Math.trunc(Number(url.searchParams.get('from')) || 0));
  return underScope(scope, async (tx) => {
    const row = (await requestAtDesk(tx, scope, params.request)) ?? error(404, 'Not found');
    const usual = row.state === 'gathered' ? 'look' : 'all';
    return requestView(tx, scope, row, { show: isShow(asked) ? asked : usual, from, today: today(now) });
  });
};

type Command<S extends FormSchema> = (tx: Tx, row: RequestRow, given: InferOutput<S>) => Promise<Done | null | number>;

/** Reads the form, holds the duty and the request still, does it, and comes back to where the person was. */
async function doing<S extends FormSchema>(event: RequestEvent, scope: Scope, schema: S, command: Command<S>) {
  await dutyHere(scope, 'records');
  const form = await readForm(event.request, schema);
  if ('refused' in form) return form.refused;
  const done = await underScope(scope, async (tx) => {
    const row = await holdRequest(tx, scope, event.params.request ?? '');
    return row && command(tx, row, form.ok);
  });
  if (done === null) error(404, 'Not found');
  if (typeof done === 'object') return refuseForm(form.ok as Record<string, string>, done.refused);
  const show = event.url.searchParams.get('show');
  redirect(303, `/data-requests/${event.params.request}${isShow(show) ? `?show=${show}` : ''}`);
}

export const actions = actionsFor('/data-requests/[request]', {
  identity: (event, scope) =>
    doing(event, scope, forms.identityForm, (tx, row, { how }) => writeIdentity(tx, scope, row, how)),
  clarify: (event, scope) =>
    doing(event, scope, forms.clarifyForm, (tx, row, { question: words }) =>
      askWhatTheyMean(tx, scope, row, { words, today: today(now) }),
    ),
  extend: (event, scope) =>
    doing(event, scope, forms.extendForm, (tx, row, { why }) => extend(tx, scope, row, { why, today: today(now) })),
  close: (event, scope) =>
    doing(event, scope, forms.closeForm, (tx, row, { closing }) => closeRequest(tx, scope, row, closing)),
  gather: (event, scope) => doing(event, scope, forms.noFields, (tx, row) => gatherFor(tx, scope, row)),
  decide: (event, scope) =>
    doing(event, scope, forms.decideForm, (tx, row, { item: itemId, decision, phrases, exemption }) =>
      decideItem(tx, scope, row, {
        ...{ itemId, decision, phrases: forms.phrasesIn(phrases), exemption: exemption || null },
      }),
    ),
  include: (event, scope) => doing(event, scope, forms.noFields, (tx, row) => includeUnflagged(tx, scope, row)),
  mark: (event, scope) => doing(event, scope, forms.oneItem, (tx, row, { item }) => markMayHarm(tx, scope, row, item)),
  ready: (event, scope) =>
    doing(event, scope, forms.readyForm, (tx, row, { whyNamesStay }) => makeReady(tx, scope, row, whyNamesStay)),
  again: (event, scope) => doing(event, scope, forms.noFields, (tx, row) => readAgain(tx, scope, row)),
  release: (event, scope) =>
    doing(event, scope, forms.releaseForm, (tx, row, { askedFirst }) =>
      release(tx, scope, row, { askedFirst: askedFirst === 'yes', today: today(now) }),
    ),
});
