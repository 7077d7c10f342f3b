import type { CalendarDate } from '#domain/calendar/date.ts';
import { isCalendarDate } from '#domain/calendar/date.ts';
import { readEmail } from '#domain/people/contact-details.ts';

export const askers = { councillor: 'Councillor', mp: 'Member of Parliament', ombudsman: 'Ombudsman' } as const;
export type Asker = keyof typeof askers;

/** For how long a card's link opens. */
export const CARD_DAYS = 14;

export interface EnquiryGiven {
  askedBy: Asker;
  name: string;
  email: string;
  askedOn: CalendarDate;
  words: string;
}

/** One sentence for each field that cannot be kept so (CLR1); the address is read by the one parser there is (G12). */
export function faultsInEnquiry(
  { name, email, askedOn }: EnquiryGiven,
  today: CalendarDate,
): Partial<Record<keyof EnquiryGiven, string>> {
  return {
    ...(name ? {} : { name: 'Enter their name' }),
    ...(readEmail(email) ? {} : { email: 'Enter one e-mail address, like name@example.org' }),
    ...(isCalendarDate(askedOn) && askedOn <= today ? {} : { askedOn: 'Enter the day they asked: today or earlier' }),
  };
}

/** What is answered without the family's yes: nothing of the case, not even that there is one (CLR2). */
export const standardReply = (council: string, phone: string): string =>
  `Thank you for writing. We cannot tell you anything about a child or a family, or say whether we know them, unless the family has said that we may. If a family asked you for help, they can tell us that we may answer you, or ring us themselves on ${phone}. ${council}`;

/** The only thing that is e-mailed: that there is something, and a link that is not enough to read it (G13). */
export const cardMail = (council: string, link: string) => ({
  subject: 'There is an update on something you asked the council',
  body: `There is an update on something you asked ${council}. Open this link and type your e-mail address: ${link}\n\nThe link works for ${CARD_DAYS} days.`,
});

/** "M. R.": the letters a council and a councillor know a case by, and no name. */
export const initials = (...names: string[]): string =>
  names
    .map((name) => `${[...name.trim()][0] ?? ''}.`.toUpperCase())
    .filter((letter) => letter !== '.')
    .join(' ');
