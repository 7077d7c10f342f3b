import holidays from './bank-holidays.json' with { type: 'json' };
import { addDays, weekdayOf, type CalendarDate } from './date.ts';

/** A date, or the first year whose bank holidays are not known: then nobody may guess (CAL7). */
export type Reckoned = { on: CalendarDate } | { unknownYear: number };

const events = holidays['england-and-wales'].events;
const holidayDates: ReadonlySet<string> = new Set(events.map((event) => event.date));
const knownYears: ReadonlySet<number> = new Set(events.map((event) => yearOf(event.date)));

function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

const isWeekend = (date: CalendarDate): boolean => weekdayOf(date) === 0 || weekdayOf(date) === 6;

/** Monday to Friday and no bank holiday of England. True by mistake in an unknown year: ask `knowsYear` first. */
export const isWorkingDay = (date: CalendarDate): boolean => !isWeekend(date) && !holidayDates.has(date);

/** The name of the bank holiday on that date in England, or null. Throws nothing for unknown years: ask `knowsYear` first. */
export const bankHolidayOn = (date: CalendarDate): string | null =>
  events.find((event) => event.date === date)?.title ?? null;

/** Whether the list of bank holidays covers the year of this date. */
export const knowsYear = (date: CalendarDate): boolean => knownYears.has(yearOf(date));

/**
 * The council's working day `days` (a whole number above 0) after `from`: Monday to Friday less bank holidays, and
 * August counts (CAL6). The day itself is day 0. Steps day by day, so no holiday is jumped over.
 */
export function addCouncilWorkingDays(from: CalendarDate, days: number): Reckoned {
  let date = from;
  for (let left = days; left > 0;) {
    date = addDays(date, 1);
    if (!knowsYear(date)) return { unknownYear: yearOf(date) };
    if (isWorkingDay(date)) left -= 1;
  }
  return { on: date };
}
