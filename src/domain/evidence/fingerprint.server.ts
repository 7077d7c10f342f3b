import { createHash } from 'node:crypto';
import { seenText, type SeenPoint, type SeenRow } from './list/seen.ts';

/** SHA-256 of a text as UTF-8, in hexadecimal. */
export const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The fingerprint of what a confirmation would rest on now. */
export const seenSha256 = (rows: readonly SeenRow[], points: readonly SeenPoint[]): string =>
  sha256Of(seenText(rows, points));
