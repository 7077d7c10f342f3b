import { redirect } from '@sveltejs/kit';
import { endSignIn } from '#domain/people/sign-in.server.ts';
import { actionsFor } from '../act.ts';
import { forgetSignIn } from '../sign-in-cookie.ts';

export const actions = actionsFor('/sign-out', {
  default: async (event) => {
    const { person, signInHash } = event.locals;
    if (person && signInHash) await endSignIn(person, signInHash);
    forgetSignIn(event.cookies);
    event.setHeaders({ 'clear-site-data': '"cache", "cookies", "storage"' });
    redirect(303, '/?signed-out');
  },
});
