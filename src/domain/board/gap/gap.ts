import { addDays, daysBetween, type CalendarDate } from '#domain/calendar/date.ts';
import { inDays, inWords } from '#domain/calendar/words.ts';
import { addCouncilWorkingDays } from '#domain/calendar/working-days.ts';
import { workingDayUpTo } from '../meeting/meeting-days.ts';

/** A named senior manager answers within so many days the council works (GAP2). Surrey Task Group 2024, para 35. */
const ANSWER_DAYS = 2;

/**
 * The day the manager answers by: two working days from today, and before the Board's day when that is nearer; never
 * before today (GAP2). Where bank holidays are not known it is tomorrow: sooner than it need be does no harm.
 */
export function answerBy(today: CalendarDate, boardOn: CalendarDate | null): CalendarDate {
  const usual = addCouncilWorkingDays(today, ANSWER_DAYS);
  const by = 'on' in usual ? usual.on : addDays(today, 1);
  if (boardOn === null || boardOn < today || boardOn > by) return by;
  const before = workingDayUpTo(addDays(boardOn, -1));
  return 'on' in before && before.on > today ? before.on : today;
}

/** What a manager may answer when something is said to be missing. Waiting past the law's day is not among them (GAP5). */
export const missingAnswers = {
  get_in_time: 'Get it before the Board meets',
  decide_and_look_again: 'Decide on time, and look again',
  exception: 'Use an exception the law lists',
} as const;

/** What a manager may answer when a paper came after the Board had decided (GAP8). */
export const lateAnswers = {
  changes_nothing: 'It changes nothing',
  look_again: 'The Board looks again',
} as const;

export type GapAnswer = keyof typeof missingAnswers | keyof typeof lateAnswers;

/** The Board looks again within so many days of its decision. */
const LOOK_AGAIN_WITHIN_DAYS = 28;

/** Why the day given with an answer will not do, or null (GAP5). */
export function whyNotThatDay(
  answer: GapAnswer,
  on: CalendarDate | null,
  today: CalendarDate,
  boardOn: CalendarDate | null,
): string | null {
  if (answer === 'get_in_time') {
    if (on === null || on < today) return 'Enter the day it will be here';
    return boardOn !== null && on >= boardOn ? `It must be here before the Board meets, on ${inWords(boardOn)}` : null;
  }
  if (answer !== 'decide_and_look_again') return null;
  const from = boardOn ?? today;
  if (on === null || on <= from) return 'Enter the day you will look again, after the Board';
  return daysBetween(from, on) > LOOK_AGAIN_WITHIN_DAYS
    ? `Look again within ${LOOK_AGAIN_WITHIN_DAYS} days of the Board: by ${inWords(addDays(from, LOOK_AGAIN_WITHIN_DAYS))}`
    : null;
}

/** Whether a question waits for its answer, how long still, or how late it is, in words. */
export function clockInWords(by: CalendarDate, manager: string, today: CalendarDate): string {
  return by < today
    ? `${manager} should have answered by ${inWords(by)}, ${inDays(by, today)}.`
    : `${manager} ${manager === 'You' ? 'answer' : 'answers'} by ${inWords(by)}, ${inDays(by, today)}.`;
}
