import type { CalendarDate } from '#domain/calendar/date.ts';
import type { ClauseKind } from './clause.ts';

/**
 * One period of regulation 42, from the day of the written agreement. A change in the law is a new row and a `to` on the
 * old one, never an edit.
 */
export interface AgreementPeriod {
  readonly for: ClauseKind | 'not_appealable' | 'health_only';
  /** Counts from 1: some things are done in two or three steps. */
  readonly step: number;
  /** Calendar weeks; 0 is at once. */
  readonly weeks: number;
  readonly what: string;
  /** First and last day an agreement may be made under this row; `to` is null while it is still the law. */
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  readonly source: string;
}

const regulations = 'SEND Regulations 2014 (SI 2014/1530)';
const inForce = { from: '2014-09-01', to: null };
// The letters (g) and (h) are as guidance gives them: the text of regulation 44 itself was not to hand.
const asOrdered = (paragraph: string) => ({
  ...inForce,
  source: `${regulations}, regulation 42(2) and 44(2)(${paragraph})`,
});

export const agreementPeriods: readonly AgreementPeriod[] = [
  { for: 'assess', step: 1, weeks: 2, what: 'Tell the family that it has begun to find out', ...asOrdered('b') },
  { for: 'assess', step: 2, weeks: 10, what: 'If there will be no plan: say so, with reasons', ...asOrdered('b') },
  { for: 'assess', step: 3, weeks: 14, what: 'If there will be a plan: send the final plan', ...asOrdered('b') },
  { for: 'make_plan', step: 1, weeks: 5, what: 'Send the draft plan', ...asOrdered('c') },
  { for: 'make_plan', step: 2, weeks: 11, what: 'Send the final plan', ...asOrdered('c') },
  { for: 'change_contents', step: 1, weeks: 5, what: 'Send the changed plan', ...asOrdered('e') },
  { for: 'change_school', step: 1, weeks: 2, what: 'Send the plan with the school changed', ...asOrdered('f') },
  { for: 'keep_plan', step: 1, weeks: 0, what: 'Keep the plan', ...asOrdered('g') },
  { for: 'keep_and_change', step: 1, weeks: 0, what: 'Keep the plan', ...asOrdered('h') },
  { for: 'keep_and_change', step: 2, weeks: 5, what: 'Send the changed plan', ...asOrdered('h') },
  {
    ...{ for: 'not_appealable', step: 1, weeks: 2, what: 'Do what the clause says' },
    ...{ ...inForce, source: `${regulations}, regulation 42(3)` },
  },
  {
    ...{ for: 'health_only', step: 1, weeks: 1, what: 'The health board tells the council what was agreed' },
    ...{ ...inForce, source: `${regulations}, regulation 42(4)` },
  },
];
