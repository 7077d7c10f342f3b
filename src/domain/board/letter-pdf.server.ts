import { buffer } from 'node:stream/consumers';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { LetterBlock } from './letter.ts';
import type { Letter } from './letter.server.ts';

const require = createRequire(import.meta.url);
const fonts = join(dirname(require.resolve('@fontsource/atkinson-hyperlegible-next/package.json')), 'files');
const face = (weight: 400 | 700) => join(fonts, `atkinson-hyperlegible-next-latin-${weight}-normal.woff`);
const MARGIN = 64;
const looks = {
  title: { tag: 'H1', font: 'bold', size: 22, after: 0.6 },
  heading: { tag: 'H2', font: 'bold', size: 15, after: 0.3 },
  'small-heading': { tag: 'H3', font: 'bold', size: 12, after: 0.2 },
  words: { tag: 'P', font: 'plain', size: 12, after: 0.7 },
} as const;

/** The letter as one tagged PDF in a face made to be read: a screen reader hears headings and lists. */
export async function letterPdf({ reference, blocks }: Letter): Promise<Buffer> {
  const document = new PDFDocument({
    ...{ size: 'A4', margin: MARGIN, tagged: true, lang: 'en-GB', pdfVersion: '1.7', displayTitle: true },
    info: { Title: `The Board’s decision, ${reference}`, Author: 'Common Ground' },
  });
  const written = buffer(document);
  document.registerFont('plain', face(400)).registerFont('bold', face(700));
  const letter = document.struct('Document');
  document.addStructure(letter);
  for (const block of blocks) setBlock(document, letter, block);
  letter.end();
  document.end();
  return written;
}

function setBlock(document: PDFKit.PDFDocument, letter: PDFKit.PDFStructureElement, block: LetterBlock): void {
  if (block.kind === 'list') {
    const list = document.struct('L');
    letter.add(list);
    for (const item of block.items) setItem(document, list, item);
    list.end();
    document.moveDown(0.4);
    return;
  }
  const { tag, font, size, after } = looks[block.kind];
  if (tag !== 'P') keepTogether(document, size);
  const set = () => document.font(font).fontSize(size).text(block.words, { lineGap: 3 });
  letter.add(document.struct(tag, {}, set));
  document.moveDown(after);
}

function setItem(document: PDFKit.PDFDocument, list: PDFKit.PDFStructureElement, item: string): void {
  const set = () => document.font('plain').fontSize(12).text(`•  ${item}`, { lineGap: 3, indent: 0 });
  list.add(document.struct('LI', {}, [document.struct('LBody', {}, set)]));
  document.moveDown(0.2);
}

/** A heading goes over with what it heads. */
function keepTogether(document: PDFKit.PDFDocument, size: number): void {
  if (document.y + size * 5 > document.page.height - MARGIN) document.addPage();
}
