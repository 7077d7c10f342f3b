import type { CalendarDate } from '#domain/calendar/date.ts';

/** The year an academic year starts in: September to August. */
export const academicYearOf = (on: CalendarDate): number => Number(on.slice(0, 4)) - (on.slice(5) < '09-01' ? 1 : 0);

/** Its first and last day. */
export const daysOfYear = (year: number): { from: CalendarDate; to: CalendarDate } => ({
  from: `${year}-09-01`,
  to: `${year + 1}-08-31`,
});

/** "2022/23". */
export const yearInWords = (year: number): string => `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
