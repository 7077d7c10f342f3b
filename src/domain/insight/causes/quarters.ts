import { addDays, addMonths, type CalendarDate } from '#domain/calendar/date.ts';

/** Three months that are over, "April to June 2024". */
export interface Quarter {
  name: string;
  from: CalendarDate;
  to: CalendarDate;
}

const MONTHS = 3;
const names = ['January to March', 'April to June', 'July to September', 'October to December'];

const firstDay = (day: CalendarDate): CalendarDate =>
  `${day.slice(0, 4)}-${String(Math.floor((Number(day.slice(5, 7)) - 1) / MONTHS) * MONTHS + 1).padStart(2, '0')}-01`;

/** The last day of the quarter before: a figure that moved from one month to the next would tell which appeal moved it. */
export const lastQuarterEnded = (today: CalendarDate): CalendarDate => addDays(firstDay(today), -1);

export function quarterOf(day: CalendarDate): Quarter {
  const from = firstDay(day);
  const name = `${names[Math.floor(Number(from.slice(5, 7)) / MONTHS)]} ${from.slice(0, 4)}`;
  return { name, from, to: addDays(addMonths(from, MONTHS), -1) };
}

/** Every quarter from the one of the first day to the one of the last, the oldest first. */
export function quartersFrom(first: CalendarDate, last: CalendarDate): Quarter[] {
  const quarters: Quarter[] = [];
  for (let day = firstDay(first); day <= last; day = addMonths(day, MONTHS)) quarters.push(quarterOf(day));
  return quarters;
}
