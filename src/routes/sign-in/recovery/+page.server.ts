import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { proveRecoveryCode } from '#domain/people/recovery.server.ts';
import { actionsFor } from '../../act.ts';
import { readForm, refuseForm } from '../../form.ts';
import { signInHere } from '../../sign-in-cookie.ts';
import { waitInWords } from '../doors.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  if (locals.person?.complete) redirect(303, '/home');
};

const recoveryForm = v.object({
  code: v.pipe(
    v.string('Enter one of your recovery codes'),
    v.nonEmpty('Enter one of your recovery codes'),
    v.maxLength(40, 'That is too long'),
  ),
});

export const actions = actionsFor('/sign-in/recovery', {
  default: async (event) => {
    const form = await readForm(event.request, recoveryForm);
    if ('refused' in form) return form.refused;
    const proof = await proveRecoveryCode(event.locals.person!, form.ok.code);
    if ('ok' in proof) {
      await signInHere(event, proof.ok, 'staff');
      redirect(303, '/account');
    }
    return refuseForm(
      {},
      {
        code:
          proof.because === 'wait'
            ? `Wait ${waitInWords(proof.seconds)}, then try again`
            : 'That code is not right, or it was used before',
      },
    );
  },
});
