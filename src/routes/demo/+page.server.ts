import { error, redirect } from '@sveltejs/kit';
import { demoPeople } from '#domain/people/demo.server.ts';
import { env } from '#server/env.ts';
import * as v from 'valibot';
import { readForm } from '../form.ts';
import { actionsFor } from '../act.ts';
import { signInHere } from '../sign-in-cookie.ts';
import type { PageServerLoad } from './$types';

const onlyInDemo = () => env().DEMO === '1' || error(404, 'Not found');

export const load: PageServerLoad = async () => {
  onlyInDemo();
  return { councils: await demoPeople() };
};

export const actions = actionsFor('/demo', {
  default: async (event) => {
    onlyInDemo();
    const form = await readForm(
      event.request,
      v.object({ person: v.pipe(v.string('Choose somebody'), v.uuid('Choose somebody')) }),
    );
    if ('refused' in form) return form.refused;
    const people = (await demoPeople()).flatMap((council) => council.people);
    const one =
      people.find(({ person }) => person.personId === form.ok.person) ?? error(400, 'Choose somebody on the list.');
    await signInHere(event, one.person, one.person.kind === 'staff' ? 'staff' : 'shared_device');
    redirect(303, '/home');
  },
});
