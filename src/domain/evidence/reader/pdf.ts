import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas, type Canvas } from '@napi-rs/canvas';
import {
  getDocument,
  Util,
  VerbosityLevel,
  type PageViewport,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';
import { paperLimits } from '../limits.ts';
import { asPrint } from './ink.ts';
import type { PictureSize, ReadPage } from './job.ts';
import { boxAround, linesOf, pageOf, type Run } from './paragraphs.ts';

type Matrix = [number, number, number, number, number, number];

const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const part = (name: string) => join(home, name, '/');

/**
 * Opens a PDF with everything that could run switched off: no script, no XFA, no fonts of this machine. The decoders
 * for scans (CCITT, JBIG2, JPEG 2000) are WebAssembly and come from the package: without them scans are blank.
 */
export const openPdf = (data: Uint8Array): Promise<PDFDocumentProxy> =>
  getDocument({
    data,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    maxImageSize: paperLimits.imageMaxPx,
    standardFontDataUrl: part('standard_fonts'),
    cMapUrl: part('cmaps'),
    wasmUrl: part('wasm'),
    iccUrl: part('iccs'),
    verbosity: VerbosityLevel.ERRORS,
  }).promise;

/** The words of one page, where they stand, and its size. A page whose words cannot be read has none; its picture may still be drawn. */
export async function readPage(page: PDFPageProxy): Promise<ReadPage> {
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent().catch(() => ({ items: [] }));
  const lines = linesOf(items.flatMap((item) => ('str' in item ? [runOf(item, viewport)] : [])));
  return pageOf(lines, Math.round(viewport.width), Math.round(viewport.height));
}

// Above and below the baseline, as parts of the size of the letters: enough for accents and tails in any font.
const [ASCENT, DESCENT] = [0.95, 0.28];

/** A run of text as the page is shown, whichever way the page was turned. */
function runOf(item: TextItem, viewport: PageViewport): Run {
  const [a, b, c, d, x, y] = Util.transform(viewport.transform, item.transform) as Matrix;
  const along = Math.hypot(a, b) || 1;
  const up = Math.hypot(c, d) || 1;
  const corner = (right: number, above: number) => ({
    x: x + (a / along) * right + (c / up) * above,
    y: y + (b / along) * right + (d / up) * above,
    width: 0,
    height: 0,
  });
  const [above, below] = [item.height * ASCENT, item.height * -DESCENT];
  return {
    text: item.str,
    x,
    y: viewport.height - y,
    width: item.width,
    height: item.height,
    rightToLeft: item.dir === 'rtl',
    box: boxAround([corner(0, above), corner(0, below), corner(item.width, above), corner(item.width, below)]),
  };
}

/** One page on a canvas of this width; a very long page is drawn smaller rather than cut. */
export async function paint(page: PDFPageProxy, widthPx: number): Promise<Canvas> {
  const natural = page.getViewport({ scale: 1 });
  const byWidth = widthPx / natural.width;
  const byArea = Math.sqrt(paperLimits.pictureMaxPx / (natural.width * natural.height));
  const viewport = page.getViewport({ scale: Math.min(byWidth, byArea) });
  const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
  await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: '#ffffff' }).promise;
  return canvas;
}

/** One page as WebP pictures: the full width, and the small one made out of it. */
export async function drawPage(page: PDFPageProxy): Promise<Record<PictureSize, Uint8Array>> {
  const full = await paint(page, paperLimits.pictureWidthPx);
  const scale = Math.min(1, paperLimits.smallPictureWidthPx / full.width);
  const small = createCanvas(Math.max(1, Math.round(full.width * scale)), Math.max(1, Math.round(full.height * scale)));
  const brush = small.getContext('2d');
  brush.imageSmoothingQuality = 'high';
  brush.drawImage(full, 0, 0, small.width, small.height);
  return { full: await full.encode('webp', 82), small: (await asPrint(small)) ?? (await small.encode('webp', 60)) };
}
