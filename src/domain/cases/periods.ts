import { addDays, addMonths, addWeeks, lastDayOfPeriod, type CalendarDate } from '#domain/calendar/date.ts';
import { addCouncilWorkingDays } from '#domain/calendar/working-days.ts';
import { legalPeriods, type LegalPeriod, type Length, type PeriodFor } from './legal-periods.ts';

/** A date the law sets, and where it says so. */
export interface StatutoryDate {
  on: CalendarDate;
  source: string;
}

/** The row of the law that covers a period beginning on that day, or null when none we know of does (CAS7). */
export const lawOf = (what: PeriodFor, begins: CalendarDate, law: readonly LegalPeriod[] = legalPeriods) =>
  law.find((row) => row.for === what && row.from <= begins && (row.to === null || begins <= row.to)) ?? null;

/** The last day of the period that begins on `begins`, or null when no law or no bank holidays we know of cover it (CAS7). */
export function statutoryDate(
  what: PeriodFor,
  begins: CalendarDate,
  law: readonly LegalPeriod[] = legalPeriods,
): StatutoryDate | null {
  const period = lawOf(what, begins, law);
  if (!period) return null;
  const on = endOf(period, begins);
  return on === null ? null : { on, source: period.source };
}

function endOf(period: Length, begins: CalendarDate): CalendarDate | null {
  switch (period.unit) {
    case 'weeks':
      return addWeeks(begins, period.length);
    case 'months':
      return addMonths(begins, period.length);
    case 'days':
      return lastDayOfPeriod(begins, period.length);
    case 'days_after':
      return addDays(begins, period.length);
    case 'working_days': {
      // "Beginning with the day": the first working day from then on is day 1.
      const end = addCouncilWorkingDays(addDays(begins, -1), period.length);
      return 'on' in end ? end.on : null;
    }
    case 'last_day':
      return `${begins.slice(0, 4)}-${period.lastDay}`;
  }
}

/** How long the law gives, as a family reads it. */
export function lengthInWords(period: Length): string {
  switch (period.unit) {
    case 'weeks':
    case 'months':
      return period.length < 0
        ? `at least ${-period.length} ${period.unit} before it`
        : `${period.length} ${period.unit}`;
    case 'days':
      return `${period.length} days, and the first day counts`;
    case 'days_after':
      return `${period.length} days`;
    case 'working_days':
      return `${period.length} working days, and the first one counts`;
    case 'last_day':
      return period.lastDay === '02-14' ? 'before 15 February of that year' : 'before 31 March of that year';
  }
}
