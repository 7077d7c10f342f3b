import { fail, redirect } from '@sveltejs/kit';
import { today } from '#domain/calendar/today.ts';
import { issueTags } from '#domain/caselaw/vocabulary.ts';
import { grounds } from '#domain/mediation/dispute/dispute.ts';
import { planSections } from '#domain/mediation/dispute/appealable.ts';
import { appealedSections, appellants } from '#domain/tribunal/appeal.ts';
import { areasKnown, registerAppeal } from '#domain/tribunal/register/register.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor } from '../../act.ts';
import { readForm } from '../../form.ts';
import { atDesk } from '../at-desk.server.ts';
import { appealFrom, newAppealForm } from './form.ts';
import type { PageServerLoad } from './$types';

const tags = issueTags.map(({ tag }) => tag);

export const load: PageServerLoad = async ({ locals: { scope } }) => ({
  areas: await atDesk(scope, (tx) => areasKnown(tx, scope)),
  tags: issueTags,
  grounds: Object.entries(grounds).map(([value, { words }]) => ({ value, label: words })),
  sections: appealedSections.map((section) => ({ section, holds: planSections[section].holds })),
  appellants: Object.entries(appellants).map(([value, label]) => ({ value, label })),
});

export const actions = actionsFor('/tribunal/new', {
  default: async ({ request }, scope) => {
    await atDesk(scope, () => Promise.resolve());
    const read = await readForm(request, newAppealForm);
    if ('refused' in read) return read.refused;
    const { ok } = read;
    const given = appealFrom(ok, tags, grounds);
    const done = await atDesk(scope, (tx) => registerAppeal(tx, scope, given, ok.reference, today(now)));
    if ('faults' in done)
      return fail(400, { errors: done.faults, values: ok as unknown as Record<string, string>, ...done });
    const next = done.toLink ? `/case?reference=${encodeURIComponent(ok.reference)}` : '';
    redirect(303, `/tribunal/${done.appealId}${next}`);
  },
});
