import type { CalendarDate } from './date.ts';

/** Tells the time. The server's is `src/server/clock.ts`; a test hands in its own. */
export type Clock = () => Date;

const inLondon = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const londonParts = (moment: Date): Record<string, string> =>
  Object.fromEntries(inLondon.formatToParts(moment).map(({ type, value }) => [type, value]));

/** The calendar date in England at that moment, whatever the server's own zone (CAL5). */
export function dateOf(moment: Date): CalendarDate {
  const { year, month, day } = londonParts(moment);
  return `${year}-${month}-${day}`;
}

/** Today in England. */
export const today = (clock: Clock): CalendarDate => dateOf(clock());

/** The time of day in England as families write it: "9.42pm". */
export const timeInWords = (moment: Date): string => minuteInWords(minuteOfDay(moment));

/** The same for so many minutes after midnight: "5.00pm". */
export function minuteInWords(minute: number): string {
  const hours = Math.floor(minute / 60);
  return `${hours % 12 || 12}.${String(minute % 60).padStart(2, '0')}${hours < 12 ? 'am' : 'pm'}`;
}

/** What a meeting's start is kept as, as families read it: "14:00" is "2.00pm". */
export function hourInWords(hour: string): string {
  const [hours, minutes] = hour.split(':').map(Number);
  return minuteInWords(hours! * 60 + minutes!);
}

/** Minutes since midnight in England: 17 * 60 is five in the afternoon. */
export function minuteOfDay(moment: Date): number {
  const { hour, minute } = londonParts(moment);
  return Number(hour) * 60 + Number(minute);
}
