import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { momentInWords } from '#domain/calendar/words.ts';
import { accountOf, setPreferences } from '#domain/people/account.server.ts';
import { newRecoveryCodes, recoveryCodesLeft } from '#domain/people/recovery.server.ts';
import { endSignIn, signInsOf, signOutEverywhere } from '#domain/people/sign-in.server.ts';
import { changePassword } from '#domain/people/staff.server.ts';
import { actionsFor } from '../act.ts';
import { readForm, refuseForm } from '../form.ts';
import { forgetSignIn, signInHere } from '../sign-in-cookie.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const person = locals.person!;
  const staff = person.kind === 'staff';
  const [account, places, codes] = await Promise.all([
    accountOf(person),
    signInsOf(person),
    staff ? recoveryCodesLeft(person) : null,
  ]);
  return {
    account,
    staff,
    codes,
    places: places.map(({ signInHash, device, lastSeenAt }) => ({
      id: signInHash,
      device,
      seen: momentInWords(lastSeenAt),
      here: signInHash === locals.signInHash,
    })),
  };
};

const preferencesForm = v.object({
  calledName: v.pipe(
    v.string('Tell us what to call you'),
    v.trim(),
    v.nonEmpty('Tell us what to call you'),
    v.maxLength(60, 'Use a shorter name'),
  ),
  quietMode: v.optional(v.literal('yes')),
});
const oneForm = v.object({ id: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) });
const sureForm = v.object({ sure: v.literal('yes', 'Press the button to sign out everywhere') });
const typed = (sentence: string) =>
  v.pipe(v.string(sentence), v.nonEmpty(sentence), v.maxLength(1_000, 'That is too long'));
const passwordForm = v.object({
  password: typed('Enter your password now'),
  newPassword: typed('Enter a new password'),
});

export const actions = actionsFor('/account', {
  preferences: async (event) => {
    const form = await readForm(event.request, preferencesForm);
    if ('refused' in form) return form.refused;
    const { calledName, quietMode } = form.ok;
    await setPreferences(event.locals.person!, { calledName, quietMode: quietMode === 'yes' });
    redirect(303, '/account');
  },
  // Somebody else's sign-in is as unknown as one that never was.
  signOutOne: async (event) => {
    const form = await readForm(event.request, oneForm);
    if ('refused' in form) return form.refused;
    if (!(await endSignIn(event.locals.person!, form.ok.id))) error(404, 'Not found');
    redirect(303, '/account');
  },
  signOutEverywhere: async (event) => {
    const form = await readForm(event.request, sureForm);
    if ('refused' in form) return form.refused;
    await signOutEverywhere(event.locals.person!);
    forgetSignIn(event.cookies);
    event.setHeaders({ 'clear-site-data': '"cache", "cookies", "storage"' });
    redirect(303, '/');
  },
  recoveryCodes: async (event) => {
    const person = event.locals.person!;
    return { errors: {}, values: { recoveryCodes: (await newRecoveryCodes(person)).join(' ') } };
  },
  password: async (event) => {
    const person = event.locals.person!;
    const form = await readForm(event.request, passwordForm);
    if ('refused' in form) return form.refused;
    const changed = await changePassword(person, form.ok.password, form.ok.newPassword, event.locals.signInHash);
    if ('oldFault' in changed) return refuseForm({}, { password: changed.oldFault });
    if ('nextFault' in changed) return refuseForm({}, { newPassword: changed.nextFault });
    // A new sign-in for this browser too: whoever had copied the old one is out.
    await signInHere(event, person, 'staff');
    return { errors: {}, values: { passwordChanged: 'yes' } };
  },
});
