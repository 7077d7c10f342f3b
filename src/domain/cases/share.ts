/** The middle 95% of a normal distribution ends at this many standard deviations. */
const Z = 1.959963984540054;
/** With fewer, one family more or less moves the share by over three points: only the range is said. */
export const THIN = 30;

export interface Share {
  percent: number;
  low: number;
  high: number;
}

/**
 * A share and its 95% range by Wilson's score interval (Wilson 1927), which keeps within 0 and 100 and holds for small
 * numbers, where the usual "plus or minus" does not. Throws a RangeError for what is no share of anything.
 */
export function shareOf(part: number, whole: number): Share {
  if (!(whole > 0 && part >= 0 && part <= whole)) throw new RangeError(`${part} is no share of ${whole}.`);
  const p = part / whole;
  const spread = (Z * Z) / whole;
  const middle = (p + spread / 2) / (1 + spread);
  const half = (Z * Math.sqrt((p * (1 - p)) / whole + spread / whole / 4)) / (1 + spread);
  const percent = (share: number) => 100 * Math.min(1, Math.max(0, share));
  return { percent: percent(p), low: percent(middle - half), high: percent(middle + half) };
}

/** "50.5% (range about 41% to 60%)"; of thin data the range alone: "somewhere between 19% and 56%". */
export function shareInWords(part: number, whole: number): string {
  const { percent, low, high } = shareOf(part, whole);
  const [from, to] = [low, high].map(Math.round);
  if (whole < THIN) return `somewhere between ${from}% and ${to}%`;
  return `${percent.toFixed(1)}% (range about ${from}% to ${to}%)`;
}
