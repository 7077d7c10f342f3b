import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { addTribunalWorkingDays, directedDay, tribunalWorkingDaysBefore } from '#domain/calendar/tribunal-days.ts';
import type { Reckoned } from '#domain/calendar/working-days.ts';

/** What has a usual period until the tribunal gives a date of its own. */
export type AppealPeriodFor = 'response' | 'working_document' | 'bundle' | 'decision' | 'permission_to_appeal';

/** One row of the law, or of what is usual. A change is a new row and a `to` on the old one, never an edit. */
export interface AppealPeriod {
  readonly for: AppealPeriodFor;
  /** Tribunal's working days after or before the day it counts from, or calendar days after it. */
  readonly unit: 'tribunal_days_after' | 'tribunal_days_before' | 'days_after';
  readonly length: number;
  /** First and last day it may count from; `to` is null while it still holds. */
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  readonly source: string;
}

const rules = 'First-tier Tribunal (Health, Education and Social Care Chamber) Rules 2008 (SI 2008/2699)';
/** The period is published; the number of the rule is from knowledge and has to be looked up. */
const FROM_KNOWLEDGE = '(number of the rule from knowledge)';
/** Rule 12 says the dead days of SEN cases since then. */
const since = { from: '2020-07-21', to: null } as const;
const beforeHearing = { unit: 'tribunal_days_before', length: 10, ...since } as const;

const appealPeriods: readonly AppealPeriod[] = [
  {
    for: 'response',
    unit: 'tribunal_days_after',
    length: 30,
    ...since,
    source: `${rules}, rules 12 and 21 ${FROM_KNOWLEDGE}`,
  },
  { for: 'bundle', ...beforeHearing, source: 'What the tribunal usually directs (SEND40, the guidance on bundles)' },
  {
    for: 'working_document',
    ...beforeHearing,
    source: 'What the tribunal usually directs (SEND23, the guidance on working documents)',
  },
  { for: 'decision', unit: 'tribunal_days_after', length: 10, ...since, source: 'What the tribunal usually takes' },
  {
    for: 'permission_to_appeal',
    unit: 'days_after',
    length: 28,
    ...since,
    source: `${rules}, rule 46 (from knowledge)`,
  },
];

/** When a period that counts from that day ends, with its row; null when no row covers the day. */
export function periodFrom(
  what: AppealPeriodFor,
  counted: CalendarDate,
  law: readonly AppealPeriod[] = appealPeriods,
): { ends: Reckoned; row: AppealPeriod } | null {
  const row = law.find((each) => each.for === what && each.from <= counted && (each.to === null || counted <= each.to));
  return row ? { ends: endOf(row, counted), row } : null;
}

function endOf({ unit, length }: AppealPeriod, counted: CalendarDate): Reckoned {
  if (unit === 'tribunal_days_before') return tribunalWorkingDaysBefore(counted, length);
  if (unit === 'tribunal_days_after') return addTribunalWorkingDays(counted, length);
  return directedDay(addDays(counted, length));
}
