import { inShort } from '#domain/calendar/words.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { LEAST_SHOWN, partShown, splitShown } from '#domain/cases/small-numbers.ts';
import { spreadOf } from '#domain/cases/spread.ts';
import { outcomes, type AppealOutcome } from '../appeal.ts';

/** Appeals that ended alike: as many with this outcome, these of the tags looked for, and this long before their hearing. */
export interface Closed {
  outcome: AppealOutcome;
  tags: string[];
  /** Negative after the hearing; null where no hearing was set. */
  daysBefore: number | null;
  appeals: number;
}

export interface Period {
  from: CalendarDate;
  to: CalendarDate;
}

/** What became of one group of closed appeals. Null for what is not shown. */
export interface PastGroup {
  /** Words that follow "appeals": "on this ground". */
  of: string;
  whole: number | null;
  settled: number | null;
  medianDays: number | null;
  sentence: string;
}
export interface PastOutcomes {
  period: Period;
  ground: PastGroup;
  /** One for each issue tag of the appeal, in its order. */
  issues: PastGroup[];
  /** How the ground's appeals ended, as finely as it can be shown without giving away fewer than five; none when it cannot. */
  ways: { words: string; appeals: number }[];
}

/** The ways an appeal ends, each with its outcomes. */
const ways: readonly { words: string; outcomes: AppealOutcome[] }[] = [
  { words: 'Settled before a hearing', outcomes: ['unopposed', 'consent_order', 'withdrawn_resolved'] },
  { words: 'Ended in another way without a hearing', outcomes: ['withdrawn_other', 'struck_out'] },
  { words: 'Decided by the tribunal', outcomes: ['allowed', 'allowed_in_part', 'dismissed', 'remitted'] },
];
const isSettled = ({ outcome }: Closed): boolean => ways[0]!.outcomes.includes(outcome);

/**
 * PAT1: this academic year and the two before it (each from 1 September), to the end of last month: a number that moved from
 * one day to the next would tell whose appeal moved it.
 */
export function lastThreeYears(today: CalendarDate): Period {
  const [year, month] = today.split('-').map(Number);
  return { from: `${month! >= 9 ? year! - 2 : year! - 3}-09-01`, to: addDays(`${today.slice(0, 8)}01`, -1) };
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
const count = (rows: readonly Closed[]): number => sumOf(rows.map(({ appeals }) => appeals));
const ended = (rows: readonly Closed[], outcome: AppealOutcome) => count(rows.filter((row) => row.outcome === outcome));

/** PAT1, PIL3: how this council's own appeals ended, of the ground and of each of its issues, with nothing under five. */
export function pastOf(
  closed: readonly Closed[],
  period: Period,
  issues: readonly { tag: string; label: string }[],
): PastOutcomes {
  const whole = count(closed);
  const settled = partShown(count(closed.filter(isSettled)), whole);
  const ground = {
    of: 'on this ground',
    whole: whole < LEAST_SHOWN ? null : whole,
    settled,
    medianDays: settled === null ? null : medianOf(closed),
  };
  return {
    period,
    ground: saidOf(ground, period),
    issues: issues.map((issue) => saidOf(issueOf(closed, ground, issue), period)),
    ways: settled === null ? [] : waysOf(closed, settled, whole - settled),
  };
}

/** PIL3: the finer split stands in for the coarser one only with every part of it at five or more. */
function waysOf(closed: readonly Closed[], settled: number, others: number): PastOutcomes['ways'] {
  const byWay = splitShown(ways.map((way) => sumOf(way.outcomes.map((one) => ended(closed, one)))));
  if (byWay.whole === null)
    return [
      { words: ways[0]!.words, appeals: settled },
      { words: 'Ended in another way', appeals: others },
    ];
  return ways.flatMap((way, at) => {
    const each = way.outcomes.map((one) => ended(closed, one));
    return splitShown(each).whole === null
      ? [{ words: way.words, appeals: byWay.parts[at]! }]
      : way.outcomes.map((one, which) => ({ words: outcomes[one].words, appeals: each[which]! }));
  });
}

/** Some of the ground's appeals: with all four of "this issue or not" by "settled or not" at five or more, none gives another away. */
function issueOf(
  closed: readonly Closed[],
  ground: Pick<PastGroup, 'whole' | 'settled'>,
  { tag, label }: { tag: string; label: string },
): Omit<PastGroup, 'sentence'> {
  const its = closed.filter(({ tags }) => tags.includes(tag));
  const [whole, settled] = [count(its), count(its.filter(isSettled))];
  const wholeShown = partShown(whole, ground.whole ?? 0);
  const bothWays = [partShown(settled, ground.settled ?? 0), partShown(settled, whole)];
  const restBothWays = ground.whole === null ? null : partShown(whole - settled, ground.whole - (ground.settled ?? 0));
  const settledShown = wholeShown === null || restBothWays === null || bothWays.includes(null) ? null : settled;
  return {
    of: `on this ground and about “${label}”`,
    whole: wholeShown,
    settled: settledShown,
    medianDays: settledShown === null ? null : medianOf(its),
  };
}

/** The middle number of days before the hearing, of those settled before it; null when one without a day could be told apart. */
function medianOf(rows: readonly Closed[]): number | null {
  const settled = rows.filter(isSettled);
  const days = settled.flatMap(({ daysBefore, appeals }) =>
    daysBefore === null || daysBefore < 0 ? [] : Array.from({ length: appeals }, () => daysBefore),
  );
  const missing = count(settled) - days.length;
  if (days.length < LEAST_SHOWN || (missing > 0 && missing < LEAST_SHOWN)) return null;
  return spreadOf(days)!.median;
}

export const periodInWords = ({ from, to }: Period): string => `from ${inShort(from)} to ${inShort(to)}`;

function saidOf(group: Omit<PastGroup, 'sentence'>, period: Period): PastGroup {
  return { ...group, sentence: sentenceOf(group, period) };
}

function sentenceOf({ of, whole, settled, medianDays }: Omit<PastGroup, 'sentence'>, period: Period): string {
  const when = `closed ${periodInWords(period)}`;
  if (whole === null) return `Appeals ${of}, ${when}: too few to show, or none.`;
  if (settled === null)
    return `${whole} appeals ${of} were ${when}. How many were settled is not shown: some of the numbers are under five.`;
  const middle = medianDays === null ? '' : `; middle: ${medianDays} ${medianDays === 1 ? 'day' : 'days'} before it`;
  return `Of ${whole} appeals ${of} ${when}, ${settled} were settled before a hearing${middle}.`;
}
