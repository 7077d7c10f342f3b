/** What a canonical text may hold: no fractions, so that no two machines write a number differently. */
export type Canonical = string | number | boolean | null | readonly Canonical[] | { readonly [key: string]: Canonical };

/**
 * One value, one text: JSON without spaces, keys in the order of their UTF-16 code units, whole numbers only
 * (the part of RFC 8785 that we need). Its SHA-256 is a fingerprint anybody can make again.
 */
export function canonical(value: Canonical): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError(`${value} is not a whole number.`);
  if (typeof value === 'string' && !value.isWellFormed()) throw new RangeError('A text holds half a character.');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value as Record<string, Canonical>).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}

/** A fingerprint in groups of four, as people read it aloud. */
export const inGroups = (sha256: string): string =>
  sha256
    .toUpperCase()
    .match(/.{1,4}/g)
    ?.join(' ') ?? '';
