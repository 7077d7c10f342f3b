import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { councils } from '#domain/people/councils.server.ts';
import { readEmail, readMobile } from '#domain/people/contact-details.ts';
import { proveSignInCode, sendSignInCode } from '#domain/people/family-sign-in.server.ts';
import { provePassword } from '#domain/people/staff.server.ts';
import { actionsFor } from '../act.ts';
import { readForm, refuseForm } from '../form.ts';
import { signInHere } from '../sign-in-cookie.ts';
import { knownPath } from '../way-in.ts';
import { doorOf, waitInWords } from './doors.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const next = url.searchParams.get('next') ?? '';
  if (locals.person?.complete) redirect(303, knownPath(next));
  return {
    councils: (await councils()).map(({ key, name }) => ({ value: key, label: name })),
    next: next && knownPath(next),
  };
};

const asked = (sentence: string) =>
  v.pipe(v.string(sentence), v.trim(), v.nonEmpty(sentence), v.maxLength(1_000, 'That is too long'));
const everyForm = { council: v.optional(v.string(), ''), next: v.optional(v.string(), '') };
const staffForm = v.object({
  email: asked('Enter your e-mail address'),
  password: asked('Enter your password'),
  ...everyForm,
});
const CONTACT = 'Enter a mobile number, like 07700 900123, or an e-mail address';
const contact = v.pipe(
  asked(CONTACT),
  v.check((typed) => (readMobile(typed) ?? readEmail(typed)) !== null, CONTACT),
);
const familyForm = v.object({ contact, ...everyForm });
const codeForm = v.object({
  contact,
  code: v.pipe(
    asked('Enter the six numbers we sent'),
    v.transform((code) => code.replace(/\D/g, '')),
  ),
  word: v.optional(v.string(), ''),
  ownDevice: v.optional(v.literal('yes')),
  /** Which of the page's two steps the form stood on, so that an error comes back to it. */
  step: v.optional(v.string(), 'code'),
  ...everyForm,
});

export const actions = actionsFor('/sign-in', {
  staff: async (event) => {
    const form = await readForm(event.request, staffForm);
    if ('refused' in form) return form.refused;
    const door = await doorOf(form.ok.council);
    if (!door) return refuseForm(form.ok, { council: 'Choose your council' });
    const { email, password, next } = form.ok;
    const proof = await provePassword(door.councilId, email, password, event.getClientAddress());
    if ('ok' in proof) {
      await signInHere(event, proof.ok, 'half');
      redirect(303, `/sign-in/code?next=${encodeURIComponent(knownPath(next))}`);
    }
    if (proof.because === 'wrong')
      return refuseForm(form.ok, { email: 'That e-mail address and password do not go together' });
    return refuseForm(form.ok, { email: `Wait ${waitInWords(proof.seconds)}, then try again` });
  },
  family: async (event) => {
    const form = await readForm(event.request, familyForm);
    if ('refused' in form) return form.refused;
    const door = await doorOf(form.ok.council);
    if (!door) return refuseForm(form.ok, { familyCouncil: 'Choose your council' });
    const sent = await sendSignInCode(door.councilId, form.ok.contact, event.getClientAddress());
    if ('ok' in sent) return { errors: {}, values: { ...form.ok, step: 'code' } };
    return refuseForm(form.ok, { contact: `Wait ${waitInWords(sent.waitSeconds)}, then try again` });
  },
  familyCode: async (event) => {
    const form = await readForm(event.request, codeForm);
    if ('refused' in form) return form.refused;
    const { ownDevice, ...values } = form.ok;
    const door = await doorOf(values.council);
    if (!door) return refuseForm(values, { familyCouncil: 'Choose your council' });
    const proof = await proveSignInCode(door.councilId, values.contact, values, event.getClientAddress());
    if ('ok' in proof) {
      await signInHere(event, proof.ok, ownDevice ? 'own_device' : 'shared_device');
      redirect(303, knownPath(values.next));
    }
    if (proof.because === 'wrong')
      return refuseForm(values, { code: 'That code is not right, or it is too old. Check it, or ask for a new one' });
    return refuseForm(values, { code: `Wait ${waitInWords(proof.seconds)}, then try again` });
  },
});
