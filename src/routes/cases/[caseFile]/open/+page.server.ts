import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import { openWithReason } from '#domain/people/break-glass.server.ts';
import { actionsFor } from '../../../act.ts';
import { readForm } from '../../../form.ts';

const reasonForm = v.object({
  reason: v.pipe(
    v.string('Say why you need this case now'),
    v.trim(),
    v.minLength(15, 'Say a little more: why you, and why now'),
    v.maxLength(500, 'Use 500 letters or fewer'),
  ),
});

export const actions = actionsFor('/cases/[caseFile]/open', {
  default: async (event, scope) => {
    const form = await readForm(event.request, reasonForm);
    if ('refused' in form) return form.refused;
    await underScope(scope, (tx) => openWithReason(tx, scope, form.ok.reason));
    redirect(303, `/cases/${scope.caseFileId}`);
  },
});
