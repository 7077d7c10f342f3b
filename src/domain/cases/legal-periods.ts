import type { CalendarDate } from '#domain/calendar/date.ts';

/** What the law gives a period for. */
export type PeriodFor =
  | 'decide_to_assess'
  | 'give_advice'
  | 'decide_no_plan'
  | 'family_comments'
  | 'school_reply'
  | 'final_plan'
  | 'review'
  | 'review_notice'
  | 'review_papers'
  | 'review_report'
  | 'review_decision'
  | 'amend_comments'
  | 'final_amended'
  | 'final_after_review'
  | 'reassess_answer'
  | 'reassess_final'
  | 'transfer_out'
  | 'transfer_tell'
  | 'transfer_review'
  | 'next_setting'
  | 'to_post_16'
  | 'between_post_16';

/**
 * How long, from the day it begins. `weeks` and `months` run from day 0 (CAL2, CAL3), and backwards when negative;
 * `days` starts with its first day (CAL4), `days_after` the day after it; `working_days` are the council's and start
 * with the first. `last_day` is a day of the year (MM-DD) of the day it begins.
 */
export type Length =
  | { readonly unit: 'weeks' | 'months' | 'days' | 'days_after' | 'working_days'; readonly length: number }
  | { readonly unit: 'last_day'; readonly lastDay: string };

/** One row of the law. A change in the law is a new row and a `to` on the old one, never an edit. */
export type LegalPeriod = Length & {
  readonly for: PeriodFor;
  /** First and last day on which a period may begin under this row; `to` is null while it is still the law. */
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  readonly source: string;
};

const regulations = 'SEND Regulations 2014 (SI 2014/1530)';
const act = 'Children and Families Act 2014';
const devon = 'R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin)';
const inForce = { from: '2014-09-01', to: null };
const weeks = (length: number) => ({ unit: 'weeks', length, ...inForce }) as const;
const days = (length: number) => ({ unit: 'days', length, ...inForce }) as const;
const months = (length: number) => ({ unit: 'months', length, ...inForce }) as const;
const lastDay = (day: string) => ({ unit: 'last_day', lastDay: day, ...inForce }) as const;

export const legalPeriods: readonly LegalPeriod[] = [
  { for: 'decide_to_assess', ...weeks(6), source: `${regulations}, regulation 5(1)` },
  { for: 'give_advice', ...weeks(6), source: `${regulations}, regulation 8(1)` },
  { for: 'decide_no_plan', ...weeks(16), source: `${regulations}, regulation 10(1)` },
  { for: 'family_comments', ...days(15), source: `${regulations}, regulation 13(1)(a)` },
  { for: 'school_reply', ...days(15), source: 'SEND Code of Practice 2015, paragraph 9.83' },
  { for: 'final_plan', ...weeks(20), source: `${regulations}, regulation 13(2)` },
  { for: 'review', ...months(12), source: `${act}, section 44(1)` },
  { for: 'review_notice', ...weeks(-2), source: `${regulations}, regulation 20(3)` },
  { for: 'review_papers', ...weeks(-2), source: `${regulations}, regulation 20(4)` },
  { for: 'review_report', ...weeks(2), source: `${regulations}, regulation 20(6) to (9)` },
  { for: 'review_decision', ...weeks(4), source: `${regulations}, regulation 20(10)` },
  { for: 'amend_comments', ...days(15), source: `${regulations}, regulation 22(2)(c)` },
  { for: 'final_amended', ...weeks(8), source: `${regulations}, regulation 22(3) and (4)` },
  { for: 'final_after_review', ...weeks(12), source: `${regulations}, regulations 20(10) and 22(3); ${devon}` },
  { for: 'reassess_answer', unit: 'days_after', length: 15, ...inForce, source: `${regulations}, regulation 25(1)` },
  { for: 'reassess_final', ...weeks(14), source: `${regulations}, regulation 27(2)` },
  { for: 'transfer_out', unit: 'working_days', length: 15, ...inForce, source: `${regulations}, regulation 15(2)` },
  { for: 'transfer_tell', ...weeks(6), source: `${regulations}, regulation 15(4)` },
  { for: 'transfer_review', ...months(3), source: `${regulations}, regulation 15(5)` },
  { for: 'next_setting', ...lastDay('02-14'), source: `${regulations}, regulation 18(1)(b)` },
  { for: 'to_post_16', ...lastDay('03-30'), source: `${regulations}, regulation 18(1)(a)` },
  { for: 'between_post_16', ...months(-5), source: `${regulations}, regulation 18(2)` },
];
