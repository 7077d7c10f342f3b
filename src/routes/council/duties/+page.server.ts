import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { dutiesInWords, duties, type Duty } from '#domain/people/cover/duties.ts';
import { dutiesHeld, endDuty, giveDuty } from '#domain/people/cover/duty-commands.server.ts';
import { actionsFor } from '../../act.ts';
import { dutyHere } from '../../duty-page.server.ts';
import { readForm, refuseForm } from '../../form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { scope } }) => {
  await dutyHere(scope, 'director');
  const held = await underScope(scope, (tx) => dutiesHeld(tx, scope));
  return {
    duties: duties.map((duty) => ({
      ...{ duty, words: dutiesInWords[duty] },
      held: held
        .filter((one) => one.duty === duty)
        .map(({ councilDutyId, name, since }) => ({ councilDutyId, name, since: inWords(dateOf(since)) })),
    })),
    onlyOne: held.filter(({ duty }) => duty === 'director').length < 2,
  };
};

const giveForm = v.object({
  email: v.pipe(v.optional(v.string(), ''), v.trim(), v.nonEmpty('Enter their e-mail address')),
  duty: v.pipe(
    v.optional(v.string(), ''),
    v.check((typed) => (duties as string[]).includes(typed), 'Choose the duty'),
    v.transform((typed) => typed as Duty),
  ),
});

export const actions = actionsFor('/council/duties', {
  give: async ({ request }, scope) => {
    await dutyHere(scope, 'director');
    const form = await readForm(request, giveForm);
    if ('refused' in form) return form.refused;
    const answer = await underScope(scope, (tx) => giveDuty(tx, scope, form.ok));
    return isRefused(answer)
      ? refuseForm(form.ok, { [answer.field]: answer.refused })
      : { errors: {}, values: {}, said: `${answer.name} has this duty now.` };
  },
  end: async ({ request }, scope) => {
    await dutyHere(scope, 'director');
    const form = await readForm(
      request,
      v.object({ councilDutyId: v.pipe(v.string(), v.uuid('Choose a duty to end')) }),
    );
    if ('refused' in form) return form.refused;
    const answer = await underScope(scope, (tx) => endDuty(tx, scope, form.ok.councilDutyId));
    if (answer === null) error(404, 'Not found');
    return isRefused(answer)
      ? refuseForm(form.ok, { [answer.field]: answer.refused })
      : { errors: {}, values: {}, said: 'The duty has ended.' };
  },
});
