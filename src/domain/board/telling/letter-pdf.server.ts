import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { plain } from '#domain/evidence/reader/copy/blocks.ts';
import { fontOf, type Piece } from '#domain/evidence/reader/copy/letters.ts';
import { setLines, type SetLine } from '#domain/evidence/reader/copy/typeset.ts';
import type { LetterBlock } from './letter.ts';
import type { Letter } from './letter.server.ts';

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

type Pdf = PDFKit.PDFDocument;
interface Look {
  bold: boolean;
  size: number;
  indent?: number;
}

/**
 * The letter as one tagged PDF in a face made to be read: a screen reader hears headings and lists, and a name in another
 * alphabet is set in it (TELL14).
 */
export async function letterPdf({ reference, address, blocks }: Letter): Promise<Buffer> {
  const pdf = new PDFDocument({
    ...{ size: 'A4', margin: MARGIN, tagged: true, lang: 'en-GB', pdfVersion: '1.7', displayTitle: true },
    info: { Title: `The Board’s decision, ${reference}`, Author: 'Common Ground' },
  });
  const written = buffer(pdf);
  const letter = pdf.struct('Document');
  pdf.addStructure(letter);
  if (address) setBlock(pdf, letter, { kind: 'words', words: address.join('\n') });
  for (const block of blocks) setBlock(pdf, letter, block);
  letter.end();
  pdf.end();
  return written;
}

function setBlock(pdf: Pdf, letter: PDFKit.PDFStructureElement, block: LetterBlock): void {
  if (block.kind === 'list') {
    const list = pdf.struct('L');
    letter.add(list);
    for (const item of block.items) {
      const body = wordsAs(pdf, 'LBody', item, { bold: false, size: 12, indent: INDENT });
      list.add(pdf.struct('LI', {}, [wordsAs(pdf, 'Lbl', '•', { bold: false, size: 12 }, 'stay'), body]));
      pdf.y += AFTER_ITEM;
    }
    list.end();
    pdf.y += looks.heading.after;
    return;
  }
  const { tag, bold, size, after } = looks[block.kind];
  if (tag !== 'P') need(pdf, size * LINE_HEIGHT * WITH_HEADING);
  letter.add(wordsAs(pdf, tag, block.words, { bold, size }));
  pdf.y += after;
}

/** Words under one tag, broken into lines and drawn. `stay`: what comes next stands on the same line. */
function wordsAs(pdf: Pdf, tag: string, words: string, look: Look, stay?: 'stay'): PDFKit.PDFStructureElement {
  const { bold, size, indent = 0 } = look;
  const setting = {
    measure: (piece: Piece) => inFont(pdf, piece, size).widthOfString(piece.text),
    widthPt: pdf.page.width - 2 * MARGIN - indent,
    spacePt: size * SPACE,
  };
  const lines = setLines([{ ...plain(words), bold }], setting);
  // Words are drawn one by one, where they belong; whoever listens hears them as they were written.
  return pdf.struct(tag as 'P', { actual: words }, () => {
    for (const line of lines) drawLine(pdf, line, look);
    if (stay) pdf.y -= size * LINE_HEIGHT;
  });
}

function drawLine(pdf: Pdf, { pieces }: SetLine, { size, indent = 0 }: Look): void {
  need(pdf, size * LINE_HEIGHT);
  const top = pdf.y;
  for (const piece of pieces) {
    const at = MARGIN + indent + piece.x;
    inFont(pdf, piece, size).text(piece.text, at, top + size * LINE_HEIGHT * BASELINE, {
      ...{ baseline: 'alphabetic', lineBreak: false },
    });
  }
  pdf.y = top + size * LINE_HEIGHT;
}

const inFont = (pdf: Pdf, piece: Piece, size: number): Pdf => {
  const { name, file } = fontOf(piece);
  return pdf.registerFont(name, file).font(name).fontSize(size);
};

function need(pdf: Pdf, room: number): void {
  if (pdf.y + room > pdf.page.height - MARGIN) pdf.addPage();
}
