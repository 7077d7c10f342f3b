import { addDays, addMonths, type CalendarDate } from './date.ts';
import { dateOf, minuteOfDay } from './today.ts';
import { isWorkingDay, knowsYear, type Reckoned } from './working-days.ts';

// The tribunal's own calendar: rule 12 of the First-tier Tribunal (Health, Education and Social Care Chamber) Rules 2008
// (SI 2008/2699). Never mixed with the council's working days: to a council August is a month like any other.
const CLOSES_AT_MINUTE = 17 * 60;
const MONTHS_FROM_NOTICE = 2;
const MONTHS_FROM_CERTIFICATE = 1;

const yearOf = (date: CalendarDate): number => Number(date.slice(0, 4));

/** August, and 25 December to 1 January: the days on which nobody has to do anything (rule 12(3)). */
export const isDeadDay = (date: CalendarDate): boolean => {
  const dayOfYear = date.slice(5);
  return dayOfYear >= '12-25' || dayOfYear === '01-01' || dayOfYear.startsWith('08-');
};

function firstFrom(date: CalendarDate, isOpen: (day: CalendarDate) => boolean): Reckoned {
  let day = date;
  while (knowsYear(day) && !isOpen(day)) day = addDays(day, 1);
  return knowsYear(day) ? { on: day } : { unknownYear: yearOf(day) };
}

/** CAL10: a time that ends on a day nobody works ends on the next working day (rule 12(2)). The tribunal's own dates, too, and in August as well (rule 12(4)). */
export const directedDay = (on: CalendarDate): Reckoned => firstFrom(on, isWorkingDay);

/** The day on which the time to appeal ends before rule 12 moves it: two months from the notice, or one from the certificate if that is later (rule 20(1)(c)). */
export function appealTimeEnds(sentOn: CalendarDate, certificateOn: CalendarDate | null): CalendarDate {
  const fromNotice = addMonths(sentOn, MONTHS_FROM_NOTICE);
  const fromCertificate = certificateOn && addMonths(certificateOn, MONTHS_FROM_CERTIFICATE);
  return fromCertificate && fromCertificate > fromNotice ? fromCertificate : fromNotice;
}

/**
 * CAL11: the last day to appeal. A time that ends in August, or from 25 December to 1 January, ends on the first working
 * day after it (rule 12(3)(a)). Never says that an appeal is too late: the tribunal may still take it.
 */
export const appealBy = (sentOn: CalendarDate, certificateOn: CalendarDate | null): Reckoned =>
  firstFrom(appealTimeEnds(sentOn, certificateOn), (day) => isWorkingDay(day) && !isDeadDay(day));

/** CAL12: the tribunal's working day `days` (above 0) after `from`, for anything but an appeal: dead days are not counted at all (rule 12(3)(b)). */
export function addTribunalWorkingDays(from: CalendarDate, days: number): Reckoned {
  let date = from;
  for (let left = days; left > 0;) {
    date = addDays(date, 1);
    if (!knowsYear(date)) return { unknownYear: yearOf(date) };
    if (isWorkingDay(date) && !isDeadDay(date)) left -= 1;
  }
  return { on: date };
}

/** The tribunal's working day `days` (above 0) before `on`, counted back in the same way: for what is wanted so long before a hearing. */
export function tribunalWorkingDaysBefore(on: CalendarDate, days: number): Reckoned {
  let date = on;
  for (let left = days; left > 0;) {
    date = addDays(date, -1);
    if (!knowsYear(date)) return { unknownYear: yearOf(date) };
    if (isWorkingDay(date) && !isDeadDay(date)) left -= 1;
  }
  return { on: date };
}

/** CAL9: what must be done on or by a day must be done by five in the afternoon in England (rule 12(1)). */
export const doneInTime = (at: Date, by: CalendarDate): boolean =>
  dateOf(at) < by || (dateOf(at) === by && minuteOfDay(at) <= CLOSES_AT_MINUTE);
