import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { PeriodFor } from '#domain/cases/legal-periods.ts';
import { statutoryDate, type StatutoryDate } from '#domain/cases/periods.ts';
import type { Stage } from '#domain/cases/stage.ts';
import type { Question } from '../question.ts';

/** Which limit of weeks each question is asked under. A review and an end of a plan are not counted from the request. */
const limits: Record<Question, PeriodFor | null> = {
  assess: 'decide_to_assess',
  issue: 'decide_no_plan',
  contents: 'final_plan',
  placement: 'final_plan',
  review: null,
  cease: null,
};

/** What the Board will be asked of a case at that step, before anybody has put it on an agenda. */
export const questionAt = (stage: Stage): Question =>
  stage === 'request' || stage === 'decide_to_assess'
    ? 'assess'
    : stage === 'draft_plan' || stage === 'final_plan'
      ? 'contents'
      : 'issue';

export const limitOf = (question: Question): PeriodFor | null => limits[question];

/** What the law says of one case on an agenda. `excepted` are the limits an exception has been recorded for. */
export interface UnderTheLaw {
  question: Question;
  requestReceivedOn: CalendarDate;
  excepted: readonly string[];
}

/** The last day for a decision, or null where the law sets none, or where an exception has lifted it. */
export function mustDecideBy({ question, requestReceivedOn, excepted }: UnderTheLaw): StatutoryDate | null {
  const limit = limitOf(question);
  return limit === null || excepted.includes(limit) ? null : statutoryDate(limit, requestReceivedOn);
}

/**
 * Why a case may not leave its Board, or null when it may (GAP6). It is never put off past the day the law sets: another
 * Board with room must meet by then. `otherBoards` are the days of those.
 */
export function whyNotPutOff(law: UnderTheLaw, otherBoards: readonly CalendarDate[]): string | null {
  const by = mustDecideBy(law);
  if (!by || otherBoards.some((day) => day <= by.on)) return null;
  return `The council must decide by ${inWords(by.on)} (${by.source}), and no other Board with room meets by then. So this case stays on. Only an exception the law lists can change that, and a senior manager records it.`;
}

/** Why a Board may not move to another day, or null when it may: none of its cases may pass the law's day by it. */
export function whyNotMove(cases: readonly UnderTheLaw[], from: CalendarDate, to: CalendarDate): string | null {
  const days = cases.flatMap((law) => mustDecideBy(law)?.on ?? []).filter((day) => day < to);
  if (to <= from || days.length === 0) return null;
  const first = days.sort()[0]!;
  return `A case on this agenda must be decided by ${inWords(first)}. Put it on another Board first, or keep the day.`;
}
