import { LEAST_SHOWN } from '#domain/cases/small-numbers.ts';
import { COUNCIL, type Tally } from './tally.ts';

/** A number of days in the middle and the middle half, over so many; null where fewer than five are counted. */
export interface Middle {
  of: number;
  low: number;
  middle: number;
  high: number;
}

/** MON4: of answers on which working day, the middle one and the middle half of all of them. */
export function middleOf(tally: Tally, team: string): Middle | null {
  const counts = new Map<number, number>();
  for (const [teamId, figures] of tally)
    if (team === COUNCIL || teamId === team)
      for (const [figure, count] of figures)
        if (figure.startsWith('answer:')) {
          const day = Number(figure.slice('answer:'.length));
          counts.set(day, (counts.get(day) ?? 0) + count);
        }
  const days = [...counts].sort(([a], [b]) => a - b);
  const all = days.reduce((sum, [, count]) => sum + count, 0);
  if (all < LEAST_SHOWN) return null;
  const at = (share: number): number => {
    let seen = 0;
    return days.find(([, count]) => (seen += count) >= share * all)![0];
  };
  return { of: all, low: at(0.25), middle: at(0.5), high: at(0.75) };
}
