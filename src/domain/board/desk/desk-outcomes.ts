import type { CalendarDate } from '#domain/calendar/date.ts';
import { inShort } from '#domain/calendar/words.ts';
import { outcomes, outcomesOf, type Outcome } from '../outcomes.ts';
import type { Question } from '../question.ts';

/** Fewer than this could be recognised. */
const LEAST_SHOWN = 5;

export interface OutcomeCounts {
  period: string;
  /** Each answer and how often, in words; null in place of a number that is too small to show. */
  lines: { outcome: Outcome; inWords: string; count: number | null }[];
  /** Null while any number is hidden: from the whole the hidden one could be worked out. */
  all: number | null;
}

/** What this council decided on one question between two days. DEC12: a number under five is hidden, and so is the whole. */
export function outcomeCounts(
  question: Question,
  counted: ReadonlyMap<Outcome, number>,
  [from, to]: readonly [CalendarDate, CalendarDate],
): OutcomeCounts {
  const lines = outcomesOf(question).map((outcome) => {
    const count = counted.get(outcome) ?? 0;
    return { outcome, inWords: outcomes[outcome].inWords, count: count < LEAST_SHOWN ? null : count };
  });
  const hidden = lines.some(({ count }) => count === null);
  return {
    period: `${inShort(from)} to ${inShort(to)}`,
    lines,
    all: hidden ? null : lines.reduce((sum, { count }) => sum + (count ?? 0), 0),
  };
}
