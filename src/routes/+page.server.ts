import { redirect } from '@sveltejs/kit';
import { env } from '#server/env.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  if (locals.person?.complete) redirect(303, '/home');
  return { demo: env().DEMO === '1', signedOut: url.searchParams.has('signed-out') };
};
