import sharp from 'sharp';
import { paperLimits } from '../../limits.ts';
import type { MediaType } from '../../intake/media.ts';
import type { ReadPage } from '../job.ts';
import { pageOf } from '../paragraphs.ts';
import { blocksOfText, notDrawn, plain, type Block, type Span } from './blocks.ts';
import { Sheet } from './sheet.ts';
import { drawTable } from './table.ts';
import { blocksOfWord } from './word.ts';

const BODY = 12;
const HEADINGS = { 1: 20, 2: 16, 3: 13.5 } as const;
const INDENT = 20;
const PIXELS_TO_POINTS = 0.75;
const PICTURE_WIDTH_MAX_PX = 1_600;

/** A copy for reading, and the words of its pages. */
export interface ReadingCopy {
  bytes: Uint8Array;
  pages: ReadPage[];
}

/**
 * Makes a PDF of a Word or text file: its headings, paragraphs, lists, tables and pictures, in their order, on plain
 * pages. It is for reading the words together, not for judging how the file looks.
 */
export async function readingCopyOf(mediaType: MediaType, bytes: Uint8Array): Promise<ReadingCopy> {
  const blocks = mediaType === 'text/plain' ? blocksOfText(bytes) : await blocksOfWord(bytes);
  const sheet = new Sheet();
  for (const block of blocks) {
    sheet.newParagraph();
    await draw(sheet, block);
  }
  const { widthPt, heightPt } = sheet.size;
  const pages = sheet.pages.map((lines) => pageOf(lines, Math.round(widthPt), Math.round(heightPt)));
  return { bytes: await sheet.bytes(), pages };
}

function draw(sheet: Sheet, block: Block): void | Promise<void> {
  switch (block.kind) {
    case 'heading':
      return drawHeading(sheet, block.spans, HEADINGS[block.level]);
    case 'paragraph':
      sheet.space(BODY * 0.9);
      return sheet.lines(sheet.set(block.spans, BODY, sheet.widthPt), BODY);
    case 'item':
      return drawItem(sheet, block.marker, block.level, block.spans);
    case 'table':
      sheet.space(BODY);
      return drawTable(sheet, block.rows, BODY - 1);
    case 'picture':
      return drawPicture(sheet, block.bytes);
  }
}

/** A heading stays with the two lines that follow it. */
function drawHeading(sheet: Sheet, spans: readonly Span[], size: number): void {
  const lines = sheet.set(
    spans.map((span) => ({ ...span, bold: true })),
    size,
    sheet.widthPt,
  );
  sheet.space(size);
  sheet.need(lines.length * sheet.lineHeight(size) + 3 * sheet.lineHeight(BODY));
  sheet.lines(lines, size);
}

function drawItem(sheet: Sheet, marker: string, level: number, spans: readonly Span[]): void {
  const indent = INDENT * (level + 1);
  sheet.space(BODY * 0.9);
  sheet.need(sheet.lineHeight(BODY));
  sheet.lineAt(sheet.set([plain(marker)], BODY, INDENT)[0]!, BODY, indent - INDENT, 0);
  sheet.lines(sheet.set(spans, BODY, sheet.widthPt - indent), BODY, indent);
}

async function drawPicture(sheet: Sheet, bytes: Uint8Array): Promise<void> {
  const drawn = await jpegOf(bytes).catch(() => null);
  if (!drawn) return draw(sheet, notDrawn);
  const { width, height } = drawn.info;
  sheet.space(BODY);
  sheet.picture(drawn.data, { widthPt: width * PIXELS_TO_POINTS, heightPt: height * PIXELS_TO_POINTS });
}

const jpegOf = (bytes: Uint8Array) =>
  sharp(bytes, { limitInputPixels: paperLimits.imageMaxPx, failOn: 'truncated' })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize({ width: PICTURE_WIDTH_MAX_PX, withoutEnlargement: true })
    .jpeg({ quality: 82 })
    .toBuffer({ resolveWithObject: true });
