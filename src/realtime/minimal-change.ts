/** Where two texts differ: `remove` characters go at `at`, `insert` comes in their place. Units are UTF-16 code units. */
export interface Change {
  at: number;
  remove: number;
  insert: string;
}

/** The smallest single change that turns `before` into `after`; null when they are the same. Never cuts a character in two. */
export function minimalChange(before: string, after: string): Change | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start--;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  if (same > 0 && isLowSurrogate(before.charCodeAt(before.length - same))) same--;
  return { at: start, remove: before.length - same - start, insert: after.slice(start, after.length - same) };
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;
