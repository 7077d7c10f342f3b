import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import { heldBy, placedHolds, placeHold } from '#domain/records/holds/holds.server.ts';
import { heldInWords, reasonsToHold, type ReasonToHold } from '#domain/records/holds/holds.ts';
import { keptAs, writeKeptAs } from '#domain/records/retention/kept-as.server.ts';
import { recordClasses, type RecordClass } from '#domain/records/retention/rules.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import type { PageServerLoad } from './$types';

/** Where nobody said as what the case is kept. */
const AS_IT_COMES = 'as_it_comes';

const options = (of: Record<string, string>) => Object.entries(of).map(([value, label]) => ({ value, label }));

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => ({
    held: (await heldBy(tx, scope.caseFileId)).map(({ why, since }) => ({
      words: heldInWords(why),
      since: inShort(dateOf(since)),
    })),
    placed: (await placedHolds(tx, scope)).map(({ hold, byName, endedByName }) => ({
      id: hold.legalHoldId,
      why: reasonsToHold[hold.why],
      words: hold.words,
      placed: `${byName ?? 'Somebody'}, ${inShort(dateOf(hold.at))}`,
      ended: hold.endedAt && `${endedByName ?? 'Somebody'}, ${inShort(dateOf(hold.endedAt))}. ${hold.endedWhy}`,
    })),
    keptAs: (await keptAs(tx, scope)) ?? AS_IT_COMES,
    reasons: options(reasonsToHold),
    classes: [{ value: AS_IT_COMES, label: 'As it comes: by whether there is a plan' }, ...options(recordClasses)],
  }));
};

const forms = {
  place: v.object({
    why: v.picklist(Object.keys(reasonsToHold) as [ReasonToHold, ...ReasonToHold[]], 'Choose why it must be kept'),
    words: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(1000, 'Use 1000 characters or fewer')),
  }),
  keepAs: v.object({
    keptAs: v.picklist(
      [AS_IT_COMES, ...(Object.keys(recordClasses) as [RecordClass, ...RecordClass[]])],
      'Choose as what the case is kept',
    ),
  }),
};

const back = (event: { params: Partial<Record<string, string>> }) => `/cases/${event.params.caseFile}/holds`;

export const actions = actionsFor('/cases/[caseFile]/holds', {
  place: async (event, scope) => {
    const read = await readForm(event.request, forms.place);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => placeHold(tx, scope, read.ok));
    if (isRefused(done)) return refuseForm(read.ok, { [done.field]: done.refused });
    redirect(303, back(event));
  },
  keepAs: async (event, scope) => {
    const read = await readForm(event.request, forms.keepAs);
    if ('refused' in read) return read.refused;
    const as = read.ok.keptAs === AS_IT_COMES ? null : read.ok.keptAs;
    await underScope(scope, (tx) => writeKeptAs(tx, scope, as));
    redirect(303, back(event));
  },
});
