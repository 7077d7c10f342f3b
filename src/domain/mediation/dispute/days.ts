import { refuse, type Refused } from '#domain/access/refused.ts';
import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';

/** The law of the plans began then; a day before it is a slip of the keyboard. */
const FIRST_DAY = '2014-09-01';

/** A day that what is written down must not come before, and how that day is said: "the letter was sent". */
export interface After {
  day: CalendarDate | null;
  said: string;
}

/**
 * DIS5: a day that cannot be is refused with a sentence: one no calendar has, one still to come, or one before what must
 * have come first. `what` is said as in "The day the letter was sent".
 */
export function faultInDay(
  field: string,
  what: string,
  on: string,
  today: CalendarDate,
  after: readonly After[] = [],
): Refused | null {
  if (!isCalendarDate(on) || on < FIRST_DAY) return refuse(field, `${what}: enter a day there is, like 2026-05-14`);
  if (on > today) return refuse(field, `${what} cannot be in the future. Today is ${inWords(today)}.`);
  const later = after.find(({ day }) => day !== null && on < day);
  return later
    ? refuse(field, `${what} cannot be before ${later.said}, ${inWords(later.day!)}. One of the two days is wrong.`)
    : null;
}
