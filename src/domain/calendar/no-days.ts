import { addDays, weekdayOf, type CalendarDate } from './date.ts';
import { bankHolidayOn, isWorkingDay, knowsYear } from './working-days.ts';

const FRIDAY = 5;
/** Longer than any run of days on which nobody is told a no. */
const LOOK_AHEAD_DAYS = 40;

/** Why nobody is told a "no" on that day, in words that end "Nobody is told hard news …", or null on a good day (TELL4). */
export function whyNoDay(date: CalendarDate): string | null {
  if (!knowsYear(date)) return 'on a day of a year whose bank holidays we do not know';
  if (bankHolidayOn(date)) return 'on a bank holiday';
  if (!isWorkingDay(date)) return 'at a weekend';
  if (weekdayOf(date) === FRIDAY) return 'on a Friday: there would be nobody to ring until Monday';
  return bankHolidayNext(date) ? 'on the last working day before a bank holiday' : null;
}

/** Whether a bank holiday lies between this day and the next one anybody works. */
function bankHolidayNext(date: CalendarDate): boolean {
  for (let day = addDays(date, 1); knowsYear(day) && !isWorkingDay(day); day = addDays(day, 1))
    if (bankHolidayOn(day)) return true;
  return false;
}

/** The first good day from `from` on that is also not closed for any other reason; null when there is none we know of. */
export function nextGoodDay(
  from: CalendarDate,
  isClosed: (date: CalendarDate) => boolean = () => false,
): CalendarDate | null {
  for (let days = 0; days < LOOK_AHEAD_DAYS; days += 1) {
    const date = addDays(from, days);
    if (whyNoDay(date) === null && !isClosed(date)) return date;
  }
  return null;
}

/** The last good day in [from, to]: what has to be told by a date is told earlier, never later (TELL6). */
export function lastGoodDay(
  from: CalendarDate,
  to: CalendarDate,
  isClosed: (date: CalendarDate) => boolean = () => false,
): CalendarDate | null {
  for (let date = to; date >= from; date = addDays(date, -1))
    if (whyNoDay(date) === null && !isClosed(date)) return date;
  return null;
}
