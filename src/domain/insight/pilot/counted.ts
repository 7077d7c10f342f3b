import { daysBetween, type CalendarDate } from '#domain/calendar/date.ts';
import { appealBy } from '#domain/calendar/tribunal-days.ts';
import type { MediationKind } from '#domain/mediation/mediation.ts';
import type { OutcomeCode } from '#domain/mediation/outcome/outcome.ts';
import { LEAST_SHOWN, splitAgainShown, splitShown, type Split } from '#domain/cases/small-numbers.ts';
import { spreadOf, type Spread } from '#domain/cases/spread.ts';

/** One disagreement that one kind of meeting was tried for: days and codes, as the database gives them out. */
export interface Try {
  kind: MediationKind;
  /** About a decision that can be appealed. */
  appealable: boolean;
  raisedOn: CalendarDate;
  wantedOn: CalendarDate;
  metOn: CalendarDate | null;
  closedOn: CalendarDate | null;
  outcome: OutcomeCode | null;
  noticeSentOn: CalendarDate | null;
  certificateOn: CalendarDate | null;
  appealedOn: CalendarDate | null;
}

export const ends = ['Everything agreed', 'Some of it agreed', 'Closed without agreement', 'Still going on'] as const;
export const afters = ['Counted as a hearing avoided', 'Appealed after', 'Neither, or too early to say'] as const;
export const steps = [
  'From “I don’t agree” to asking for it',
  'From asking to meeting',
  'From meeting to closing it',
  'All of it',
] as const;

export interface KindCount {
  /** In the order of `ends`. */
  ends: Split;
  /** The same disagreements, in the order of `afters`. */
  afters: Split;
  /** Of those with everything agreed, in the order of `steps`. */
  days: { cases: number | null; spread: Spread | null }[];
}

/** What became of the disagreements that one kind of meeting was tried for. */
export function countKind(all: readonly Try[], kind: MediationKind, countedTo: CalendarDate): KindCount {
  const tries = all.filter((one) => one.kind === kind);
  const settled = tries.filter(({ outcome }) => outcome === 'full');
  const split = splitShown(partsOf(ends.length, tries, endOf));
  return {
    ends: split,
    afters: splitAgainShown(
      split,
      partsOf(afters.length, tries, (one) => afterOf(one, countedTo)),
    ),
    days: steps.map((_, step) => daysOf(settled, step)),
  };
}

const partsOf = (length: number, tries: readonly Try[], partOf: (one: Try) => number): number[] =>
  Array.from({ length }, (_, part) => tries.filter((one) => partOf(one) === part).length);

const endOf = ({ outcome, closedOn }: Try): number => {
  if (!closedOn) return 3;
  return outcome === 'full' ? 0 : outcome === 'part' ? 1 : 2;
};

/**
 * PIL4: a hearing counts as avoided when it could have been had: the decision can be appealed, everything was agreed,
 * nobody appealed, and the last day to appeal is over. Settled alone is not avoided: many would never have appealed.
 */
function afterOf(one: Try, countedTo: CalendarDate): number {
  if (one.appealedOn !== null && one.appealedOn >= one.wantedOn) return 1;
  if (!one.appealable || one.outcome !== 'full' || one.appealedOn !== null || one.noticeSentOn === null) return 2;
  const last = appealBy(one.noticeSentOn, one.certificateOn);
  return 'on' in last && last.on <= countedTo ? 0 : 2;
}

/** Days of one step. What is told late is told as no days, never as fewer than none. */
function daysOf(settled: readonly Try[], step: number): KindCount['days'][number] {
  const days = settled.flatMap((one) => {
    const points = [one.raisedOn, one.wantedOn, one.metOn, one.closedOn];
    const [from, to] = step === 3 ? [points[0], points[3]] : [points[step], points[step + 1]];
    return from && to ? [Math.max(0, daysBetween(from, to))] : [];
  });
  // With a day missing for one of them, the difference of two counts would be that one.
  const missing = settled.length - days.length;
  const hidden = days.length < LEAST_SHOWN || (missing > 0 && missing < LEAST_SHOWN);
  return hidden ? { cases: null, spread: null } : { cases: days.length, spread: spreadOf(days) };
}

export interface Promised {
  dueOn: CalendarDate | null;
  keptOn: CalendarDate | null;
}
export const keepings = ['Kept in time', 'Late, or kept late', 'Still to come, or without a day'] as const;

/** PIL5: in time is on the day or before it; late counts from the day after, kept or not. In the order of `keepings`. */
export const countPromises = (promises: readonly Promised[], countedTo: CalendarDate): Split => {
  const keepingOf = ({ dueOn, keptOn }: Promised): number => {
    if (dueOn === null) return 2;
    if (keptOn !== null) return keptOn <= dueOn ? 0 : 1;
    return dueOn <= countedTo ? 1 : 2;
  };
  return splitShown(keepings.map((_, part) => promises.filter((one) => keepingOf(one) === part).length));
};

export interface Rated {
  kind: MediationKind;
  rating: number;
}

/** The mean of what families of one kind answered; null under five answers. */
export function meanRating(rated: readonly Rated[], kind: MediationKind): { mean: number; answers: number } | null {
  const ratings = rated.filter((one) => one.kind === kind).map(({ rating }) => rating);
  if (ratings.length < LEAST_SHOWN) return null;
  return { mean: ratings.reduce((sum, one) => sum + one, 0) / ratings.length, answers: ratings.length };
}
