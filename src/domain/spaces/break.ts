import { addDays } from '#domain/calendar/date.ts';
import { dateOf, timeInWords } from '#domain/calendar/today.ts';

/** How long a break can be. `today` stops for the day; the page stays as it is. */
export const breakLengths = ['5', '10', '15', 'today'] as const;
export type BreakLength = (typeof breakLengths)[number];

/** When a break of that length ends. Stopping for today ends with the day in England. */
export function breakEnds(length: BreakLength, now: Date): Date {
  if (length !== 'today') return new Date(now.getTime() + Number(length) * 60_000);
  const tomorrow = addDays(dateOf(now), 1);
  const inWinter = new Date(`${tomorrow}T00:00:00Z`);
  // In summer England is an hour ahead, so its midnight is 23:00 of the day before in UTC.
  const inSummer = new Date(inWinter.getTime() - 3_600_000);
  return dateOf(inSummer) === tomorrow ? inSummer : inWinter;
}

const stoppedForToday = 'We have stopped for today. Everything is kept. You can come back when you are ready.';

/** SP9: a break is said kindly, and running over is said to be fine. Null when there is none. */
export function breakInWords(until: Date | null, now: Date, askedBy: string | null): string | null {
  if (!until) return null;
  const who = askedBy ? `${askedBy} asked for a break. ` : '';
  const lastMoment = new Date(until.getTime() - 1);
  if (until.getTime() === breakEnds('today', lastMoment).getTime()) return until > now ? stoppedForToday : null;
  if (until > now) return `${who}Break until ${timeInWords(until)}.`;
  return `${who}The break was until ${timeInWords(until)}. Start again when you are ready. We may finish another day: that is fine.`;
}
