import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isCalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import {
  aboutGuest,
  give,
  notForMe,
  openedByAnother,
  renewLink,
  seenBy,
  sendCode,
  type GivenKind,
} from '#domain/people/guest.server.ts';
import { actionsFor } from '../../act.ts';
import { readForm, refuseForm } from '../../form.ts';
import { askForCall, guestHere, thanksFor } from '../guest.server.ts';
import type { PageServerLoad } from './$types';

const REFERENCE = /^[0-9A-F]{8}$/;
/** Why a photo was not taken: a word in the address, because a file goes to a route of its own. */
const photoFaults = new Map([
  ['none', 'Choose a photo first'],
  ['too-large', 'That file is too large. Send one photo or one paper at a time'],
  ['no-room', 'We have no room to keep this file just now. Try again later today, or ring us'],
  ['refused', 'We could not take that file. Send a photo (JPEG or PNG) or a PDF that you have not sent before'],
  ['too-often', 'You have sent many photos. Wait an hour, or ring us'],
]);

/** Looking spends nothing: mail scanners open links too. Only the Continue button does. */
export const load: PageServerLoad = async (event) => {
  const { guest, view, mine } = await guestHere(event);
  if (view === 'used' && mine) redirect(303, `/cases/${guest.row.caseFileId}`);
  const asked = event.url.searchParams;
  const sent = asked.get('sent') ?? '';
  const about = await aboutGuest(guest);
  const photoFault = photoFaults.get(asked.get('photo') ?? '') ?? null;
  return {
    photoFault,
    view,
    about,
    token: event.params.token,
    receipt: REFERENCE.test(sent) ? { reference: sent, seenBy: seenBy(), ringBy: dayIn(asked.get('ringBy')) } : null,
  };
};

const dayIn = (day: string | null): string | null => (day && isCalendarDate(day) ? inWords(day) : null);
const here = (event: { params: Partial<Record<string, string>> }) => `/i/${event.params.token}`;

async function giveAndThank(event: Parameters<typeof guestHere>[0], kind: GivenKind, words = ''): Promise<never> {
  const { guest } = await guestHere(event);
  const receipt = await give(guest, { kind, words });
  redirect(303, thanksFor(event, receipt));
}

const missingForm = v.object({
  missing: v.pipe(
    v.string('Tell us what is missing'),
    v.trim(),
    v.nonEmpty('Tell us what is missing'),
    v.maxLength(2_000, 'Use fewer words: 2,000 letters at most'),
  ),
});

export const actions = actionsFor('/i/[token]', {
  continue: async (event) => {
    const { guest, view } = await guestHere(event);
    if (view === 'open') {
      await sendCode(guest);
      redirect(303, `${here(event)}/code`);
    }
    // Somebody else is signed in on this phone: nothing opens, and the officer hears of it.
    if (view === 'forwarded') await openedByAnother(guest, event.locals.person!);
    redirect(303, here(event));
  },
  notForMe: async (event) => {
    const { guest } = await guestHere(event);
    await notForMe(guest);
    redirect(303, here(event));
  },
  callMe: async (event) => {
    const { guest } = await guestHere(event);
    redirect(303, thanksFor(event, await askForCall(guest)));
  },
  canCome: (event) => giveAndThank(event, 'can_come'),
  cannotCome: (event) => giveAndThank(event, 'cannot_come'),
  missing: async (event) => {
    await guestHere(event);
    const form = await readForm(event.request, missingForm);
    if ('refused' in form) return form.refused;
    return giveAndThank(event, 'missing', form.ok.missing);
  },
  newLink: async (event) => {
    const { guest } = await guestHere(event);
    if (await renewLink(guest)) redirect(303, '/i/sent');
    return refuseForm({}, { newLink: 'We sent one a short while ago. Look for it, or ring us' });
  },
});
