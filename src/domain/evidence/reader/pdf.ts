import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, VerbosityLevel, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { paperLimits } from '../limits.ts';
import type { ReadPage } from './job.ts';
import { paragraphsOf, type Run } from './paragraphs.ts';

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

/** The words and the size of one page. A page whose words cannot be read has none; its picture may still be drawn. */
export async function readPage(page: PDFPageProxy): Promise<ReadPage> {
  const { width, height } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent().catch(() => ({ items: [] }));
  const runs: Run[] = items.flatMap((item) =>
    'str' in item
      ? [
          {
            text: item.str,
            x: item.transform[4],
            y: item.transform[5],
            width: item.width,
            height: item.height,
            rightToLeft: item.dir === 'rtl',
          },
        ]
      : [],
  );
  const words = paragraphsOf(runs).join('\n\n').slice(0, paperLimits.wordsPerPageMax);
  return { words, widthPt: Math.round(width), heightPt: Math.round(height) };
}

/** One page as a WebP picture, at the one width; a very long page is drawn smaller rather than cut. */
export async function drawPage(page: PDFPageProxy): Promise<Uint8Array> {
  const natural = page.getViewport({ scale: 1 });
  const byWidth = paperLimits.pictureWidthPx / natural.width;
  const byArea = Math.sqrt(paperLimits.pictureMaxPx / (natural.width * natural.height));
  const viewport = page.getViewport({ scale: Math.min(byWidth, byArea) });
  const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
  await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: '#ffffff' }).promise;
  return canvas.encode('webp', 82);
}
