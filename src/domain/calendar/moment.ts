import type { CalendarDate } from './date.ts';
import { minuteOfDay } from './today.ts';

const DAY_MINUTES = 24 * 60;

/** The moment at which a clock in England shows that time ("10:00") on that day, in summer and in winter (CAL5). */
export function momentOf(date: CalendarDate, time: string): Date {
  const asUtc = new Date(`${date}T${time}:00Z`);
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  const aheadMinutes = (minuteOfDay(asUtc) - (hours * 60 + minutes) + DAY_MINUTES) % DAY_MINUTES;
  return new Date(asUtc.getTime() - aheadMinutes * 60_000);
}
