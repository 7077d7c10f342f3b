import { addMonths, addWeeks, type CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { mayExcuse, type ExceptionReason } from './exceptions.ts';
import type { PeriodFor } from './legal-periods.ts';
import { limits, type DoneBy, type Limit } from './limits.ts';
import { milestones, type Milestone } from './milestones.ts';
import { lawOf, lengthInWords, statutoryDate } from './periods.ts';
import { stages, type Stage } from './stage.ts';

/** What the dates of one case file are reckoned from. Of each milestone the day last written down. */
export interface DateFacts {
  stage: Stage;
  requestReceivedOn: CalendarDate;
  milestones: Partial<Record<Milestone, CalendarDate>>;
  exceptions: readonly { limit: PeriodFor; reason: ExceptionReason; ended: boolean }[];
}

/** `unknown` when no law, or no list of bank holidays, we know of covers it. */
export type DateState = 'to_come' | 'today' | 'passed' | 'done' | 'excused' | 'unknown';
export const stateInWords: Record<DateState, string> = {
  to_come: 'To come',
  today: 'Today',
  passed: 'This day has passed',
  done: 'Done',
  excused: 'An exception the law lists is in use',
  unknown: 'Not known',
};

export interface DueDate {
  what: PeriodFor;
  title: string;
  who: DoneBy;
  on: CalendarDate | null;
  source: string;
  /** Why this date: from what it counts, how long the law gives, and what that means. */
  why: string;
  state: DateState;
}

const CLOCK = 'Weekends, bank holidays and school holidays count too. They do not stop the clock.';
/** How long the steps after a review meeting take at most, so that a phase transfer can be reckoned backwards. */
const WEEKS_FROM_REVIEW = 12;
const WEEKS_FROM_CHANGES = 8;

/** Every date the law sets on this case, the earliest first (DAT1). */
export function dueDates(facts: DateFacts, today: CalendarDate): DueDate[] {
  const reckoned = (Object.keys(limits) as (keyof typeof limits)[])
    .map((what) => dueDate(what, limits[what], facts, today))
    .concat(reviewDue(facts, today), transferReviewDue(facts, today));
  return reckoned.filter((due) => due !== null).sort((a, b) => ((a.on ?? '9999') < (b.on ?? '9999') ? -1 : 1));
}

const beginsOn = (begins: Limit['begins'], { requestReceivedOn, milestones: days }: DateFacts): CalendarDate | null =>
  begins === 'request' ? requestReceivedOn : (days[begins] ?? null);

function dueDate(what: PeriodFor, limit: Limit, facts: DateFacts, today: CalendarDate): DueDate | null {
  const begins = beginsOn(limit.begins, facts);
  if (begins === null || (limit.onlyAfter && (facts.milestones[limit.onlyAfter] ?? '') < begins)) return null;
  const date = statutoryDate(what, begins);
  const from =
    limit.begins === 'request' ? 'the day the council got the request' : `the day of “${milestones[limit.begins]}”`;
  const law = lawOf(what, begins);
  const counted = law
    ? `From ${from}, ${inWords(begins)}: ${lengthInWords(law)}.`
    : `From ${from}, ${inWords(begins)}.`;
  const clock = law?.unit === 'working_days' ? 'Weekends and bank holidays do not count.' : CLOCK;
  const backwards = law?.unit === 'last_day' && date ? ` ${backFrom(date.on)}` : '';
  return {
    what,
    title: limit.title,
    who: limit.who,
    on: date?.on ?? null,
    source: date?.source ?? law?.source ?? '',
    why: `${counted} ${limit.because}${backwards} ${clock}`,
    state: stateOf(what, date?.on ?? null, isDone(limit, begins, facts), facts, today),
  };
}

const backFrom = (lastDay: CalendarDate): string =>
  `To finish in time the review meeting is held by about ${inWords(addWeeks(lastDay, -WEEKS_FROM_REVIEW))}, and the changes are sent by about ${inWords(addWeeks(lastDay, -WEEKS_FROM_CHANGES))}.`;

function isDone(
  { doneBy = [], doneFrom }: Limit,
  begins: CalendarDate,
  { stage, milestones: days }: DateFacts,
): boolean {
  if (doneFrom && stages.indexOf(stage) >= stages.indexOf(doneFrom)) return true;
  return doneBy.some((what) => (days[what] ?? '') >= begins);
}

function stateOf(
  what: PeriodFor,
  on: CalendarDate | null,
  done: boolean,
  { exceptions }: DateFacts,
  today: CalendarDate,
): DateState {
  if (done) return 'done';
  if (on === null) return 'unknown';
  // DAT3: an exception excuses; the law names no new day, so none is made up.
  if (exceptions.some((one) => one.limit === what && !one.ended && mayExcuse(one.reason, what))) return 'excused';
  return on === today ? 'today' : on < today ? 'passed' : 'to_come';
}

const latest = (...days: (CalendarDate | undefined)[]): CalendarDate | null =>
  days
    .filter((day) => day !== undefined)
    .sort()
    .at(-1) ?? null;

/** The day the last review was held or, before the first, the plan was made. A meeting still to come starts nothing. */
const lastReviewed = ({ milestones: days }: DateFacts, today: CalendarDate): CalendarDate | null =>
  latest(days.plan_made, days.review_meeting && days.review_meeting <= today ? days.review_meeting : undefined);

const review = { title: 'The plan is reviewed', who: 'The council' } as const;

/** DAT5: within 12 months of the plan being made, then of each review. After a move the other rule counts. */
function reviewDue(facts: DateFacts, today: CalendarDate): DueDate | null {
  const from = lastReviewed(facts, today);
  const movedIn = facts.milestones.moved_in;
  const date = from && !(movedIn && movedIn >= from) ? statutoryDate('review', from) : null;
  if (!from || !date) return null;
  const why = `Within 12 months of ${inWords(from)}, when the plan was made or last reviewed. ${CLOCK}`;
  return { what: 'review', ...review, ...date, why, state: stateOf('review', date.on, false, facts, today) };
}

/** DAT6: the council a family moved to reviews within 12 months of the last review, or 3 months of the transfer if that is later. */
function transferReviewDue(facts: DateFacts, today: CalendarDate): DueDate | null {
  const movedIn = facts.milestones.moved_in;
  const from = lastReviewed(facts, today);
  if (!movedIn || (from && from > movedIn)) return null;
  const date = statutoryDate('transfer_review', movedIn);
  if (!date) return null;
  const on = latest(from ? addMonths(from, 12) : undefined, date.on)!;
  const why = `The later of 12 months after the last review${from ? `, ${inWords(from)}` : ''}, and 3 months after the plan came here, ${inWords(movedIn)}. ${CLOCK}`;
  const state = stateOf('transfer_review', on, false, facts, today);
  return { what: 'transfer_review', ...review, on, source: date.source, why, state };
}
