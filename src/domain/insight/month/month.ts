import { addDays, addMonths, isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { momentOf } from '#domain/calendar/moment.ts';
import { inShort } from '#domain/calendar/words.ts';
import { addCouncilWorkingDays } from '#domain/calendar/working-days.ts';

/** A month as YYYY-MM. */
export type Month = string;

/** So many working days of the next month pass before a month is closed: what is written down late is in it. */
const CLOSES_AFTER_WORKING_DAYS = 3;

export const firstDayOf = (month: Month): CalendarDate => `${month}-01`;
export const lastDayOf = (month: Month): CalendarDate => addDays(addMonths(firstDayOf(month), 1), -1);
export const monthOf = (date: CalendarDate): Month => date.slice(0, 7);
export const monthsBefore = (month: Month, months: number): Month => monthOf(addMonths(firstDayOf(month), -months));
/** "October 2026". */
export const monthInWords = (month: Month): string => inShort(firstDayOf(month)).replace(/^\d+ /, '');

/** MON1: the month somebody asked for, or the last whole one: what cannot be a month, or is still to come, is not one. */
export function monthAsked(asked: string | null, today: CalendarDate): Month {
  const running = monthOf(today);
  const can = asked !== null && /^\d{4}-\d{2}$/.test(asked) && isCalendarDate(firstDayOf(asked)) && asked <= running;
  return can && asked >= FIRST ? asked : monthsBefore(running, 1);
}
/** The law this system works by is of 2014: nothing was counted before. */
const FIRST: Month = '2014-09';

/** MON2: whether nothing that belongs to the month can still come in. Unknown bank holidays close it a week later. */
export function isClosed(month: Month, today: CalendarDate): boolean {
  const last = addCouncilWorkingDays(lastDayOf(month), CLOSES_AFTER_WORKING_DAYS);
  return today > ('on' in last ? last.on : addDays(lastDayOf(month), 7));
}

export interface Spell {
  first: CalendarDate;
  /** The last day whose promises are over: yesterday, in the month that still runs. */
  last: CalendarDate;
  /** The moments the month begins and ends in England. */
  from: Date;
  to: Date;
}

/** What of the month is over by now. */
export function spellOf(month: Month, today: CalendarDate): Spell {
  const first = firstDayOf(month);
  const [end, yesterday] = [lastDayOf(month), addDays(today, -1)];
  return {
    ...{ first, last: end < yesterday ? end : yesterday },
    ...{ from: momentOf(first, '00:00'), to: momentOf(addDays(end, 1), '00:00') },
  };
}
