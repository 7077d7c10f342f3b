import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Chart } from '../pilot/report.ts';
import type { Baseline, BaselineFigure } from './baseline.ts';
import type { Month } from './month.ts';
import type { Shown } from './shown.ts';
import { COUNCIL, type Tally } from './tally.ts';

/** A number of the page, and the list behind it where there is one. */
export interface Place {
  text: string;
  /** What `/measures/month/cases` is asked for. */
  figure?: string;
}

export interface MonthTable {
  caption: string;
  head: string[];
  rows: { name: string; of: string; places: Place[] }[];
}

/** A share of each month, in per cent; null where it is not known or not shown. */
export interface Trend {
  title: string;
  months: { name: string; percent: number | null }[];
}

/** One heading of the month, the same on the page, on paper and in the CSV. */
export interface MonthSection {
  heading: string;
  says: string[];
  chart?: Chart | undefined;
  trend?: Trend | undefined;
  tables: MonthTable[];
}

/** One month as it may be shown. */
export interface MonthKnown {
  tally: Tally;
  shown: Shown;
}

export interface Known {
  month: Month;
  today: CalendarDate;
  /** The month is not over. */
  running: boolean;
  /** Every team in the order of its name, and of those the ones that are asked for. */
  teams: { teamId: string; name: string }[];
  team: string | null;
  /** Of the month, with how things stand now. */
  now: MonthKnown;
  /** The month before and the same month of last year; null where nobody counted them. */
  before: MonthKnown | null;
  yearAgo: MonthKnown | null;
  /** A year up to this month, the oldest first. */
  year: { month: Month; known: MonthKnown | null }[];
  baseline: ReadonlyMap<BaselineFigure, Baseline>;
}

const NOT_SHOWN = 'Not shown';
const NOT_COUNTED = 'Not counted';
/** Of fewer, a share would move by over three points with one of them. */
const THIN = 30;

export const numberSaid = (value: number | null): string =>
  value === null ? NOT_SHOWN : value.toLocaleString('en-GB');

/** "85.0% of 1,240"; of few the two numbers: "17 of 22". */
export function shareSaid(part: number | null, whole: number | null): string {
  if (part === null || whole === null) return NOT_SHOWN;
  if (whole === 0) return 'None';
  const share = whole < THIN ? String(part) : `${((100 * part) / whole).toFixed(1)}%`;
  return `${share} of ${whole.toLocaleString('en-GB')}`;
}

export const percentOf = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole < THIN ? null : (100 * part) / whole;

/** A place with the list behind it: only a number that is shown and is not 0 has one. */
export const place = (value: number | null, figure: string): Place =>
  value ? { text: numberSaid(value), figure } : { text: numberSaid(value) };

/** The same of another month: its own numbers are hidden by its own table. */
export const ofAnother = (known: MonthKnown | null, say: (one: MonthKnown) => string): Place => ({
  text: known ? say(known) : NOT_COUNTED,
});

/** The teams that are asked for, by name, and the council under them. */
export const rowsFor = ({ teams, team }: Known, places: (of: string) => Place[]): MonthTable['rows'] =>
  [...teams.filter(({ teamId }) => team === null || teamId === team), { teamId: COUNCIL, name: 'The council' }].map(
    ({ teamId, name }) => ({ name, of: teamId, places: places(teamId) }),
  );
