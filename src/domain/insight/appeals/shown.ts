import { LEAST_SHOWN } from '#domain/cases/small-numbers.ts';

/**
 * LEA4: parts of one whole as they may be shown beside that whole. From one to four is hidden, and then more, the smallest
 * first, until at least two parts and five appeals are: what is hidden cannot be worked out from the rest. 0 is nobody.
 */
export function partsShown(parts: readonly number[]): (number | null)[] {
  const hidden = new Set(parts.flatMap((part, at) => (part > 0 && part < LEAST_SHOWN ? [at] : [])));
  if (hidden.size === 0) return [...parts];
  const rest = parts.flatMap((part, at) => (part > 0 && !hidden.has(at) ? [at] : []));
  const together = () => [...hidden].reduce((sum, at) => sum + parts[at]!, 0);
  for (const at of rest.sort((a, b) => parts[a]! - parts[b]!))
    if (hidden.size < 2 || together() < LEAST_SHOWN) hidden.add(at);
  return parts.map((part, at) => (hidden.has(at) ? null : part));
}

/** LEA4: a whole that may be shown, or null: from one to four appeals are somebody. */
export const wholeShown = (whole: number): number | null => (whole > 0 && whole < LEAST_SHOWN ? null : whole);

export const count = (part: number | null): string => (part === null ? 'Not shown' : part.toLocaleString('en-GB'));

/** "20.2%"; nothing of an empty whole. */
export const share = (part: number | null, whole: number): string =>
  part === null ? 'Not shown' : whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)}%`;
