import { daysBetween, weekdayOf, type CalendarDate } from './date.ts';
import { dateOf, timeInWords } from './today.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

// Written out rather than asked of Intl: the server's and the browser's editions differ by a comma.
/** "Thursday 14 May 2026". */
export function inWords(date: CalendarDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${weekdays[weekdayOf(date)]} ${day} ${months[month! - 1]} ${year}`;
}

/** "14 May 2026", for tables. */
export const inShort = (date: CalendarDate): string => inWords(date).replace(/^\w+ /, '');

/** From here on nobody can picture a number of days, and the date itself stands beside it. */
const TOO_MANY_DAYS = 100;
const DAYS_A_MONTH = 365.25 / 12;
const MOST_MONTHS = 24;

function howLong(days: number): string {
  if (days < TOO_MANY_DAYS) return `${days} days`;
  const months = Math.round(days / DAYS_A_MONTH);
  return months < MOST_MONTHS ? `about ${months} months` : `about ${Math.round(months / 12)} years`;
}

/** How far off a date is: "today", "tomorrow", "in 6 days", "yesterday", "6 days ago", "in about 11 months". */
export function inDays(date: CalendarDate, today: CalendarDate): string {
  const days = daysBetween(today, date);
  if (days === 0) return 'today';
  if (Math.abs(days) === 1) return days === 1 ? 'tomorrow' : 'yesterday';
  return days > 0 ? `in ${howLong(days)}` : `${howLong(-days)} ago`;
}

/** "Thursday 14 May 2026 at 9.42pm", in England. */
export const momentInWords = (moment: Date): string => `${inWords(dateOf(moment))} at ${timeInWords(moment)}`;
