import { addDays, isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { refuse, type Refused } from '#domain/access/refused.ts';

const A_YEAR_DAYS = 366;
const TIME = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/;

/** A time of day as people type it ("9.30", "14:00"), as HH:MM; null when it is none. */
export function readTime(typed: string): string | null {
  const [, hours, minutes] = TIME.exec(typed.trim()) ?? [];
  return hours ? `${hours.padStart(2, '0')}:${minutes}` : null;
}

export interface Hours {
  on: CalendarDate;
  startsAt: string;
  endsAt: string;
}

/** Reads a day and hours for a meeting (RDY3): a real day that is not over, within a year, and an end after its start. */
export function readHours(typed: Hours, today: CalendarDate): Hours | Refused {
  const { on } = typed;
  if (!isCalendarDate(on)) return refuse('on', 'Enter the day');
  if (on < today) return refuse('on', 'That day is over. Enter a day to come');
  if (on > addDays(today, A_YEAR_DAYS)) return refuse('on', 'Enter a day within a year');
  const startsAt = readTime(typed.startsAt);
  const endsAt = readTime(typed.endsAt);
  if (!startsAt) return refuse('startsAt', 'Enter when it starts, like 10:00');
  if (!endsAt) return refuse('endsAt', 'Enter when it ends, like 12:00');
  if (endsAt <= startsAt) return refuse('endsAt', 'It must end after it starts');
  return { on, startsAt, endsAt };
}
