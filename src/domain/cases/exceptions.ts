import type { PeriodFor } from './legal-periods.ts';

/** The four limits of weeks that an exception may excuse: 6, 16, 20 and 14 weeks. */
const weeks = ['decide_to_assess', 'decide_no_plan', 'final_plan', 'reassess_final'] as const;

/** The only reasons for which a limit may be passed, where the law lists them, and which limits they excuse. */
export const exceptionReasons = {
  school_closed: {
    inWords: 'Advice was asked of a school in the weeks around a closure of four weeks or more',
    source: 'SEND Regulations 2014, regulations 5(4)(a), 10(4)(a), 13(3), 27(3)(a)',
    excuses: weeks,
    atLeastDays: 28,
  },
  early_years_closed: {
    inWords: 'Advice was asked of an early years provider in the weeks around a closure of four weeks or more',
    source: 'SEND Regulations 2014, regulations 10(4)(b), 27(3)(b)',
    excuses: weeks,
    atLeastDays: 28,
  },
  personal: {
    inWords: 'Exceptional personal circumstances of the child, the parent or the young person',
    source: 'SEND Regulations 2014, regulations 10(4)(c), 27(3)(c)',
    excuses: weeks,
    atLeastDays: 1,
  },
  away: {
    inWords: 'The child, the parent or the young person was away from the area for four weeks or more',
    source: 'SEND Regulations 2014, regulation 10(4)(d)',
    excuses: weeks,
    atLeastDays: 28,
  },
  missed_appointment: {
    inWords: 'The child missed an appointment for an examination or a test',
    source: 'SEND Regulations 2014, regulation 8(2)',
    excuses: ['give_advice'],
    atLeastDays: 1,
  },
} as const satisfies Record<
  string,
  { inWords: string; source: string; excuses: readonly PeriodFor[]; atLeastDays: number }
>;
export type ExceptionReason = keyof typeof exceptionReasons;

/** A limit some exception of the law may excuse. */
export type ExcusableLimit = (typeof exceptionReasons)[ExceptionReason]['excuses'][number];
export const excusableLimits = [...weeks, 'give_advice'] as const satisfies readonly ExcusableLimit[];

/** Whether the law lists this reason for this limit (DAT4). */
export const mayExcuse = (reason: ExceptionReason, limit: PeriodFor): limit is ExcusableLimit =>
  (exceptionReasons[reason].excuses as readonly PeriodFor[]).includes(limit);
