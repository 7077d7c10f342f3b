import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { addTerm, endTerm, keepsTheWords, termsInForce } from '#domain/contact/wording/terms.server.ts';
import { wordingFaults, type WordingFault } from '#domain/contact/wording/wording.ts';
import { isStaff } from '#domain/people/staff-here.server.ts';
import type { Tx } from '#server/db.ts';
import { actionsFor } from '../../act.ts';
import { readForm, refuseForm } from '../../form.ts';
import type { PageServerLoad } from './$types';

/** The list is for staff, and for the parents who keep it; to everybody else there is no such page. */
export const load: PageServerLoad = ({ locals: { scope } }) =>
  underScope(scope, async (tx) => {
    const mayWrite = await keepsTheWords(tx);
    if (!mayWrite && !(await isStaff(tx))) error(404, 'Not found');
    const terms = await termsInForce(tx, scope);
    return { terms: terms.map((one) => ({ ...one, why: wordingFaults[one.fault] })), faults: wordingFaults, mayWrite };
  });

const text = (most: number) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(most, `Use ${most} characters or fewer`));
const faults = Object.keys(wordingFaults) as [WordingFault, ...WordingFault[]];
const forms = {
  add: v.object({ term: text(200), fault: v.picklist(faults, 'Choose why'), instead: text(200) }),
  end: v.object({ term: text(200) }),
};

/** One form of the list, for whoever keeps it: whether they do is asked before the form is read. */
async function act<S extends v.ObjectSchema<v.ObjectEntries, undefined>>(
  request: Request,
  scope: Scope,
  schema: S,
  command: (tx: Tx, form: v.InferOutput<S>) => Promise<unknown>,
) {
  if (!(await underScope(scope, keepsTheWords))) error(404, 'Not found');
  const read = await readForm(request, schema);
  if ('refused' in read) return read.refused;
  const done = await underScope(scope, (tx) => command(tx, read.ok));
  if (done === null) error(404, 'Not found');
  if (isRefused(done)) return refuseForm(read.ok as Record<string, string>, { [done.field]: done.refused });
  return { saved: true };
}

export const actions = actionsFor('/council/wording', {
  add: ({ request }, scope) => act(request, scope, forms.add, (tx, form) => addTerm(tx, scope, form)),
  end: ({ request }, scope) => act(request, scope, forms.end, (tx, form) => endTerm(tx, scope, form.term)),
});
