import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import type { Place } from '../mediation.ts';

/** What would settle something that is not agreed, who would do that, and by when. */
export interface Settles {
  wouldSettle: string;
  settleWho: string;
  settleBy: CalendarDate | null;
}

/** What is amiss with it, by field (CL12). Nobody has to know yet; a date is a real one. */
export const whyNotSettles = ({ settleBy }: Settles): Record<string, string> =>
  settleBy !== null && !isCalendarDate(settleBy) ? { settleBy: 'Write the date with a day, month and year' } : {};

/** Why somebody may not take an item off the list, or null when they may: never what the other side has written of (CL12). */
export function whyNotRemove(place: Place, words: { family: string; council: string }): string | null {
  if (place === 'lead') return null;
  const theirs = place === 'family' ? words.council : words.family;
  return theirs === '' ? null : 'The other side has written about this. Only the person who leads can take it off.';
}
