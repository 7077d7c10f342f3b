import { everybody } from '#domain/cases/who-does-what.ts';
import type { PageServerLoad } from './$types';

/** The same for everybody, and nothing to press: it comes without any JavaScript. */
export const csr = false;
export const load: PageServerLoad = () => ({ everybody });
