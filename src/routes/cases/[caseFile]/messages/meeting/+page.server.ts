import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { modes, type Mode } from '#domain/contact/thread/entry.ts';
import { noteMeeting } from '#domain/contact/thread/log-contact.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../../act.ts';
import { readForm, refuseForm } from '../../../../form.ts';
import { text, whenAndPromised } from '../forms.ts';
import { peopleToChoose } from '../people.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  const people = await underScope(scope, (tx) => peopleToChoose(tx, scope));
  return { people, modes: Object.entries(modes).map(([value, label]) => ({ value, label })), today: today(now) };
};

const schema = v.object({
  with: v.string('Choose whom the meeting was with'),
  mode: v.picklist(Object.keys(modes) as [Mode, ...Mode[]], 'Choose how you met'),
  whoWasThere: text(500),
  words: text(8000),
  ...whenAndPromised,
});

export const actions = actionsFor('/cases/[caseFile]/messages/meeting', {
  default: async ({ request }, scope) => {
    const read = await readForm(request, schema);
    if ('refused' in read) return read.refused;
    const { on, at, promise, by, ...meeting } = read.ok;
    const note = { ...meeting, when: { on, at }, promised: { words: promise, by } };
    const done = await underScope(scope, (tx) => noteMeeting(tx, scope, note, now()));
    if (isRefused(done)) return refuseForm(read.ok, { [done.field]: done.refused });
    redirect(303, `/cases/${scope.caseFileId}/messages?done=meeting#said`);
  },
});
