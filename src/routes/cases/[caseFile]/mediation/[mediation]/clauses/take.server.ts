import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { isNotDone } from '#domain/mediation/clauses/begin-clause.server.ts';
import { isId } from '#server/ids.ts';
import { readForm, refuseForm } from '../../../../../form.ts';
import { mediationHere } from '../../in-mediation.server.ts';
import { unlessMoved } from '../../moved.ts';

const AT_MOST = (characters: number) => `Use ${characters.toLocaleString('en-GB')} characters or fewer`;
/** Words of a field, as somebody leaves them. */
export const words = (most: number) => v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(most, AT_MOST(most)));
export const field = {
  seed: v.pipe(v.string(), v.check(isId, 'Load the page again.')),
  id: v.pipe(v.string(), v.check(isId, 'That is not there any more. Load the page again.')),
  count: v.pipe(v.string(), v.regex(/^\d{1,6}$/, 'Load the page again.'), v.transform(Number)),
  date: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(10)), ''),
};

/**
 * Takes one form of the clauses' pages to its command, and the person back to where they were. Whether the mediation is
 * theirs is asked before the form is read. A command answers null for what is not there, or a sentence for each field.
 */
export async function take<E extends v.ObjectEntries>(
  event: RequestEvent,
  scope: CaseScope,
  entries: E,
  command: (form: v.InferOutput<v.ObjectSchema<E, undefined>>, mediationId: string) => Promise<unknown>,
) {
  const { mediation } = await underScope(scope, (tx) => mediationHere(tx, scope, event));
  const form = await readForm(event.request, v.object(entries));
  if ('refused' in form) return form.refused;
  const values = Object.fromEntries(Object.entries(form.ok).map(([name, value]) => [name, String(value ?? '')]));
  return unlessMoved(values, async () => {
    const done = await command(form.ok, mediation.mediationId);
    if (done === null) error(404, 'Not found');
    if (isNotDone(done)) return refuseForm(values, done.errors);
    redirect(303, event.url.pathname);
  });
}
