import { addMonths, daysBetween, type CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { partShown } from './small-numbers.ts';

/** Under so many families a range says more of one of them than of how long it takes (WHR2). */
export const LEAST_FAMILIES = 12;
/** Families who left a step so long ago waited on another council's staff. */
const MONTHS_COUNTED = 12;

/** How long families waited at one stage: the middle half of them in whole weeks, and how many of all waited so long. */
export interface WaitRange {
  families: number;
  fromWeeks: number;
  toWeeks: number;
  inside: number;
}

export const countedFrom = (today: CalendarDate): CalendarDate => addMonths(today, -MONTHS_COUNTED);

const at = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * part) - 1))]!;

/** The middle half of the waits, widened to whole weeks: down to the week begun, up to the week ended. Null when they are too few. */
export function rangeOf(days: readonly number[]): WaitRange | null {
  if (days.length < LEAST_FAMILIES) return null;
  const sorted = [...days].sort((a, b) => a - b);
  const fromWeeks = Math.floor(at(sorted, 1 / 4) / 7);
  // A range of no width would say that somebody knows the day.
  const toWeeks = Math.max(fromWeeks + 1, Math.ceil(at(sorted, 3 / 4) / 7));
  const inside = sorted.filter((each) => each >= fromWeeks * 7 && each <= toWeeks * 7).length;
  return { families: sorted.length, fromWeeks, toWeeks, inside };
}

const weeksInWords = ({ fromWeeks, toWeeks }: WaitRange): string => {
  if (fromWeeks > 0) return `${fromWeeks} to ${toWeeks} weeks`;
  return toWeeks === 1 ? 'less than a week' : `up to ${toWeeks} weeks`;
};

/** The week somebody is in who came on that day: the first is week 1. */
export const weekOf = (came: CalendarDate, today: CalendarDate): number => Math.floor(daysBetween(came, today) / 7) + 1;

export interface WaitInWords {
  /** "Most families at this step wait 3 to 6 weeks.", or that there are not enough of them to say. */
  range: string;
  /** "You came to this step on Monday 2 November 2026. This is week 4."; null when nobody knows the day. */
  you: string | null;
  /** From whom it was counted, and when; null when there is nothing to count. */
  counted: string | null;
}

/** WHR2: what a family reads of how long a step takes. Never a promise, and never a share of a way. */
export function waitInWords(
  wait: (WaitRange & { fromOn: CalendarDate; toOn: CalendarDate }) | null,
  came: CalendarDate | null,
  today: CalendarDate,
  who: 'You' | 'The case',
): WaitInWords {
  const you =
    came && came <= today ? `${who} came to this step on ${inWords(came)}. This is week ${weekOf(came, today)}.` : null;
  if (!wait) return { range: 'There are not enough families yet to say how long this step takes.', you, counted: null };
  const most = wait.inside * 2 > wait.families ? 'Most families' : 'Half of the families';
  const shown = partShown(wait.inside, wait.families);
  const soMany = shown === null ? '' : ` ${shown} of them waited that long.`;
  return {
    range: `${most} at this step wait ${weeksInWords(wait)}.`,
    you,
    counted: `We counted ${wait.families} families here who finished this step between ${inWords(wait.fromOn)} and ${inWords(wait.toOn)}.${soMany}`,
  };
}
