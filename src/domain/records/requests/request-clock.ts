import { addDays, addMonths, daysBetween, type CalendarDate } from '#domain/calendar/date.ts';
import { isWorkingDay, knowsYear, type Reckoned } from '#domain/calendar/working-days.ts';

/** What the time to answer depends on. */
export interface RequestDays {
  receivedOn: CalendarDate;
  extendedOn: CalendarDate | null;
  clarifyAskedOn: CalendarDate | null;
  clarifyAnsweredOn: CalendarDate | null;
}

const MONTHS = 1;
const MONTHS_MORE = 2;

/** That day, or the next one the council works. A year whose bank holidays nobody knows is said to be unknown (CAL7). */
function nextWorkingDay(from: CalendarDate): Reckoned {
  let on = from;
  while (knowsYear(on) && !isWorkingDay(on)) on = addDays(on, 1);
  return knowsYear(on) ? { on } : { unknownYear: Number(on.slice(0, 4)) };
}

/** For how many days the clock stood: from the day something needed was asked to the day it was answered. */
const stoodDays = ({ clarifyAskedOn, clarifyAnsweredOn }: RequestDays): number =>
  clarifyAskedOn && clarifyAnsweredOn ? Math.max(0, daysBetween(clarifyAskedOn, clarifyAnsweredOn)) : 0;

/**
 * SAR2: the last day to answer: the same day of the next month, its last day where it is shorter, the next working day
 * where that is none (UK GDPR art. 12(3)); two months more when that was said in time; later by the days the clock stood
 * (Data (Use and Access) Act 2025, s. 76). `stands` while an answer is waited for.
 */
export function answerBy(days: RequestDays): Reckoned | { stands: CalendarDate } {
  if (days.clarifyAskedOn && !days.clarifyAnsweredOn) return { stands: days.clarifyAskedOn };
  const months = MONTHS + (days.extendedOn ? MONTHS_MORE : 0);
  return nextWorkingDay(addDays(addMonths(days.receivedOn, months), stoodDays(days)));
}

/** SAR2: the last day on which somebody can be told that it takes longer: the one to answer by without that. Null when no year's holidays are known. */
export function extendBy(days: RequestDays): CalendarDate | null {
  const first = answerBy({ ...days, extendedOn: null });
  return 'on' in first ? first.on : null;
}
