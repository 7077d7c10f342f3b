import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { Section } from '../pilot/report.ts';
import { academicYears, cohortOf, type Counted } from './counted.ts';
import { eleventhSection } from './eleventh-section.ts';
import { halvesSection } from './halves-section.ts';
import { nationalSection } from './national.ts';
import { yearSection } from './year-section.ts';

export interface Known {
  rows: readonly Counted[];
  countedTo: CalendarDate;
  /** The tribunal team sees every appeal in its register: nothing is hidden from it. */
  exact: boolean;
}

/** More years than these would only be history. */
const YEARS_SHOWN = 5;
/** LEA5: the council's own appeals, with what each number is of; then England's, on their own basis. */
export function appealsReport(known: Known): Section[] {
  const first = known.rows.reduce(
    (least, { registeredOn }) => (registeredOn < least ? registeredOn : least),
    known.countedTo,
  );
  const years = academicYears(first, known.countedTo)
    .filter(({ from, to }) => cohortOf(known.rows, from, to, known.countedTo).registered > 0)
    .slice(0, YEARS_SHOWN);
  return [
    definitions(known),
    halvesSection(known, first),
    ...years.map((year) => yearSection(known, year)),
    eleventhSection(known, years),
    nationalSection,
  ];
}

const definitions = ({ countedTo, exact }: Known): Section => ({
  heading: 'What is counted, and how',
  says: [
    `Counted from this council’s own register, to the end of ${inWords(countedTo)}.`,
    exact
      ? 'You are in the tribunal team, which sees every appeal: no number is hidden from you. Do not pass on numbers under five.'
      : 'Numbers from one to four, and what they could be worked out from, are not shown.',
  ],
  list: [
    'Registered: the tribunal registered the appeal in these days. An academic year is 1 September to 31 August.',
    'Heard: the tribunal decided it, at a hearing or on the papers, or sent it back; or both sides agreed in the last five days before the hearing, or later. By then everybody had prepared for it.',
    'Resolved at least five days before: not opposed, an order by consent, or withdrawn because it was agreed, five days or more before the hearing, or before there was a day for one.',
    'Ended another way: struck out, or withdrawn with nothing agreed.',
    'Open: none of these by the end of the academic year, whatever came later.',
    'For the council, in part, for the family: what the tribunal decided. The shares are of what it decided itself, not of all that were heard.',
  ],
});
