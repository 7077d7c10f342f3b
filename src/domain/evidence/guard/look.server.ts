import { fileTypeFromBuffer } from 'file-type';
import type { Arrived } from '#server/files.ts';
import { hidesAnother } from '../redaction/behind.ts';
import type { Found } from '../intake/media.ts';

/** Enough to know every kind of file we take. */
const HEAD_BYTES = 4_100;
/** The longest end a ZIP archive can have: it is read from the back. */
const TAIL_BYTES = 22 + 65_535;

/**
 * What the bytes are, whatever the name says (I05), and whether another file hides behind them (I02). Reads the file once
 * from start to end, and holds no more of it than its two ends.
 */
export async function lookAt(arrived: Arrived): Promise<Found> {
  let head: Uint8Array = new Uint8Array();
  let tail: Buffer = Buffer.alloc(0);
  const words = wordsOnly();
  for await (const chunk of arrived.read() as AsyncIterable<Buffer>) {
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
    tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES);
    words.add(chunk);
  }
  const type = (await fileTypeFromBuffer(head))?.mime ?? (words.plain() ? 'text/plain' : undefined);
  return { type, hides: type === 'application/pdf' && hidesAnother(tail) };
}

// What no text holds: every control character but tabs, line ends and page breaks.
const isControl = (code: number): boolean => code === 127 || (code < 32 && ![9, 10, 12, 13].includes(code));

/** Whether all of it is text a person could have typed: no control characters, or UTF-16 that says so at its start. */
function wordsOnly() {
  let wide: boolean | null = null;
  let plain = true;
  return {
    add(chunk: Buffer): void {
      wide ??= /^(fffe|feff)/.test(chunk.toString('hex', 0, 2));
      if (plain && !wide) plain = !chunk.some(isControl);
    },
    plain: () => plain,
  };
}
