import { addDays, addMonths, type CalendarDate } from '#domain/calendar/date.ts';
import { addCouncilWorkingDays, type Reckoned } from '#domain/calendar/working-days.ts';

/** What the law sets a clock for once somebody does not agree. The time to appeal is the tribunal's own: `calendar/tribunal-days.ts`. */
export type ClockFor =
  | 'reach_adviser'
  | 'certificate_declined'
  | 'certificate_mediated'
  | 'certificate_not_arranged'
  | 'arrange_mediation'
  | 'tell_health';

/** One row of the law. A change in the law is a new row and a `to` on the old one, never an edit. The day it begins is day 0. */
export interface LegalClock {
  readonly for: ClockFor;
  readonly unit: 'months' | 'days' | 'working_days';
  readonly length: number;
  /** First and last day on which a clock may begin under this row; `to` is null while it is still the law. */
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  readonly source: string;
}

const regulations = 'SEND Regulations 2014 (SI 2014/1530)';
const act = 'Children and Families Act 2014';
/** The period is published by several advice services; the number of the regulation is from knowledge and has to be looked up. */
const FROM_KNOWLEDGE = '(number of the regulation from knowledge)';
const inForce = { from: '2014-09-01', to: null };
const threeDays = { unit: 'working_days', length: 3, ...inForce } as const;

export const legalClocks: readonly LegalClock[] = [
  { for: 'reach_adviser', unit: 'months', length: 2, ...inForce, source: `${regulations}, regulation 33` },
  { for: 'certificate_declined', ...threeDays, source: `${act}, section 55(4); ${regulations}, regulation 34` },
  {
    for: 'certificate_mediated',
    ...threeDays,
    source: `${act}, section 55(5); ${regulations}, regulation 39 ${FROM_KNOWLEDGE}`,
  },
  { for: 'certificate_not_arranged', ...threeDays, source: `${regulations}, regulations 34 and 39 ${FROM_KNOWLEDGE}` },
  {
    for: 'arrange_mediation',
    unit: 'days',
    length: 30,
    ...inForce,
    source: `${regulations}, regulations 35 to 37 ${FROM_KNOWLEDGE}`,
  },
  { for: 'tell_health', ...threeDays, source: `${regulations}, regulations 35 and 36 ${FROM_KNOWLEDGE}` },
];

/** When a clock that begins on that day ends, with the source; null when no law we know of covers the day. */
export function clockEnds(
  what: ClockFor,
  begins: CalendarDate,
  law: readonly LegalClock[] = legalClocks,
): { ends: Reckoned; source: string } | null {
  const row = law.find((each) => each.for === what && each.from <= begins && (each.to === null || begins <= each.to));
  if (!row) return null;
  return { ends: endOf(row, begins), source: row.source };
}

function endOf({ unit, length }: LegalClock, begins: CalendarDate): Reckoned {
  if (unit === 'months') return { on: addMonths(begins, length) };
  return unit === 'days' ? { on: addDays(begins, length) } : addCouncilWorkingDays(begins, length);
}
