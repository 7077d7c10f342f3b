import sharp from 'sharp';
import { paperLimits } from '../limits.ts';
import type { PictureSize } from './job.ts';

const open = (bytes: Uint8Array) => sharp(bytes, { limitInputPixels: paperLimits.imageMaxPx, failOn: 'truncated' });

/** The size of a photo as it is held, in pixels. Throws when it cannot be decoded or has too many pixels. */
export async function measureImage(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  const { autoOrient } = await open(bytes).metadata();
  await open(bytes).stats();
  return autoOrient;
}

/** The photo drawn anew in both sizes, the right way up: where and with what it was taken is left behind with the original. */
export async function redraw(bytes: Uint8Array): Promise<Record<PictureSize, Uint8Array>> {
  const drawn = (width: number, quality: number) =>
    open(bytes).autoOrient().resize({ width, withoutEnlargement: true }).webp({ quality }).toBuffer();
  const { pictureWidthPx, smallPictureWidthPx } = paperLimits;
  return { full: await drawn(pictureWidthPx, 82), small: await drawn(smallPictureWidthPx, 60) };
}
