/** A calendar date as YYYY-MM-DD: no time and no zone, so that nothing can move it to the day before. */
export type CalendarDate = string;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

const atMidnightUtc = (date: CalendarDate): number => {
  const found = SHAPE.exec(date);
  if (!found) throw new RangeError(`"${date}" is not a calendar date (YYYY-MM-DD).`);
  return Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
};
const fromUtc = (ms: number): CalendarDate => new Date(ms).toISOString().slice(0, 10);

/** True for a real day written YYYY-MM-DD: 2026-02-30 is refused. */
export const isCalendarDate = (text: string): boolean => SHAPE.test(text) && fromUtc(atMidnightUtc(text)) === text;

/** The day `days` later (earlier when negative). CAL1: every calendar day counts; nothing stops the clock. */
export const addDays = (date: CalendarDate, days: number): CalendarDate => fromUtc(atMidnightUtc(date) + days * DAY_MS);

/** The same weekday `weeks` later. CAL2: the day of receipt is day 0. */
export const addWeeks = (date: CalendarDate, weeks: number): CalendarDate => addDays(date, weeks * 7);

/** The same day of the month `months` later; CAL3: in a shorter month, its last day. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const from = new Date(atMidnightUtc(date));
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate();
  return fromUtc(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, Math.min(from.getUTCDate(), lastDay)));
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Math.round((atMidnightUtc(to) - atMidnightUtc(from)) / DAY_MS);

/** 0 is Sunday, 6 is Saturday. */
export const weekdayOf = (date: CalendarDate): number => new Date(atMidnightUtc(date)).getUTCDay();

/** The last day of a period of `days` that starts with the day itself (CAL4): served on the 3rd, 15 days end with the 17th. */
export const lastDayOfPeriod = (firstDay: CalendarDate, days: number): CalendarDate => addDays(firstDay, days - 1);
