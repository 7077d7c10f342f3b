import type { CalendarDate } from '#domain/calendar/date.ts';
import { appealBy } from '#domain/calendar/tribunal-days.ts';
import { clockEnds } from '#domain/cases/dispute-clocks.ts';
import type { PeriodFor } from '#domain/cases/legal-periods.ts';
import { outcomes, type Outcome } from '../outcomes.ts';
import type { Question } from '../question.ts';

/**
 * When a family may appeal a decision (CFA 2014 s.51). `now`: this letter carries the right. `with_final_plan`: the right
 * comes with the plan itself, because a draft, or a yes to changing it, carries none. `none`: nothing was refused.
 */
export type Appeal = 'now' | 'with_final_plan' | 'none';

export interface Rights {
  appeal: Appeal;
  /** Whether a mediation certificate is needed first. Never for an appeal about Section I alone (CFA 2014 s.55(2)). */
  certificate: boolean;
  /** The ground, as the tribunal's form asks for it: CFA 2014 s.51(2). */
  ground: string | null;
}

const now = (ground: string): Rights => ({ appeal: 'now', certificate: true, ground });
const later: Rights = { appeal: 'with_final_plan', certificate: true, ground: 'c' };
const none: Rights = { appeal: 'none', certificate: false, ground: null };

export const rightsOf: Record<Outcome, Rights> = {
  assess: none,
  no_assess: now('a'),
  issue: later,
  no_issue: now('b'),
  contents: later,
  placement_asked: later,
  placement_other: later,
  amend: later,
  no_amend: now('e'),
  keep: none,
  cease: now('f'),
};

/** The dates a notice carries, reckoned from the day it is sent; null where there is none, or no bank holidays we know of. */
export interface NoticeDates {
  /** SEND Regulations 2014, regulation 33: calendar months, and nothing moves it. */
  adviserBy: CalendarDate | null;
  appealBy: CalendarDate | null;
}

export function noticeDates(outcome: Outcome, sentOn: CalendarDate): NoticeDates {
  if (rightsOf[outcome].appeal !== 'now') return { adviserBy: null, appealBy: null };
  const reckoned = appealBy(sentOn, null);
  const reached = clockEnds('reach_adviser', sentOn)?.ends;
  return {
    adviserBy: reached && 'on' in reached ? reached.on : null,
    appealBy: 'on' in reckoned ? reckoned.on : null,
  };
}

const limitOfQuestion: Record<Question, { yes: PeriodFor | null; no: PeriodFor | null }> = {
  assess: { yes: 'decide_to_assess', no: 'decide_to_assess' },
  issue: { yes: 'final_plan', no: 'decide_no_plan' },
  contents: { yes: 'final_plan', no: 'final_plan' },
  placement: { yes: 'final_plan', no: 'final_plan' },
  review: { yes: 'review_decision', no: 'review_decision' },
  cease: { yes: 'review_decision', no: 'review_decision' },
};

/** Which of the law's dates a notice of this outcome must not pass. */
export const limitOf = (outcome: Outcome): PeriodFor | null => {
  const { question, no } = outcomes[outcome];
  return limitOfQuestion[question][no ? 'no' : 'yes'];
};

/** The earliest the law sets on a question whatever the answer: what a family may be told before they know it. */
export const limitOfAsking = (question: Question): PeriodFor | null => limitOfQuestion[question].no;
