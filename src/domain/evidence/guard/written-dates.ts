import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '(\\d{4}|\\d{2})';

type Parts = [day: string, month: string, year: string];
const forms: readonly { pattern: RegExp; parts: (found: RegExpMatchArray) => Parts }[] = [
  // 3 May 2016, 3rd of May, 2016
  {
    pattern: new RegExp(`(?<!\\d)${DAY}\\s+(?:of\\s+)?${MONTH},?\\s+${YEAR}(?!\\d)`, 'giu'),
    parts: ([, day, month, year]) => [day!, month!, year!],
  },
  // May 3rd 2016
  {
    pattern: new RegExp(`\\b${MONTH}\\s+${DAY},?\\s+(\\d{4})(?!\\d)`, 'giu'),
    parts: ([, month, day, year]) => [day!, month!, year!],
  },
  // 03/05/2016, 3.5.16, 3-5-2016: the day comes first in England.
  {
    pattern: new RegExp(`(?<![\\d/.-])(\\d{1,2})\\s?([/.-])\\s?(\\d{1,2})\\s?\\2\\s?${YEAR}(?![\\d/-])`, 'gu'),
    parts: ([, day, , month, year]) => [day!, month!, year!],
  },
  // 2016-05-03
  {
    pattern: /(?<!\d)(\d{4})[-/.](\d{2})[-/.](\d{2})(?!\d)/gu,
    parts: ([, year, month, day]) => [day!, month!, year!],
  },
];

/** Nobody here is older than 25, so a year of two digits is this century's. */
const fullYear = (year: string): string => (year.length === 2 ? `20${year}` : year);
const monthNumber = (month: string): string => {
  const named = MONTHS.indexOf(month.toLowerCase());
  return named < 0 ? month : String(named + 1);
};

/** Every real date in a text, in the forms people write one. */
export function datesIn(text: string): CalendarDate[] {
  const found = forms.flatMap(({ pattern, parts }) =>
    [...text.matchAll(pattern)].map((match) => {
      const [day, month, year] = parts(match);
      return `${fullYear(year)}-${monthNumber(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
    }),
  );
  return [...new Set(found.filter(isCalendarDate))];
}
