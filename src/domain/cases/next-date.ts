import type { CalendarDate } from '#domain/calendar/date.ts';
import { statutoryDate } from './periods.ts';
import type { Stage } from './stage.ts';

/** What the rules need to know of one case file. */
export interface CaseDates {
  stage: Stage;
  requestReceivedOn: CalendarDate;
  boardOn: CalendarDate | null;
}

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

/**
 * The one date a screen shows (CAS8): the Board's while it is still to come, otherwise the next one the law sets.
 * A statutory date that has passed stays, because it is the true one. Null when the law of that day is not known.
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
      return fromTheLaw('final_plan', 'The final plan is due by', file);
  }
}
