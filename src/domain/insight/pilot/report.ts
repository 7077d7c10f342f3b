import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Promised, Rated, Try } from './counted.ts';
import type { Figures } from './figures.ts';
import { daysSection, kindSection, promisesSection, ratingSection } from './report-counted.ts';
import { changeSection, costSection, otherwiseSection, settledSection } from './report-entered.ts';
import { formulaSection, notShownSection, provesSection } from './report-plain.ts';
import { sourcesSection } from './report-sources.ts';

export interface Bar {
  label: string;
  /** The value in words, with its unit. */
  shown: string;
  /** Null where only the range is said. */
  value: number | null;
  range: [number, number] | null;
}

/** Bars from 0 to `most`. Its numbers are always in the section's table too. */
export interface Chart {
  title: string;
  most: number;
  bars: Bar[];
}

export interface Rows {
  caption: string;
  head: string[];
  /** The first of each is what the row is about. */
  rows: string[][];
}

/** One heading of the report, the same on the page and in the business case. */
export interface Section {
  heading: string;
  says: string[];
  /** Said as a list, one line each. */
  list?: string[];
  chart?: Chart;
  table?: Rows;
}

export interface Known {
  figures: Figures;
  countedTo: CalendarDate;
  tries: readonly Try[];
  promises: readonly Promised[];
  ratings: readonly Rated[];
}

/** The whole report, from what was entered and what was counted. The page and the business case both print this. */
export const pilotReport = (known: Known): Section[] => [
  settledSection(known.figures),
  provesSection,
  notShownSection,
  changeSection(known.figures),
  costSection(known.figures),
  otherwiseSection(known.figures),
  kindSection(known, 'early_resolution'),
  kindSection(known, 'mediation'),
  daysSection(known),
  promisesSection(known),
  ratingSection(known),
  formulaSection,
  sourcesSection(known.figures),
];
