import decode from 'heic-decode';
import { paperLimits } from '../limits.ts';
import { Refusal } from './job.ts';

/** Whether a photo came as HEIC, as iPhones keep them. Its container begins with the size of its first box. */
export const isHeic = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(4, 8)).toString('latin1') === 'ftyp';

/** The pixels of a HEIC photo, the right way up, four bytes each, and nothing else of it. Throws when there are too many. */
export async function pixelsOf(bytes: Uint8Array): Promise<{ data: Uint8Array; width: number; height: number }> {
  const images = await decode.all({ buffer: bytes });
  try {
    const [first] = images;
    if (!first) throw new Refusal('damaged');
    if (first.width * first.height > paperLimits.imageMaxPx) throw new Refusal('too-big');
    const { data, width, height } = await first.decode();
    return { data: new Uint8Array(data.buffer), width, height };
  } finally {
    images.dispose();
  }
}
