import { createCanvas } from '@napi-rs/canvas';
import { PDFRawStream, type PDFRef } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { paperLimits } from '../../limits.ts';
import { openPdf } from '../../reader/pdf.ts';
import { bookLimits } from '../limits.ts';
import type { Segment } from './segment.ts';

export interface Picture {
  jpeg: Uint8Array;
  widthPx: number;
  heightPx: number;
  /** The upright page it shows. */
  widthPt: number;
  heightPt: number;
}

/** Draws single pages of a PDF with the same library that draws them on screen, upright, form answers and all. */
export async function drawerOf(bytes: Uint8Array): Promise<(page: number) => Promise<Picture>> {
  // The library takes the bytes it is given for its own.
  const pdf = await openPdf(Uint8Array.from(bytes));
  return async (at) => {
    const page = await pdf.getPage(at);
    const { width: widthPt, height: heightPt } = page.getViewport({ scale: 1 });
    const sharpEnough = bookLimits.pictureDotsPerInch / 72;
    const scale = Math.min(sharpEnough, Math.sqrt(paperLimits.pictureMaxPx / (widthPt * heightPt)));
    const viewport = page.getViewport({ scale });
    const [widthPx, heightPx] = [Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height))];
    const canvas = createCanvas(widthPx, heightPx);
    await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: '#ffffff' }).promise;
    page.cleanup();
    return { jpeg: await canvas.encode('jpeg', bookLimits.pictureQuality), widthPx, heightPx, widthPt, heightPt };
  };
}

/** A photo as a picture for a page: upright, no finer than print, and nothing of where it was taken. */
export async function photoOf(bytes: Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(bytes, { limitInputPixels: paperLimits.imageMaxPx, failOn: 'truncated' })
    .autoOrient()
    .resize({ width: bookLimits.photoMaxPx, height: bookLimits.photoMaxPx, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: bookLimits.pictureQuality })
    .toBuffer({ resolveWithObject: true });
  return { jpeg: data, widthPx: info.width, heightPx: info.height, widthPt: info.width, heightPt: info.height };
}

export function pictureObject({ jpeg, widthPx, heightPx }: Picture, segment: Segment): PDFRef {
  const dict = segment.context.obj({
    ...{ Type: 'XObject', Subtype: 'Image', Width: widthPx, Height: heightPx, ColorSpace: 'DeviceRGB' },
    ...{ BitsPerComponent: 8, Filter: 'DCTDecode', Length: jpeg.length },
  });
  return segment.add(PDFRawStream.of(dict, jpeg));
}
