export interface Spread {
  median: number;
  least: number;
  most: number;
}

/** The middle one of some numbers of days, and the least and the most. Of none there is none: null. */
export function spreadOf(days: readonly number[]): Spread | null {
  if (days.length === 0) return null;
  const sorted = [...days].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, least: sorted[0]!, most: sorted.at(-1)! };
}
