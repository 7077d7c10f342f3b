import { addDays, addWeeks, type CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { addCouncilWorkingDays, bankHolidayOn, knowsYear, type Reckoned } from '#domain/calendar/working-days.ts';

/** That day when the council works on it, otherwise the next one on which it does. */
const workingDayFrom = (date: CalendarDate): Reckoned => addCouncilWorkingDays(addDays(date, -1), 1);

/** Whether the council works on that day. False in a year whose bank holidays are not known: nobody may guess (CAL7). */
export function isWorkingDay(date: CalendarDate): boolean {
  const from = workingDayFrom(date);
  return 'on' in from && from.on === date;
}

/** That day when the council works on it, otherwise the last one before on which it does. */
export function workingDayUpTo(date: CalendarDate): Reckoned {
  let day = date;
  while (knowsYear(day) && !isWorkingDay(day)) day = addDays(day, -1);
  return knowsYear(day) ? { on: day } : { unknownYear: Number(day.slice(0, 4)) };
}

/** One day of a series. `moved` says why it is not the weekday it should be. */
export interface SeriesDay {
  on: CalendarDate;
  moved: string | null;
}

/**
 * The days of a weekly Board, the first on `first` (MEET2). A bank holiday moves that week's to the next day the council
 * works, and it is said which. Ends early, with what is missing, where bank holidays are not known.
 */
export function weeklySeries(first: CalendarDate, weeks: number): { days: SeriesDay[]; unknownYear: number | null } {
  const days: SeriesDay[] = [];
  for (let week = 0; week < weeks; week += 1) {
    const wanted = addWeeks(first, week);
    const day = workingDayFrom(wanted);
    if ('unknownYear' in day) return { days, unknownYear: day.unknownYear };
    days.push({ on: day.on, moved: day.on === wanted ? null : whyMoved(wanted) });
  }
  return { days, unknownYear: null };
}

const whyMoved = (wanted: CalendarDate): string => {
  const holiday = bankHolidayOn(wanted);
  return `${inWords(wanted)} is ${holiday ? `a bank holiday (${holiday})` : 'not a day the council works'}.`;
};

/** When the papers go out unless somebody says otherwise: a week before, or the last day the council works before that (MEET3). */
export const papersOutFor = (meetsOn: CalendarDate): Reckoned => workingDayUpTo(addDays(meetsOn, -7));
