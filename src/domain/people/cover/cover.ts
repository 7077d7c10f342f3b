import { refuse, type Refused } from '#domain/access/refused.ts';
import { addMonths, isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';

/** Somebody is away from one day to another, both included, and one colleague answers for them (COV1). */
export interface CoverAsked {
  awayId: string;
  coveredBy: string;
  fromOn: CalendarDate;
  toOn: CalendarDate;
}

/** Longer than this is no absence: the cases want another officer. */
const LONGEST_MONTHS = 12;

/** The first fault of the days and the two people, or null. */
export function faultInCover({ awayId, coveredBy, fromOn, toOn }: CoverAsked, today: CalendarDate): Refused | null {
  if (!isCalendarDate(fromOn)) return refuse('fromOn', 'Enter the first day away');
  if (!isCalendarDate(toOn)) return refuse('toOn', 'Enter the last day away');
  if (toOn < fromOn) return refuse('toOn', 'The last day is the first day or after it');
  if (toOn < today) return refuse('toOn', 'These days are over');
  if (toOn > addMonths(fromOn, LONGEST_MONTHS))
    return refuse('toOn', 'Cover is for a year at most. For longer, give the cases to somebody else');
  return awayId === coveredBy ? refuse('coveredBy', 'Choose somebody else to cover') : null;
}

/** Who is away from a case, until when, and who answers; nobody does where nobody may see it but its own officers. */
export interface Away {
  awayId: string;
  away: string;
  until: CalendarDate;
  coveredBy: string | null;
}

/** COV5: "Sam Okoro is away until Friday 4 December 2026. Priya Shah answers until then." */
export const awayInWords = ({ away, until, coveredBy }: Omit<Away, 'awayId'>): string =>
  `${away} is away until ${inWords(until)}. ${coveredBy ? `${coveredBy} answers until then.` : 'The team answers until then.'}`;
