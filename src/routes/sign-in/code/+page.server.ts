import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { councilById } from '#domain/people/councils.server.ts';
import { qrPicture } from '#domain/people/qr.server.ts';
import { newRecoveryCodes } from '#domain/people/recovery.server.ts';
import { proveCode, secondStepOf } from '#domain/people/staff.server.ts';
import { base32 } from '#domain/people/secrets.server.ts';
import { keyUri } from '#domain/people/totp.server.ts';
import { actionsFor } from '../../act.ts';
import { readForm, refuseForm } from '../../form.ts';
import { signInHere } from '../../sign-in-cookie.ts';
import { knownPath } from '../../way-in.ts';
import { waitInWords } from '../doors.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const person = locals.person!;
  const next = knownPath(url.searchParams.get('next'));
  if (person.complete) redirect(303, next);
  const second = await secondStepOf(person);
  if (!second) redirect(303, '/sign-in');
  if (second.confirmed) return { next, setUp: null };
  const uri = keyUri((await councilById(person.councilId)).shortName, second.email, second.key);
  // In fours, because it may have to be typed by hand.
  const secret = base32(second.key)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1 ');
  return { next, setUp: { picture: qrPicture(uri), secret } };
};

const codeForm = v.object({
  code: v.pipe(
    v.string('Enter the six numbers from your app'),
    v.transform((code) => code.replace(/\D/g, '')),
    v.length(6, 'Enter the six numbers from your app'),
  ),
  next: v.optional(v.string(), ''),
});

export const actions = actionsFor('/sign-in/code', {
  default: async (event) => {
    const person = event.locals.person!;
    const form = await readForm(event.request, codeForm);
    if ('refused' in form) return form.refused;
    const first = !(await secondStepOf(person))?.confirmed;
    const proof = await proveCode(person, form.ok.code);
    if ('because' in proof) {
      const wait = proof.because === 'wait' ? `Wait ${waitInWords(proof.seconds)}, then try again` : null;
      return refuseForm(form.ok, {
        code: wait ?? 'That code is not right, or it was used before. Wait for the next one',
      });
    }
    await signInHere(event, proof.ok, 'staff');
    if (!first) redirect(303, knownPath(form.ok.next));
    return {
      errors: {},
      values: { next: knownPath(form.ok.next), recoveryCodes: (await newRecoveryCodes(proof.ok)).join(' ') },
    };
  },
});
