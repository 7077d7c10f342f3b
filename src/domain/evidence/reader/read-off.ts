import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { createWorker, OEM } from 'tesseract.js';
import type { PageLine } from '../paper.ts';

const letters = join(
  dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json')),
  '4.0.0_best_int',
);

// Out of a hundred, as the reading itself says. Under this it is a drawing, a stamp or another alphabet.
const SURE_ENOUGH = 50;

/**
 * Reads English words off the picture of a page, and where they stand on a page this wide. Nothing is fetched: the
 * letters it knows come with the packages. Lines it is not sure of are left out.
 */
export async function wordsOff(picture: Uint8Array, widthPt: number): Promise<PageLine[]> {
  const png = await sharp(picture).greyscale().png().toBuffer({ resolveWithObject: true });
  const reader = await createWorker('eng', OEM.LSTM_ONLY, { langPath: letters, cacheMethod: 'none', gzip: true });
  const { data } = await reader.recognize(png.data, {}, { text: false, blocks: true });
  await reader.terminate();
  const tenth = (pixels: number) => Math.round(((pixels * widthPt) / png.info.width) * 10) / 10;
  const paragraphs = (data.blocks ?? []).flatMap((block) => block.paragraphs);
  return paragraphs
    .map(({ lines }) => lines.filter(({ confidence, text }) => confidence >= SURE_ENOUGH && text.trim() !== ''))
    .filter((lines) => lines.length > 0)
    .flatMap((lines, paragraph) =>
      lines.map(({ text, bbox }) => ({
        text: text.replace(/\s+/g, ' ').trim(),
        paragraph,
        ...{ x: tenth(bbox.x0), y: tenth(bbox.y0) },
        ...{ width: tenth(bbox.x1 - bbox.x0), height: tenth(bbox.y1 - bbox.y0) },
      })),
    );
}
