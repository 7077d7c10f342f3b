import type { CalendarDate } from '#domain/calendar/date.ts';
import { grounds, type Ground } from '#domain/mediation/dispute/dispute.ts';
import type { AppealOutcome } from '#domain/tribunal/appeal.ts';
import { partsShown, wholeShown } from '../appeals/shown.ts';
import type { Cause } from './causes.ts';
import { quarterOf, quartersFrom, type Quarter } from './quarters.ts';

/** One appeal that ended, as the database gives it out for counting: codes and a day, never whose. */
export interface Ended {
  endedOn: CalendarDate;
  ground: Ground;
  area: string;
  parentalRequest: boolean | null;
  privateReport: boolean | null;
  outcome: AppealOutcome;
  causes: string[];
}

const yesNo = (is: boolean | null): string => (is === null ? 'Not known' : is ? 'Yes' : 'No');

/** What causes are split by: how an appeal is put into one of the values. */
export const splits = {
  ground: { words: 'By what the appeal was about', of: (one: Ended) => grounds[one.ground].words },
  area: { words: 'By area', of: (one: Ended) => one.area || 'Not known' },
  parentalRequest: {
    words: 'By whether the family had asked for the assessment',
    of: (one: Ended) => yesNo(one.parentalRequest),
  },
  privateReport: {
    words: 'By whether a report the family paid for was in',
    of: (one: Ended) => yesNo(one.privateReport),
  },
} as const;
export type Split = keyof typeof splits;

export interface TrendRow {
  cause: string;
  label: string;
  /** In the order of the columns; null is not shown. */
  parts: (number | null)[];
}
export interface Trend {
  columns: string[];
  /** Appeals in each column of which it was said what they came from; an appeal may have come from several causes. */
  base: (number | null)[];
  rows: TrendRow[];
}

/** Only appeals of which somebody said what they came from can be counted by it. */
const said = (rows: readonly Ended[]) => rows.filter(({ causes }) => causes.length > 0);

/** LEA8: how often each cause was said, by what. Hidden row by row, so that every split of one cause can stand beside the others. */
export function trendOf(all: readonly Ended[], causes: readonly Cause[], split: Split): Trend {
  const rows = said(all);
  const columns = [...new Set(rows.map(splits[split].of))].sort((a, b) => a.localeCompare(b, 'en-GB'));
  return tabled(rows, causes, columns, splits[split].of);
}

/** LEA8: the same by the quarter the appeal ended in, every quarter since the first. */
export function quarterTrend(
  all: readonly Ended[],
  causes: readonly Cause[],
  to: CalendarDate,
): Trend & { quarters: Quarter[] } {
  const rows = said(all);
  const first = rows.reduce((least, { endedOn }) => (endedOn < least ? endedOn : least), to);
  const quarters = quartersFrom(first, to);
  const columns = quarters.map(({ name }) => name);
  return { quarters, ...tabled(rows, causes, columns, quarterNames()) };
}

/** The quarter an appeal ended in, reckoned once for each month. */
function quarterNames(): (one: Ended) => string {
  const known = new Map<string, string>();
  return ({ endedOn }) => {
    const month = endedOn.slice(0, 7);
    const name = known.get(month) ?? quarterOf(endedOn).name;
    known.set(month, name);
    return name;
  };
}

/** Counted in one pass over the appeals: a county has forty thousand of them, and forty quarters. */
function tabled(
  rows: readonly Ended[],
  causes: readonly Cause[],
  columns: string[],
  of: (one: Ended) => string,
): Trend {
  const place = new Map(columns.map((column, at) => [column, at]));
  const none = () => columns.map(() => 0);
  const base = none();
  const byCause = new Map(causes.map(({ cause }) => [cause, none()]));
  for (const one of rows) {
    const at = place.get(of(one))!;
    base[at]! += 1;
    for (const cause of one.causes) {
      const parts = byCause.get(cause);
      if (parts) parts[at]! += 1;
    }
  }
  const shown = (parts: number[]) =>
    wholeShown(parts.reduce((sum, part) => sum + part, 0)) === null ? parts.map(() => null) : partsShown(parts);
  return {
    columns,
    base: shown(base),
    rows: causes.map(({ cause, label }) => ({ cause, label, parts: shown(byCause.get(cause)!) })),
  };
}

const lost: readonly AppealOutcome[] = ['unopposed', 'allowed', 'allowed_in_part'];

export interface BoardRow {
  decided: string;
  lost: number | null;
  otherwise: number | null;
}

/** LEA9: what the Board had decided in the cases that were appealed, and how many of those the council lost or did not oppose. */
export function boardRows(appealed: readonly { decided: string; outcome: AppealOutcome }[]): BoardRow[] {
  const codes = [...new Set(appealed.map(({ decided }) => decided))].sort();
  const parts = codes.flatMap((code) => {
    const its = appealed.filter(({ decided }) => decided === code);
    const gone = its.filter(({ outcome }) => lost.includes(outcome)).length;
    return [gone, its.length - gone];
  });
  const shown = wholeShown(appealed.length) === null ? parts.map(() => null) : partsShown(parts);
  return codes.map((decided, at) => ({ decided, lost: shown[2 * at]!, otherwise: shown[2 * at + 1]! }));
}

export interface BeforeAfter {
  quarter: Quarter;
  when: 'before' | 'during' | 'after';
  part: number | null;
  base: number | null;
}
const QUARTERS_EACH_WAY = 4;

/** LEA10: a cause in the quarters before and after a change, as the table by quarter shows them, each with its base. */
export function beforeAndAfter(
  trend: ReturnType<typeof quarterTrend>,
  cause: string,
  from: CalendarDate,
): BeforeAfter[] {
  const row = trend.rows.find((one) => one.cause === cause);
  if (!row) return [];
  const all = trend.quarters.map((quarter, at): BeforeAfter => ({
    quarter,
    when: quarter.to < from ? 'before' : quarter.from >= from ? 'after' : 'during',
    part: row.parts[at]!,
    base: trend.base[at]!,
  }));
  return [
    ...all.filter(({ when }) => when === 'before').slice(-QUARTERS_EACH_WAY),
    ...all.filter(({ when }) => when === 'during'),
    ...all.filter(({ when }) => when === 'after').slice(0, QUARTERS_EACH_WAY),
  ];
}
