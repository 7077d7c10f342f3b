import { error, redirect } from '@sveltejs/kit';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import * as entries from '#domain/caselaw/library/entries.server.ts';
import { addKept } from '#domain/caselaw/library/keep.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor } from '../../act.ts';
import { readForm, refuseForm } from '../../form.ts';
import { choicesFor, entryForm, errorsByBox, givenIn } from '../entry-form.server.ts';
import type { PageServerLoad } from './$types';

/** The tags and who adds, for whoever keeps the library; to everybody else there is no such page. */
const keeping = (scope: Scope) =>
  underScope(scope, async (tx) => {
    if (!(await entries.mayKeep(tx))) error(404, 'Not found');
    return { vocabulary: await entries.vocabularyOf(tx), checker: (await entries.writerOf(tx, scope)).byName };
  });

export const load: PageServerLoad = async ({ locals: { scope } }) => {
  const { vocabulary, checker } = await keeping(scope);
  return { choices: choicesFor(vocabulary), checker };
};

export const actions = actionsFor('/decided-cases/new', {
  default: async ({ request }, scope) => {
    const { vocabulary } = await keeping(scope);
    const read = await readForm(request, entryForm(vocabulary));
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => addKept(tx, scope, givenIn(read.ok), today(now)));
    if (done === null) error(404, 'Not found');
    if ('errors' in done) return refuseForm(read.ok, errorsByBox(done.errors, vocabulary));
    redirect(303, `/decided-cases/${done.slug}`);
  },
});
