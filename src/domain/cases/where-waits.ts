import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { CaseDates } from './next-date.ts';
import { statutoryDate } from './periods.ts';
import type { Stage } from './stage.ts';

/** The date the law sets for the step a family is at, said so that the date can follow. Null when no law we know of sets one. */
export function lawAtStep(file: CaseDates): { label: string; on: CalendarDate; source: string } | null {
  const [what, label] = lawOfStep[file.stage];
  const date = statutoryDate(what, file.requestReceivedOn);
  return date && { ...date, label };
}

const decide = ['decide_to_assess', 'The law says the council must answer by'] as const;
const noPlan = ['decide_no_plan', 'The law says that if there will be no plan, the council must say so by'] as const;
const plan = ['final_plan', 'The law says the final plan must be sent by'] as const;
const lawOfStep = {
  request: decide,
  decide_to_assess: decide,
  collect_advice: noPlan,
  pre_board_check: noPlan,
  board: noPlan,
  draft_plan: plan,
  final_plan: plan,
} as const satisfies Record<Stage, readonly [string, string]>;

/** Once the plan is made nobody waits at a step of the route any more. */
export const isWaiting = ({ milestones }: Pick<CaseDates, 'milestones'>): boolean => !milestones?.plan_made;

/** A report that was due and is not here, as a fact: "“Health” was due on Monday 2 November 2026 and has not come." */
export const lateInWords = (title: string, dueOn: CalendarDate, today: CalendarDate): string =>
  dueOn < today
    ? `“${title}” was due on ${inWords(dueOn)} and has not come.`
    : `“${title}” has not come yet. It is due on ${inWords(dueOn)}.`;
