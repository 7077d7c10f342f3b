import type { CalendarDate } from '#domain/calendar/date.ts';
import { inDays, inWords } from '#domain/calendar/words.ts';
import type { DueDate } from './dates.ts';
import type { PeriodFor } from './legal-periods.ts';
import { limits } from './limits.ts';
import { milestones } from './milestones.ts';
import { lawOf, lengthInWords } from './periods.ts';
import type { AfterStep } from './route-after.ts';
import type { Stage } from './stage.ts';

/** What the law sets at each step, in the order it comes. */
const lawsAt: Partial<Record<Stage | AfterStep, readonly PeriodFor[]>> = {
  decide_to_assess: ['decide_to_assess'],
  collect_advice: ['give_advice'],
  board: ['decide_no_plan'],
  draft_plan: ['family_comments', 'school_reply'],
  final_plan: ['final_plan'],
  review: ['review', 'review_notice', 'review_papers', 'review_report', 'review_decision'],
  change: ['amend_comments', 'final_amended', 'final_after_review'],
  next_place: ['next_setting', 'to_post_16', 'between_post_16'],
  again: ['reassess_answer', 'reassess_final'],
  moves: ['transfer_out', 'transfer_tell', 'transfer_review'],
};

/** Laws that set no length of time and are reckoned nowhere else. */
const without: Partial<Record<Stage | AfterStep, string>> = {
  help: 'Children and Families Act 2014, section 42',
  cease: 'Children and Families Act 2014, section 45; SEND Regulations 2014 (SI 2014/1530), regulation 31',
};

const reviewTitles = {
  review: 'The plan is looked at again, at the latest',
  transfer_review: 'The new council looks at the plan again, at the latest',
} as const;
const isReview = (what: PeriodFor): what is keyof typeof reviewTitles => what in reviewTitles;

/** One date or length of time the law sets, as it is read: `when` is a day of this case, or how long and from what. */
export interface LawLine {
  title: string;
  when: string;
  source: string;
  /** The day is behind us because it was kept. */
  done: boolean;
}

/** The lines of the law for a step: this case's own days where it has them, and what the law gives anybody where it has not (WHR5). */
export function lawLines(step: Stage | AfterStep, due: readonly DueDate[], today: CalendarDate): LawLine[] {
  const bare = without[step];
  if (bare) return [{ title: 'There is no date: it must be so at any time', when: '', source: bare, done: false }];
  return (lawsAt[step] ?? []).flatMap((what) => {
    const own = due.find((one) => one.what === what);
    return own?.on ? [ownLine(own, own.on, today)] : anybodysLine(what, today);
  });
}

const ownLine = ({ title, source, state }: DueDate, on: CalendarDate, today: CalendarDate): LawLine => ({
  ...{ title, source, done: state === 'done' },
  when: state === 'done' ? 'done' : `by ${inWords(on)} (${inDays(on, today)})`,
});

function anybodysLine(what: PeriodFor, today: CalendarDate): LawLine[] {
  const law = lawOf(what, today);
  if (!law) return [];
  const { source } = law;
  const length = lengthInWords(law);
  if (isReview(what)) {
    const from =
      what === 'review'
        ? 'the plan, or the last review'
        : 'the move, if that is later than a year after the last review';
    return [{ title: reviewTitles[what], when: `${length} after ${from}`, source, done: false }];
  }
  const { title, begins } = limits[what];
  // "Before 15 February of that year", and "at least 2 weeks before it", say themselves from what they count.
  const counts = law.unit === 'last_day' || law.length < 0 ? '' : `, from the day ${fromWhat(begins)}`;
  return [{ title, when: `${length}${counts}`, source, done: false }];
}

const fromWhat = (begins: (typeof limits)[keyof typeof limits]['begins']): string =>
  begins === 'request' ? 'the council got the request' : lowered(milestones[begins]);
const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
