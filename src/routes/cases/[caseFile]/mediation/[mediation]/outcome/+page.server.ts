import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { mayAlso } from '#domain/access/offer.ts';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import { writtenFields } from '#domain/mediation/outcome/fields.ts';
import { closeMediation, saveOutcome } from '#domain/mediation/outcome/outcome-commands.server.ts';
import { outcomeFor } from '#domain/mediation/outcome/outcomes.server.ts';
import { myRating, rateMediation } from '#domain/mediation/outcome/ratings.server.ts';
import { engine } from '#realtime/server/engine.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { readForm, refuseForm } from '../../../../../form.ts';
import { mediationHere } from '../../in-mediation.server.ts';
import { unlessMoved } from '../../moved.ts';
import { draftView, sharedView } from './view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const mediationId = event.params.mediation;
  return underScope(scope, async (tx) => {
    const seen = await outcomeFor(tx, scope, mediationId, today(now));
    // Not yet shared is not there: to everybody but whoever leads it is the page of an unknown id (A12).
    if (!seen) error(404, 'Not found');
    if (!seen.shared) return { draft: draftView(seen), shared: null, rating: null };
    await recordLook(tx, scope, 'outcome.opened', mediationId);
    const mayRate = seen.here.place === 'family' && mayAlso(scope, 'mediation:rate');
    const own = mayRate ? await myRating(tx, scope, mediationId) : null;
    const rating = mayRate ? { rating: own ? String(own.rating) : '', words: own?.words ?? '' } : null;
    return { draft: null, shared: sharedView(seen), rating };
  });
};

const text = v.optional(v.string(), '');
const draftForm = v.object({
  version: text,
  outcome: text,
  ...Object.fromEntries(writtenFields.map(({ name }) => [name, text])),
});
const closeForm = v.object({ shown: text });
const ratingForm = v.object({
  rating: v.picklist(['1', '2', '3', '4', '5'], 'Choose a number from 1 to 5'),
  words: v.pipe(text, v.trim(), v.maxLength(2000, 'Use 2,000 characters or fewer')),
});

const here = ({ params }: RequestEvent) => `/cases/${params.caseFile}/mediation/${params.mediation}/outcome`;

export const actions = actionsFor('/cases/[caseFile]/mediation/[mediation]/outcome', {
  save: async (event, scope) => {
    const { mediation } = await underScope(scope, (tx) => mediationHere(tx, scope, event));
    const read = await readForm(event.request, draftForm);
    if ('refused' in read) return read.refused;
    const typed = read.ok as Record<string, string>;
    return unlessMoved(typed, async () => {
      const draft = { version: Number(typed.version), outcome: typed.outcome ?? '', typed };
      const done = await underScope(scope, (tx) => saveOutcome(tx, scope, mediation.mediationId, draft, now()));
      if (done === null) error(404, 'Not found');
      if (done !== 'saved') return refuseForm(typed, done.faults);
      redirect(303, `${here(event)}#check`);
    });
  },
  close: async (event, scope) => {
    const { mediation } = await underScope(scope, (tx) => mediationHere(tx, scope, event));
    const read = await readForm(event.request, closeForm);
    if ('refused' in read) return read.refused;
    return unlessMoved({}, async () => {
      const { shown } = read.ok;
      const done = await underScope(scope, (tx) => closeMediation(tx, scope, mediation.mediationId, shown, now()));
      if (done === null) error(404, 'Not found');
      if (isRefused(done)) return refuseForm({}, { [done.field]: done.refused });
      const { councilId } = scope;
      for (const documentId of done.documentIds) await engine().closeDocument({ councilId, documentId });
      redirect(303, here(event));
    });
  },
  rate: async (event, scope) => {
    const { mediation } = await underScope(scope, (tx) => mediationHere(tx, scope, event));
    const read = await readForm(event.request, ratingForm);
    if ('refused' in read) return read.refused;
    const given = { rating: Number(read.ok.rating), words: read.ok.words };
    const done = await underScope(scope, (tx) => rateMediation(tx, scope, mediation.mediationId, given, now()));
    if (done === null) error(404, 'Not found');
    return isRefused(done) ? refuseForm(read.ok, { [done.field]: done.refused }) : { rated: true };
  },
});
