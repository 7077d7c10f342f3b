/**
 * Counts by team and by what they count. Names of figures: `reply:kept`, `reply:missed` (and the other promises),
 * `answer:3` (replies given on the third working day), `came:email`, `way:email:kept`, `chase`, `ring:soon`, `ring:late`, `cases` (open at the end);
 * and how things stand: `heard:wrote:0`, `review:silent:late`, `tray`, `alone`, `clause`, `order`, `longest` (days).
 */
export type Tally = Map<string, Map<string, number>>;

/** The council, beside its teams. */
export const COUNCIL = 'council';

/** One row of the database: a team, a figure and how many. */
export interface Counted {
  teamId: string;
  figure: string;
  count: number;
}

/** The longest wait is one family's; everything else is added up. */
const isMost = (figure: string): boolean => figure === 'longest';
const together = (figure: string, a: number, b: number): number => (isMost(figure) ? Math.max(a, b) : a + b);

/** Rows of one team and figure are added up; of the longest wait the longer stands. */
export function tallyOf(rows: readonly Counted[]): Tally {
  const tally: Tally = new Map();
  for (const { teamId, figure, count } of rows) {
    const team = tally.get(teamId) ?? new Map<string, number>();
    team.set(figure, together(figure, team.get(figure) ?? 0, count));
    tally.set(teamId, team);
  }
  return tally;
}

export const rowsOf = (tally: Tally): Counted[] =>
  [...tally].flatMap(([teamId, figures]) => [...figures].map(([figure, count]) => ({ teamId, figure, count })));

export const countOf = (tally: Tally, teamId: string, figure: string): number => tally.get(teamId)?.get(figure) ?? 0;

/** What was counted of a month, and how things stand, as one. Their figures have different names. */
export const togetherOf = (a: Tally, b: Tally): Tally => tallyOf([...rowsOf(a), ...rowsOf(b)]);

/** Of the whole council. */
export const wholeOf = (tally: Tally, figure: string): number =>
  [...tally.keys()].reduce((sum, teamId) => together(figure, sum, countOf(tally, teamId, figure)), 0);
