import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf, today } from '#domain/calendar/today.ts';
import { inShort, inWords } from '#domain/calendar/words.ts';
import { letterOf, markPosted } from '#domain/contact/thread/letters.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { readForm, refuseForm } from '../../../../../form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const letter = await underScope(scope, (tx) => letterOf(tx, scope, event.params.entry));
  if (!letter) error(404, 'Not found');
  const { entry, lines, from, postedOn, sentAt } = letter;
  return {
    lines: lines.split('\n'),
    words: entry.words,
    on: inShort(dateOf(entry.happenedAt)),
    author: entry.author?.name ?? from.team,
    from,
    posted: postedOn ? `It was posted on ${inWords(postedOn)}.` : sentAt ? 'It was printed and posted for you.' : null,
    today: today(now),
  };
};

const schema = v.object({ postedOn: v.optional(v.string(), '') });

export const actions = actionsFor('/cases/[caseFile]/messages/letter/[entry]', {
  posted: async (event, scope) => {
    const read = await readForm(event.request, schema);
    if ('refused' in read) return read.refused;
    const entry = event.params.entry ?? '';
    const done = await underScope(scope, (tx) => markPosted(tx, scope, entry, read.ok.postedOn, now()));
    if (done === null) error(404, 'Not found');
    if (isRefused(done)) return refuseForm(read.ok, { [done.field]: done.refused });
    redirect(303, `/cases/${scope.caseFileId}/messages/letter/${entry}`);
  },
});
