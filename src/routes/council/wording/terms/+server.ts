import { json } from '@sveltejs/kit';
import { underScope } from '#domain/access/scoped.server.ts';
import { termsInForce } from '#domain/contact/wording/terms.server.ts';
import type { RequestHandler } from './$types';

/** The terms in force, for the box a member of staff writes in: what they write does not leave their browser to be looked at. */
export const GET: RequestHandler = async ({ locals: { scope } }) =>
  json(await underScope(scope, (tx) => termsInForce(tx, scope)));
