import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { today } from '#domain/calendar/today.ts';
import { councilOfLink, openCard } from '#domain/contact/councillor/card.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor } from '../../act.ts';
import { readForm, refuseForm } from '../../form.ts';
import type { PageServerLoad } from './$types';

/** Looking tells nothing, not even whether the link opens something: mail scanners open links too. */
export const load: PageServerLoad = async ({ params, setHeaders }) => {
  const council = (await councilOfLink(params.link)) ?? error(404, 'Not found');
  setHeaders({ 'cache-control': 'private, no-store' });
  return { council: council.name, phone: council.phone };
};

const form = v.object({
  email: v.pipe(v.optional(v.string(), ''), v.trim(), v.minLength(1, 'Enter your e-mail address')),
});

export const actions = actionsFor('/card/[link]', {
  default: async (event) => {
    const read = await readForm(event.request, form);
    if ('refused' in read) return read.refused;
    const card = await openCard(event.params.link ?? '', read.ok.email, today(now));
    if (!card)
      return refuseForm(read.ok, {
        email: 'This link and this address open nothing, or not any more. Check the address, or ring us',
      });
    return { card, errors: {}, values: {} };
  },
});
