import sharp from 'sharp';
import { paperLimits } from '../limits.ts';
import type { MediaType } from '../intake/media.ts';
import { isHeic, pixelsOf } from './heic.ts';
import type { PictureSize } from './job.ts';

/** A page that was photographed must stay legible when it is enlarged. */
const PHOTO_QUALITY = 90;

const open = (bytes: Uint8Array) => sharp(bytes, { limitInputPixels: paperLimits.imageMaxPx, failOn: 'truncated' });

/**
 * The photo as people have it: the right way up and drawn anew, so that where and with what it was taken stays behind with
 * the one that was sent (I06), and so does whatever was hidden behind its end. HEIC becomes JPEG.
 */
export async function drawnAnew(bytes: Uint8Array, mediaType: MediaType): Promise<Uint8Array> {
  if (isHeic(bytes)) {
    const { data, width, height } = await pixelsOf(bytes);
    return sharp(data, { raw: { width, height, channels: 4 } })
      .jpeg({ quality: PHOTO_QUALITY })
      .toBuffer();
  }
  const upright = open(bytes).autoOrient();
  return mediaType === 'image/png' ? upright.png().toBuffer() : upright.jpeg({ quality: PHOTO_QUALITY }).toBuffer();
}

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
