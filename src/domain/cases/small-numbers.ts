/** A number under this could be recognised as somebody. */
export const LEAST_SHOWN = 5;

export interface Split {
  /** The parts in their order; null for one that is not shown. */
  parts: (number | null)[];
  /** What they add up to; null while a part is hidden. */
  whole: number | null;
}

/**
 * PIL3: what may be shown of a whole and its parts. A part under five is hidden, 0 too, and with it the whole: every number
 * that is shown is then made of shown ones, so none that is hidden can be worked out from them.
 */
export function splitShown(parts: readonly number[]): Split {
  const shown = parts.map((part) => (part < LEAST_SHOWN ? null : part));
  return { parts: shown, whole: shown.includes(null) ? null : parts.reduce((sum, part) => sum + part, 0) };
}

/**
 * PIL3: the same people split another way. Two ways to add up to one whole would give away what either hides, so this one
 * is shown only when nothing of either is hidden.
 */
export function splitAgainShown(first: Split, parts: readonly number[]): Split {
  const again = splitShown(parts);
  return first.whole === null || again.whole === null ? { parts: parts.map(() => null), whole: first.whole } : again;
}

/** PIL3: a part of a whole that is itself shown. Hidden when it or the rest is under five: the rest is never shown. */
export const partShown = (part: number, whole: number): number | null =>
  part < LEAST_SHOWN || whole - part < LEAST_SHOWN ? null : part;

export const shownInWords = (count: number | null): string => (count === null ? 'Not shown' : String(count));
