import sharp from 'sharp';
import { paperLimits } from '../limits.ts';

const open = (bytes: Uint8Array) => sharp(bytes, { limitInputPixels: paperLimits.imageMaxPx, failOn: 'truncated' });

/** The size of a photo as it is held, in pixels. Throws when it cannot be decoded or has too many pixels. */
export async function measureImage(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  const { autoOrient } = await open(bytes).metadata();
  await open(bytes).stats();
  return autoOrient;
}

/** The photo drawn anew, the right way up: where and with what it was taken is left behind with the original. */
export const redraw = (bytes: Uint8Array): Promise<Uint8Array> =>
  open(bytes)
    .autoOrient()
    .resize({ width: paperLimits.pictureWidthPx, withoutEnlargement: true })
    .webp({ quality: 82 })
    .toBuffer();
