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

/** How far off a date is: "today", "tomorrow", "in 6 days", "yesterday", "6 days ago". */
export function inDays(date: CalendarDate, today: CalendarDate): string {
  const days = daysBetween(today, date);
  if (days === 0) return 'today';
  if (Math.abs(days) === 1) return days === 1 ? 'tomorrow' : 'yesterday';
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

/** "Thursday 14 May 2026 at 9.42pm", in England. */
export const momentInWords = (moment: Date): string => `${inWords(dateOf(moment))} at ${timeInWords(moment)}`;
