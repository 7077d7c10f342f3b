import { addDays, weekdayOf, type CalendarDate } from '#domain/calendar/date.ts';
import type { RightsHolder } from './dispute.ts';

const FRIDAY = 5;
const SEPTEMBER = 9;
const AGE = 16;

/** The last Friday in June of the school year in which somebody turns 16 (Education Act 1996 s.8). Not the birthday. */
export function schoolAgeEnds(bornOn: CalendarDate): CalendarDate {
  const [year, month] = bornOn.split('-').map(Number) as [number, number];
  let day = `${year + AGE + (month >= SEPTEMBER ? 1 : 0)}-06-30`;
  while (weekdayOf(day) !== FRIDAY) day = addDays(day, -1);
  return day;
}

/** DIS4: over compulsory school age the right to appeal is the young person's own; until then a parent's (CFA 2014 s.51(1), s.83(2)). */
export const rightsHolderOn = (bornOn: CalendarDate, on: CalendarDate): RightsHolder =>
  on > schoolAgeEnds(bornOn) ? 'young_person' : 'parent';
