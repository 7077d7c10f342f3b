import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { outcomes, type Outcome } from '#domain/contact/thread/entry.ts';
import { noteCall } from '#domain/contact/thread/log-contact.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../../act.ts';
import { readForm, refuseForm } from '../../../../form.ts';
import { text, whenAndPromised } from '../forms.ts';
import { peopleToRing } from '../people.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  const people = await underScope(scope, (tx) => peopleToRing(tx, scope));
  const options = Object.entries(outcomes).map(([value, label]) => ({ value, label }));
  return { people, outcomes: options, today: today(now) };
};

const schema = v.object({
  with: v.string('Choose whom the call was with'),
  direction: v.optional(v.picklist(['in', 'out']), 'out'),
  came: v.picklist(Object.keys(outcomes) as [Outcome, ...Outcome[]], 'Choose what came of it'),
  words: text(4000),
  ...whenAndPromised,
});

export const actions = actionsFor('/cases/[caseFile]/messages/call', {
  default: async ({ request }, scope) => {
    const read = await readForm(request, schema);
    if ('refused' in read) return read.refused;
    const { on, at, promise, by, ...call } = read.ok;
    const note = { ...call, when: { on, at }, promised: { words: promise, by } };
    const done = await underScope(scope, (tx) => noteCall(tx, scope, note, now()));
    if (isRefused(done)) return refuseForm(read.ok, { [done.field]: done.refused });
    redirect(303, `/cases/${scope.caseFileId}/messages?done=call#said`);
  },
});
