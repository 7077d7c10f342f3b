import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf, today } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { closedBecause } from '#domain/cases/closing.ts';
import { closeCase, foundOpen, lastClosing, openAgain } from '#domain/records/closing/close-case.server.ts';
import { keepsOpen } from '#domain/records/closing/keeps-open.ts';
import { heldBy } from '#domain/records/holds/holds.server.ts';
import { heldInWords } from '#domain/records/holds/holds.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import type { PageServerLoad } from './$types';

const reasons = Object.entries(closedBecause).map(([value, { label, hint }]) => ({ value, label, hint }));

type Last = NonNullable<Awaited<ReturnType<typeof lastClosing>>>;
const inPage = ({ closing, byName }: Last) => ({
  closed: `${inWords(closing.closedOn)}, by ${byName ?? 'somebody'}`,
  because: closedBecause[closing.because].label,
  words: closing.words,
  openedAgain: closing.openedAgainAt && inWords(dateOf(closing.openedAgainAt)),
  openedWhy: closing.openedAgainWhy || 'Somebody wrote, or something else came that has to be answered.',
});

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    const last = await lastClosing(tx, scope);
    const open = keepsOpen(await foundOpen(tx, today(now)), today(now));
    return {
      reasons,
      today: today(now),
      isClosed: last !== null && last.closing.openedAgainAt === null,
      last: last && inPage(last),
      open: open.map(({ words, path }) => ({ words, href: `/cases/${scope.caseFileId}${path}` })),
      held: (await heldBy(tx, scope.caseFileId)).map(({ why }) => heldInWords(why)),
    };
  });
};

const typed = v.pipe(v.optional(v.string(), ''), v.trim());
const forms = {
  close: v.object({ because: typed, closedOn: typed, letterSentOn: typed, words: typed }),
  open: v.object({ why: v.pipe(typed, v.maxLength(1000, 'Use 1000 characters or fewer')) }),
};

export const actions = actionsFor('/cases/[caseFile]/close', {
  close: async ({ request, params }, scope) => {
    const form = await readForm(request, forms.close);
    if ('refused' in form) return form.refused;
    const done = await underScope(scope, (tx) => closeCase(tx, scope, form.ok, now()));
    if (done !== 'closed') return refuseForm(form.ok, done.wrong as Record<string, string>);
    redirect(303, `/cases/${params.caseFile}/close`);
  },
  open: async ({ request, params }, scope) => {
    const form = await readForm(request, forms.open);
    if ('refused' in form) return form.refused;
    const done = await underScope(scope, (tx) => openAgain(tx, scope, form.ok.why, now()));
    if (done !== null && done !== 'open') return refuseForm(form.ok, done.wrong);
    redirect(303, `/cases/${params.caseFile}/close`);
  },
});
