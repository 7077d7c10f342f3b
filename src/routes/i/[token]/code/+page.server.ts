import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { acceptInvitation, callMe, calledNameOf } from '#domain/people/accept.server.ts';
import { hinted } from '#domain/people/contact-details.ts';
import { aboutGuest, sendCode, type CodeSent } from '#domain/people/guest.server.ts';
import { routesOf } from '#domain/people/invitation.ts';
import { actionsFor } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import { signInHere } from '../../../sign-in-cookie.ts';
import { askForCall, guestHere, thanksFor } from '../../guest.server.ts';
import type { PageServerLoad } from './$types';

/** Three steps, one page: the code; what to call you; thank you. Which one is known from what has happened, not from the address. */
export const load: PageServerLoad = async (event) => {
  const { guest, view, mine } = await guestHere(event);
  if (view !== 'open' && !(view === 'used' && mine)) redirect(303, `/i/${event.params.token}`);
  const about = await aboutGuest(guest);
  const code = routesOf(guest.row).code;
  const calledName = mine && view === 'used' ? await calledNameOf(event.locals.person!) : null;
  const step = view === 'open' ? 'code' : calledName ? 'thanks' : 'name';
  const caseFileId = step === 'thanks' && guest.row.role !== 'mediator' ? guest.row.caseFileId : null;
  return { step, about, sentTo: code && hinted(code.to), calledName, caseFileId, token: event.params.token };
};

const codeForm = v.object({
  code: v.pipe(
    v.string('Enter the six numbers'),
    v.transform((code) => code.replace(/\D/g, '')),
    v.length(6, 'Enter the six numbers'),
  ),
  ownDevice: v.optional(v.literal('yes')),
});
const nameForm = v.object({
  calledName: v.pipe(
    v.string('Tell us what to call you'),
    v.trim(),
    v.nonEmpty('Tell us what to call you'),
    v.maxLength(60, 'Use a shorter name'),
  ),
});

const notSent: Partial<Record<CodeSent, string>> = {
  'too-soon': 'We have just sent one. Wait half a minute, then ask again',
  'too-often': 'We have sent several codes. Ask us to ring you with one',
  'by-phone': 'Ask us to ring you with a code',
};

export const actions = actionsFor('/i/[token]/code', {
  code: async (event) => {
    const { guest, view } = await guestHere(event);
    if (view !== 'open') redirect(303, `/i/${event.params.token}`);
    const form = await readForm(event.request, codeForm);
    if ('refused' in form) return form.refused;
    const accepted = await acceptInvitation(guest, form.ok.code);
    if ('ok' in accepted) {
      await signInHere(event, accepted.ok, form.ok.ownDevice ? 'own_device' : 'shared_device');
      redirect(303, `/i/${event.params.token}/code`);
    }
    if (accepted.because === 'closed') redirect(303, `/i/${event.params.token}`);
    if (accepted.because === 'wrong' && accepted.triesLeft > 0)
      return refuseForm(
        {},
        {
          code: `That code is not right. You can try ${accepted.triesLeft} more ${accepted.triesLeft === 1 ? 'time' : 'times'}`,
        },
      );
    return refuseForm({}, { code: 'That code no longer works. Ask for a new one' });
  },
  resend: async (event) => {
    const { guest, view } = await guestHere(event);
    const fault = view === 'open' ? notSent[await sendCode(guest)] : undefined;
    if (fault) return refuseForm({}, { code: fault });
    redirect(303, `/i/${event.params.token}/code`);
  },
  ring: async (event) => {
    const { guest } = await guestHere(event);
    redirect(303, thanksFor(event, await askForCall(guest, 'Please ring me with my code')));
  },
  name: async (event) => {
    const { view, mine } = await guestHere(event);
    if (view !== 'used' || !mine) redirect(303, `/i/${event.params.token}`);
    const form = await readForm(event.request, nameForm);
    if ('refused' in form) return form.refused;
    await callMe(event.locals.person!, form.ok.calledName);
    redirect(303, `/i/${event.params.token}/code`);
  },
});
