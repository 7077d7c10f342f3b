import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { reviewBy } from '../dates/appeal-days.ts';

/** Ten working days of the tribunal's never reach back further, with a whole August or a Christmas in between. */
const LOOK_BACK_DAYS = 60;

/**
 * The newest day on which papers can have come for day 10 to be here today. Null when that cannot be known, because the
 * bank holidays of a year in between are not: then nobody is told too early.
 */
export function dayTenOfPapersBy(today: CalendarDate): CalendarDate | null {
  for (let back = 0; back <= LOOK_BACK_DAYS; back += 1) {
    const papersOn = addDays(today, -back);
    const by = reviewBy(papersOn);
    if ('on' in by && by.on <= today) return papersOn;
  }
  return null;
}
