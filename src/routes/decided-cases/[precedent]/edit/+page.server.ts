import { error, redirect } from '@sveltejs/kit';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { labelsOf } from '#domain/caselaw/library/card.ts';
import * as entries from '#domain/caselaw/library/entries.server.ts';
import { changeKept } from '#domain/caselaw/library/keep.server.ts';
import { entryOf } from '#domain/caselaw/library/row.ts';
import { versionsOf } from '#domain/caselaw/library/versions.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import { choicesFor, entryForm, errorsByBox, givenIn, valuesOf } from '../../entry-form.server.ts';
import type { PageServerLoad } from './$types';

/** What this page is about, for whoever keeps the library; to everybody else there is no such page. */
const keeping = (scope: Scope, slug: string) =>
  underScope(scope, async (tx) => {
    const row = (await entries.mayKeep(tx)) ? await entries.precedentBySlug(tx, slug) : null;
    if (!row) error(404, 'Not found');
    const by = row.supersededBy && (await entries.precedentBySlug(tx, row.supersededBy));
    const vocabulary = await entries.vocabularyOf(tx);
    const [newest] = await versionsOf(tx, scope, slug, labelsOf(vocabulary));
    const { byName: checker } = await entries.writerOf(tx, scope);
    return { row, vocabulary, newest, checker, supersededBy: by ? by.citation : '' };
  });

export const load: PageServerLoad = async ({ locals: { scope }, params }) => {
  const { row, vocabulary, newest, checker, supersededBy } = await keeping(scope, params.precedent);
  return {
    slug: row.slug,
    name: row.name,
    values: valuesOf(entryOf(row), supersededBy, row.version),
    choices: choicesFor(vocabulary),
    checker,
    newest: newest && { by: newest.byName, reason: newest.reason, differences: newest.differences },
  };
};

const STALE =
  'Somebody changed this entry while you wrote. What you typed is kept. Look at what they changed, and save again if yours should stand';

export const actions = actionsFor('/decided-cases/[precedent]/edit', {
  default: async ({ request, params }, scope) => {
    const slug = params.precedent ?? '';
    const { vocabulary } = await keeping(scope, slug);
    const read = await readForm(request, entryForm(vocabulary));
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => changeKept(tx, scope, slug, givenIn(read.ok), today(now)));
    if (done === null) error(404, 'Not found');
    if ('stale' in done)
      return refuseForm({ ...read.ok, version: String(done.stale), stale: 'yes' }, { newest: STALE });
    if ('errors' in done) return refuseForm(read.ok, errorsByBox(done.errors, vocabulary));
    redirect(303, `/decided-cases/${done.slug}`);
  },
});
