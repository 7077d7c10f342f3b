import { error, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type * as v from 'valibot';
import { isRefused, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { appealAtDesk, appealFor, AppealMoved, movedInWords, type AppealRow } from '#domain/tribunal/begin.server.ts';
import type { Tx } from '#server/db.ts';
import { readForm, refuseForm, type FormFault, type FormSchema } from './form.ts';

type Params = { params: Partial<Record<string, string>> };

/** The appeal a page of the case is about, for whoever may see it; to everybody else there is no such page. */
export async function appealHere(tx: Tx, scope: Scope, { params }: Params): Promise<AppealRow> {
  const found = await appealFor(tx, scope, params.appeal ?? '');
  return found && found.caseFileId === scope.caseFileId ? found : error(404, 'Not found');
}

/** The appeal a page of the tribunal team is about; to everybody else there is no such page. */
export async function appealOnDesk(tx: Tx, scope: Scope, { params }: Params): Promise<AppealRow> {
  return (await appealAtDesk(tx, scope, params.appeal ?? '')) ?? error(404, 'Not found');
}

/** Runs a command; one that came too late says so on the form, with what was typed kept. */
export async function unlessMoved<T>(
  values: Record<string, string>,
  command: () => Promise<T>,
): Promise<T | ActionFailure<FormFault>> {
  try {
    return await command();
  } catch (thrown) {
    if (!(thrown instanceof AppealMoved)) throw thrown;
    if (thrown.why === 'gone') error(404, 'Not found');
    return refuseForm(values, { form: movedInWords[thrown.why] });
  }
}

/**
 * One form of an appeal's page: whether it is theirs is asked before the form is read, so that nobody learns from a form's
 * errors that there is such an appeal; then the command, and back to `to`. A command answers a refusal (the form again,
 * with what was typed), or anything else when it is done. `committed` runs once what was done is in the database.
 */
export async function actOnAppeal<S extends FormSchema, R>(
  event: RequestEvent,
  scope: Scope,
  schema: S,
  command: (tx: Tx, form: v.InferOutput<S>, appealId: string) => Promise<R>,
  to: string | ((done: Exclude<R, Refused>) => string),
  committed?: (appealId: string, done: Exclude<R, Refused>) => Promise<void>,
) {
  const here = scope.caseFileId === null ? appealOnDesk : appealHere;
  const { appealId } = await underScope(scope, (tx) => here(tx, scope, event));
  const form = await readForm(event.request, schema);
  if ('refused' in form) return form.refused;
  const values = typed(form.ok);
  return unlessMoved(values, async () => {
    const done = await underScope(scope, (tx) => command(tx, form.ok, appealId));
    if (isRefused(done)) return refuseForm(values, { [done.field]: done.refused });
    const answer = done as Exclude<R, Refused>;
    await committed?.(appealId, answer);
    redirect(303, typeof to === 'string' ? to : to(answer));
  });
}

const typed = (form: object): Record<string, string> =>
  Object.fromEntries(Object.entries(form).filter(([, value]) => typeof value === 'string'));
