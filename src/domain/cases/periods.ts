import { addWeeks, lastDayOfPeriod, type CalendarDate } from '#domain/calendar/date.ts';

/**
 * What the law gives a period for. One in weeks runs from day 0 (CAL2); one in days starts with its first day (CAL4).
 * A change in the law is a new row and a `to` on the old one, never an edit.
 */
export type PeriodFor = 'decide_to_assess' | 'give_advice' | 'decide_no_plan' | 'family_comments' | 'final_plan';

export interface LegalPeriod {
  readonly for: PeriodFor;
  readonly length: number;
  readonly unit: 'weeks' | 'days';
  /** First and last day on which a period may begin under this row; `to` is null while it is still the law. */
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  readonly source: string;
}

const regulations = 'SEND Regulations 2014 (SI 2014/1530)';
const since = '2014-09-01';

export const legalPeriods: readonly LegalPeriod[] = [
  {
    for: 'decide_to_assess',
    length: 6,
    unit: 'weeks',
    from: since,
    to: null,
    source: `${regulations}, regulation 5(1)`,
  },
  {
    for: 'give_advice',
    length: 6,
    unit: 'weeks',
    from: since,
    to: null,
    source: `${regulations}, regulation 8(1)`,
  },
  {
    for: 'decide_no_plan',
    length: 16,
    unit: 'weeks',
    from: since,
    to: null,
    source: `${regulations}, regulation 10(1)`,
  },
  {
    for: 'family_comments',
    length: 15,
    unit: 'days',
    from: since,
    to: null,
    source: `${regulations}, regulation 13(1)(a)`,
  },
  {
    for: 'final_plan',
    length: 20,
    unit: 'weeks',
    from: since,
    to: null,
    source: `${regulations}, regulation 13(2)`,
  },
];

/** A date the law sets, and where it says so. */
export interface StatutoryDate {
  on: CalendarDate;
  source: string;
}

/** The last day of the period that begins on `begins`, or null when no law we know of covers that day (CAS7). */
export function statutoryDate(
  what: PeriodFor,
  begins: CalendarDate,
  law: readonly LegalPeriod[] = legalPeriods,
): StatutoryDate | null {
  const period = law.find((row) => row.for === what && row.from <= begins && (row.to === null || begins <= row.to));
  if (!period) return null;
  const { length, unit, source } = period;
  return { on: unit === 'weeks' ? addWeeks(begins, length) : lastDayOfPeriod(begins, length), source };
}
