import { addDays, daysBetween, type CalendarDate } from '#domain/calendar/date.ts';
import { inDays, inShort } from '#domain/calendar/words.ts';
import type { Reckoned } from '#domain/calendar/working-days.ts';
import type { AppealStage } from '../appeal.ts';
import { reviewBy } from '../dates/appeal-days.ts';
import type { ReviewWhen } from './review.ts';

/**
 * How long before a hearing an appeal that is not settled asks its questions again. Calendar days: the published figures
 * and the register's own measure of settling late count them so, and a bank holiday that nobody knows yet moves nothing.
 */
const askAgainDays = [20, 10, 5] as const;
/** A hearing within so many days is near. */
export const NEAR_DAYS = 20;

export interface AskedFacts {
  stage: AppealStage;
  papersOn: CalendarDate | null;
  hearingOn: CalendarDate | null;
}
/** The newest answer, and when its author meant to look again. */
export interface LastAnswer {
  on: CalendarDate;
  lookAgainOn: CalendarDate | null;
}
export interface Asked {
  when: ReviewWhen;
  /** By when it wants an answer; in a year whose bank holidays nobody knows there is no day. */
  by: Reckoned;
}

/**
 * TRI8: whether "Concede now?" waits for an answer, and which time it is. Worked out and never stored: an answer is too old
 * when it was given before the newest day that asks. The nearest thing asks: the hearing, the day written down to look
 * again, then day 10.
 */
export function askedNow(facts: AskedFacts, last: LastAnswer | null, today: CalendarDate): Asked | null {
  if (facts.stage === 'heard' || facts.stage === 'closed') return null;
  return beforeHearing(facts, last, today) ?? lookAgain(last, today) ?? dayTen(facts, last);
}

function beforeHearing({ hearingOn }: AskedFacts, last: LastAnswer | null, today: CalendarDate): Asked | null {
  if (hearingOn === null) return null;
  const left = daysBetween(today, hearingOn);
  const days = askAgainDays.findLast((each) => left <= each);
  if (days === undefined || left < 0) return null;
  const since = addDays(hearingOn, -days);
  return last === null || last.on < since ? { when: `days_${days}`, by: { on: since } } : null;
}

const lookAgain = (last: LastAnswer | null, today: CalendarDate): Asked | null =>
  last?.lookAgainOn && last.lookAgainOn <= today ? { when: 'officer', by: { on: last.lookAgainOn } } : null;

/** Once the response is sent, day 10 has no point any more. */
function dayTen({ stage, papersOn }: AskedFacts, last: LastAnswer | null): Asked | null {
  const waits = stage === 'received' || stage === 'registered';
  return waits && papersOn !== null && last === null ? { when: 'day_10', by: reviewBy(papersOn) } : null;
}

const because: Record<ReviewWhen, string> = {
  day_10: 'Answer the questions',
  officer: 'Look again',
  days_20: 'The hearing is 20 days off or less: answer again',
  days_10: 'The hearing is 10 days off or less: answer again',
  days_5: 'The hearing is 5 days off or less: answer again',
};

/** "Answer the questions by 16 September 2026, 3 days ago." */
export function askedInWords({ when, by }: Asked, today: CalendarDate): string {
  if (when !== 'day_10' && when !== 'officer') return `${because[when]}.`;
  if (!('on' in by))
    return `${because[when]}. The bank holidays of ${by.unknownYear} are not known yet, so there is no day.`;
  return `${because[when]} by ${inShort(by.on)}, ${inDays(by.on, today)}.`;
}
