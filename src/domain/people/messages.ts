import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';

/** Every message that leaves the house, in one place, so that they can be read and tested together. None names a child. */

export interface AboutInvitation {
  council: string;
  phone: string;
  officer: string;
  ask: string;
  /** In words, or null when there is no date. */
  askBy: string | null;
  word: string;
}

const oneThing = ({ ask, askBy }: AboutInvitation) => (askBy ? `${ask} By ${askBy}.` : ask);

export const invitationText = (about: AboutInvitation, link: string): string =>
  `${about.council}, from ${about.officer}: ${oneThing(about)} Word: ${about.word}. ${link} or call ${about.phone}`;

export const invitationMail = (about: AboutInvitation, name: string, link: string) => ({
  subject: `${about.officer} at ${about.council} asks you to do one thing`,
  body: `Hello ${name},

${oneThing(about)}

Your word is ${about.word}. ${about.officer} told you this word on the phone. If the word is different, do not use this link: ring us.

${link}

The link works for three days. Would you rather talk? Ring ${about.phone}.

${about.officer}
${about.council}`,
});

export const codeText = (code: string): string =>
  `${code} is your Common Ground code. It works for 30 minutes. We will never ring you to ask for it.`;

/** What they are thanked for, and by when something comes of it: `seenBy` in words, `ringBy` where a call was promised. */
export const receiptText = (
  about: AboutInvitation,
  { seenBy, ringBy, reference }: { seenBy: string; ringBy: CalendarDate | null; reference: string },
): string => {
  const next = ringBy ? `We will ring you by ${inWords(ringBy)}` : `${about.officer} will see it by ${seenBy}`;
  return `${about.council}: thank you, we have what you sent. ${next}. Reference ${reference}. Questions? Call ${about.phone}`;
};

/** To staff: that there is something, never what. */
export const updateMail = (origin: string) => ({
  subject: 'There is an update on one of your cases',
  body: `There is an update on one of your cases. Sign in to see it: ${origin}/home`,
});

/** To a family: that there is something, never what, and nothing attached. */
export const updateForFamily = (origin: string) => ({
  subject: 'There is an update for you',
  body: `There is an update for you at Common Ground. Sign in to see it: ${origin}/home`,
});

export const wrongPersonMail = (origin: string) => ({
  subject: 'Please look now: a message may have reached the wrong person',
  body: `Somebody told us that an invitation you sent is not for them. The link has been closed. It showed nothing about the child. Sign in to see which one, and follow your council's steps for a possible data breach: ${origin}/home`,
});

export const openedWithReasonMail = (origin: string) => ({
  subject: 'One of your cases was opened with a reason',
  body: `Somebody with no place on one of your cases opened it, with a reason. They can look for one hour. Sign in to see who and why: ${origin}/home`,
});
