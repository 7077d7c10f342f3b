import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type * as v from 'valibot';
import { isRefused, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { mediationFor, type InMediation } from '#domain/mediation/begin.server.ts';
import type { Tx } from '#server/db.ts';
import { readForm, refuseForm } from '../../../form.ts';
import { unlessMoved } from './moved.ts';

/** The mediation a page is about, for whoever has a place in it; to everybody else there is no such page. */
export async function mediationHere(
  tx: Tx,
  scope: CaseScope,
  { params }: { params: Partial<Record<string, string>> },
): Promise<InMediation> {
  return (await mediationFor(tx, scope, params.mediation ?? '')) ?? error(404, 'Not found');
}

type Schema = v.ObjectSchema<v.ObjectEntries, undefined>;

/**
 * One form of a mediation's page: whether it is theirs is asked before the form is read, so that nobody learns from a
 * form's errors that there is such a mediation; then the command, and back to `to`. A command answers null for whoever has
 * no place (404), a refusal (the form again, with what was typed), or anything else when it is done. `committed` runs once
 * what was done is in the database.
 */
export async function actIn<S extends Schema, R>(
  event: RequestEvent,
  scope: CaseScope,
  schema: S,
  command: (tx: Tx, form: v.InferOutput<S>, mediationId: string) => Promise<R>,
  to: string | ((done: Exclude<R, Refused | null>) => string),
  committed?: (mediationId: string, done: Exclude<R, Refused | null>) => Promise<void>,
) {
  const { mediation } = await underScope(scope, (tx) => mediationHere(tx, scope, event));
  const form = await readForm(event.request, schema);
  if ('refused' in form) return form.refused;
  const values = typed(form.ok);
  return unlessMoved(values, async () => {
    const done = await underScope(scope, (tx) => command(tx, form.ok, mediation.mediationId));
    if (done === null) error(404, 'Not found');
    if (isRefused(done)) return refuseForm(values, { [done.field]: done.refused });
    const answer = done as Exclude<R, Refused | null>;
    await committed?.(mediation.mediationId, answer);
    redirect(303, typeof to === 'string' ? to : to(answer));
  });
}

const typed = (form: object): Record<string, string> =>
  Object.fromEntries(Object.entries(form).filter(([, value]) => typeof value === 'string'));
