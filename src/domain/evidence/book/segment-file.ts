import type { ReadSegment } from './assemble.ts';
import type { SegmentIndex } from './job.ts';

/** How many digits at the very end of a segment tell the length of its index. */
export const INDEX_DIGITS = 10;

/**
 * Takes a segment apart again. It comes from a process that had a stranger's file in hand, so it is believed only as
 * far as it can be checked: null when it is cut short, begins elsewhere, or points outside itself.
 */
export function readSegment(bytes: Uint8Array, firstObject: number): ReadSegment | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(buffer.toString('latin1', Math.max(0, buffer.length - INDEX_DIGITS)));
  const from = buffer.length - INDEX_DIGITS - length;
  if (!Number.isSafeInteger(length) || length < 2 || from < 0) return null;
  const index = indexOf(buffer.toString('utf8', from, from + length));
  const fits =
    index?.firstObject === firstObject && index.offsets.every((at) => Number.isSafeInteger(at) && at >= 0 && at < from);
  return fits ? { objects: buffer.subarray(0, from), index } : null;
}

function indexOf(text: string): SegmentIndex | null {
  try {
    return JSON.parse(text) as SegmentIndex;
  } catch {
    return null;
  }
}
