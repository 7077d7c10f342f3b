import type { CalendarDate } from '#domain/calendar/date.ts';
import { dueDates } from './dates.ts';
import type { Milestone } from './milestones.ts';
import { statutoryDate } from './periods.ts';
import type { Stage } from './stage.ts';

/** What the rules need to know of one case file. */
export interface CaseDates {
  stage: Stage;
  requestReceivedOn: CalendarDate;
  boardOn: CalendarDate | null;
  /** The days the law counts from once there is a plan, as last written down. */
  milestones?: Partial<Record<Milestone, CalendarDate>> | undefined;
}

/** Only from these stages on can a plan have been made. */
export const mayHavePlan = (stage: Stage): boolean => stage === 'draft_plan' || stage === 'final_plan';

export interface NextDate {
  on: CalendarDate;
  /** Reads on into the date: "The Board meets on" + "Thursday 14 May 2026". */
  label: string;
}

const fromTheLaw = (
  what: 'decide_to_assess' | 'decide_no_plan' | 'final_plan',
  label: string,
  { requestReceivedOn }: CaseDates,
): NextDate | null => {
  const date = statutoryDate(what, requestReceivedOn);
  return date && { on: date.on, label };
};

/** Once the plan is made: the first date the law sets that is not done. Null when the plan is not made. */
function afterPlan({ stage, requestReceivedOn, milestones = {} }: CaseDates, today: CalendarDate): NextDate | null {
  const made = milestones.plan_made;
  if (!made || made < requestReceivedOn) return null;
  // What led up to a meeting that was held is over, too.
  const met = milestones.review_meeting;
  const since = met && met > made && met <= today ? met : made;
  const next = dueDates({ stage, requestReceivedOn, milestones, exceptions: [] }, today).find(
    ({ on, state }) => on !== null && on > since && state !== 'done',
  );
  return next ? { on: next.on!, label: `${next.title} by` } : null;
}

/**
 * The one date a screen shows (CAS8): the Board's while it is still to come, otherwise the next one the law sets.
 * A statutory date that has passed stays, because it is the true one; once the plan is made, the dates that led to it are over. Null when the law of that day is not known.
 */
export function nextDate(file: CaseDates, today: CalendarDate): NextDate | null {
  const boardToCome =
    file.boardOn !== null && file.boardOn >= today ? { on: file.boardOn, label: 'The Board meets on' } : null;
  switch (file.stage) {
    case 'request':
    case 'decide_to_assess':
      return boardToCome ?? fromTheLaw('decide_to_assess', 'The council must decide by', file);
    case 'collect_advice':
    case 'pre_board_check':
    case 'board':
      return boardToCome ?? fromTheLaw('decide_no_plan', 'If there will be no plan, the council must say so by', file);
    case 'draft_plan':
    case 'final_plan':
      return afterPlan(file, today) ?? fromTheLaw('final_plan', 'The final plan is due by', file);
  }
}
