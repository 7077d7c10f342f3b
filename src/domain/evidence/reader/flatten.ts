import { PDFDocument } from '@cantoo/pdf-lib';
import { loadImage, createCanvas, type Canvas } from '@napi-rs/canvas';
import { paperLimits } from '../limits.ts';
import type { PageLine } from '../paper.ts';
import { copyInto, notToBeKept } from './apart.ts';
import { flatPages, type FlatPage } from './flat-pages.ts';
import { measureImage, redraw } from './image.ts';
import type { FlattenPage } from './job.ts';
import type { Box } from './paragraphs.ts';
import { openPdf, paint, readPage } from './pdf.ts';

/**
 * The paper with places hidden for good: every page that has one is a picture with black boxes, over the words that may
 * still be read. Other pages stay as they are; one that shares a picture with a hidden place, or carries notes, becomes
 * a picture too. The number of pages does not change.
 */
export async function flattened(
  isImage: boolean,
  bytes: Uint8Array,
  orders: readonly FlattenPage[],
): Promise<Uint8Array> {
  if (isImage) return flatPages([await flatImage(bytes, orders[0]!)]);
  // pdf.js takes what it is handed for its own. A PDF that only pdf.js can open is flattened whole.
  const original = await PDFDocument.load(bytes.slice()).catch(() => null);
  const pdf = await openPdf(bytes);
  const ordered = new Map(orders.map((order) => [order.page, order]));
  const flat: FlatPage[] = [];
  const flatNumbers: number[] = [];
  const unkept = original ? notToBeKept(original.getPages(), new Set(ordered.keys())) : null;
  for (let number = 1; number <= pdf.numPages; number++) {
    const order = ordered.get(number);
    if (!order && unkept && !unkept.has(number)) continue;
    const page = await pdf.getPage(number);
    const { widthPt, heightPt, lines } = await readPage(page);
    const canvas = await paint(page, paperLimits.flattenedWidthPx);
    flat.push(await flatPage(canvas, { widthPt, heightPt }, order?.boxes ?? [], order?.lines ?? lines));
    flatNumbers.push(number);
    page.cleanup();
  }
  const pictures = await flatPages(flat);
  return original ? copyInto(original, pictures, flatNumbers) : pictures;
}

async function flatImage(bytes: Uint8Array, { boxes, lines }: FlattenPage): Promise<FlatPage> {
  const { width, height } = await measureImage(bytes);
  const image = await loadImage((await redraw(bytes)).full);
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return flatPage(canvas, { widthPt: width, heightPt: height }, boxes, lines);
}

/** Paints over, then forgets what was under it: what leaves is the picture. */
async function flatPage(
  canvas: Canvas,
  size: { widthPt: number; heightPt: number },
  boxes: readonly Box[],
  lines: readonly PageLine[],
): Promise<FlatPage> {
  const scale = canvas.width / size.widthPt;
  const brush = canvas.getContext('2d');
  brush.fillStyle = '#000000';
  // Outwards to whole dots: no edge of a letter shows beside the box.
  for (const { x, y, width, height } of boxes) {
    const [left, top] = [Math.floor(x * scale) - 1, Math.floor(y * scale) - 1];
    brush.fillRect(left, top, Math.ceil((x + width) * scale) + 1 - left, Math.ceil((y + height) * scale) + 1 - top);
  }
  return { ...size, jpeg: await canvas.encode('jpeg', 82), lines };
}
