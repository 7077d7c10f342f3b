import sharp from 'sharp';
import { paperLimits } from '../limits.ts';

const open = (path: string) => sharp(path, { limitInputPixels: paperLimits.imageMaxPx, failOn: 'truncated' });

/** The size of a photo as it is held, in pixels. Throws when it cannot be decoded or has too many pixels. */
export async function measureImage(path: string): Promise<{ width: number; height: number }> {
  const { autoOrient } = await open(path).metadata();
  await open(path).stats();
  return autoOrient;
}

/** The photo drawn anew, the right way up: where and with what it was taken is left behind with the original. */
export const redraw = (path: string): Promise<Uint8Array> =>
  open(path)
    .autoOrient()
    .resize({ width: paperLimits.pictureWidthPx, withoutEnlargement: true })
    .webp({ quality: 82 })
    .toBuffer();
