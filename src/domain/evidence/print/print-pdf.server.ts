import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { plain, type Span } from '../reader/copy/blocks.ts';
import { fontOf, type Piece } from '../reader/copy/letters.ts';
import { setLines, type SetLine } from '../reader/copy/typeset.ts';
import type { PrintBlock, Printed } from './blocks.ts';

/** All measures in points. */
const MARGIN = 64;
const INDENT = 16;
const LINE_HEIGHT = 1.4;
const BASELINE = 0.74;
const SPACE = 0.27;
/** How much of a page a heading wants below it, in its own lines: it goes over with what it heads. */
const WITH_HEADING = 3.5;

const looks = {
  title: { tag: 'H1', bold: true, size: 22, after: 13 },
  heading: { tag: 'H2', bold: true, size: 15, after: 6 },
  'small-heading': { tag: 'H3', bold: true, size: 12, after: 3 },
  words: { tag: 'P', bold: false, size: 12, after: 10 },
} as const;
const AFTER_ITEM = 4;
const FOOT = { size: 7.5, fromTop: 10 };

type Pdf = PDFKit.PDFDocument;
interface Look {
  size: number;
  indent?: number;
}

/**
 * One tagged PDF in a face made to be read: a screen reader hears headings and lists, and a name in another alphabet is
 * set in it (TELL14). `at` is the moment the file says it was made.
 */
export async function printPdf({ title, blocks, foot }: Printed, at = new Date()): Promise<Buffer> {
  const pdf = new PDFDocument({
    ...{ size: 'A4', margin: MARGIN, tagged: true, lang: 'en-GB', pdfVersion: '1.7', displayTitle: true },
    ...{ bufferPages: true, info: { Title: title, Author: 'Common Ground', CreationDate: at } },
  });
  const written = buffer(pdf);
  const whole = pdf.struct('Document');
  pdf.addStructure(whole);
  for (const block of blocks) setBlock(pdf, whole, block);
  whole.end();
  if (foot.length > 0) setFeet(pdf, foot);
  pdf.end();
  return written;
}

function setBlock(pdf: Pdf, whole: PDFKit.PDFStructureElement, block: PrintBlock): void {
  if (block.kind === 'list') return setList(pdf, whole, block.items);
  if (block.kind === 'pairs') {
    for (const { label, words } of block.pairs) {
      const spans = [{ ...plain(`${label}: `), bold: true }, plain(words)];
      whole.add(wordsAs(pdf, 'P', spans, { size: looks.words.size }));
      pdf.y += AFTER_ITEM;
    }
    pdf.y += looks.heading.after;
    return;
  }
  const { tag, bold, size, after } = looks[block.kind];
  if (tag !== 'P') need(pdf, size * LINE_HEIGHT * WITH_HEADING);
  whole.add(wordsAs(pdf, tag, [{ ...plain(block.words), bold }], { size }));
  pdf.y += after;
}

function setList(pdf: Pdf, whole: PDFKit.PDFStructureElement, items: readonly string[]): void {
  const list = pdf.struct('L');
  whole.add(list);
  for (const item of items) {
    need(pdf, looks.words.size * LINE_HEIGHT);
    const label = wordsAs(pdf, 'Lbl', [plain('•')], { size: looks.words.size }, 'stay');
    const body = wordsAs(pdf, 'LBody', [plain(item)], { size: looks.words.size, indent: INDENT });
    list.add(pdf.struct('LI', {}, [label, body]));
    pdf.y += AFTER_ITEM;
  }
  list.end();
  pdf.y += looks.heading.after;
}

/** Words under one tag, broken into lines and drawn. `stay`: what comes next stands on the same line. */
function wordsAs(pdf: Pdf, tag: string, spans: Span[], look: Look, stay?: 'stay'): PDFKit.PDFStructureElement {
  const { size, indent = 0 } = look;
  const lines = setLines(spans, settingOf(pdf, size, indent));
  const actual = spans.map(({ text }) => text).join('');
  // Words are drawn one by one, where they belong; whoever listens hears them as they were written.
  return pdf.struct(tag as 'P', { actual }, () => {
    for (const line of lines) drawLine(pdf, line, look);
    if (stay) pdf.y -= size * LINE_HEIGHT;
  });
}

const settingOf = (pdf: Pdf, size: number, indent = 0) => ({
  measure: (piece: Piece) => inFont(pdf, piece, size).widthOfString(piece.text),
  widthPt: pdf.page.width - 2 * MARGIN - indent,
  spacePt: size * SPACE,
});

function drawLine(pdf: Pdf, line: SetLine, { size, indent = 0 }: Look): void {
  need(pdf, size * LINE_HEIGHT);
  const top = pdf.y;
  drawPieces(pdf, line, size, { x: MARGIN + indent, y: top });
  pdf.y = top + size * LINE_HEIGHT;
}

function drawPieces(pdf: Pdf, { pieces }: SetLine, size: number, at: { x: number; y: number }): void {
  for (const piece of pieces)
    inFont(pdf, piece, size).text(piece.text, at.x + piece.x, at.y + size * LINE_HEIGHT * BASELINE, {
      ...{ baseline: 'alphabetic', lineBreak: false },
    });
}

/** The foot of every page, once it is known how many there are. Not read aloud again on each: it is no part of the words. */
function setFeet(pdf: Pdf, foot: readonly string[]): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    pdf.markContent('Artifact', { type: 'Pagination' });
    let y = pdf.page.height - MARGIN + FOOT.fromTop;
    // Below the margin pdfkit would begin another page.
    pdf.page.margins.bottom = 0;
    for (const words of [...foot, `Page ${page - start + 1} of ${count}`])
      for (const line of setLines([plain(words)], settingOf(pdf, FOOT.size))) {
        drawPieces(pdf, line, FOOT.size, { x: MARGIN, y });
        y += FOOT.size * LINE_HEIGHT;
      }
    pdf.endMarkedContent();
  }
}

const inFont = (pdf: Pdf, piece: Piece, size: number): Pdf => {
  const { name, file } = fontOf(piece);
  return pdf.registerFont(name, file).font(name).fontSize(size);
};

function need(pdf: Pdf, room: number): void {
  if (pdf.y + room > pdf.page.height - MARGIN) pdf.addPage();
}
