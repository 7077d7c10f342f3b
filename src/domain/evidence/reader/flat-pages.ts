import PDFDocument from 'pdfkit';
import type { PageLine } from '../paper.ts';
import { plain } from './copy/blocks.ts';
import { fontOf, piecesOf } from './copy/letters.ts';

/** A page that is a picture, and the words under it. */
export interface FlatPage {
  widthPt: number;
  heightPt: number;
  jpeg: Uint8Array;
  lines: readonly PageLine[];
}

// How the box of a line came about: `readPage` adds this much above and below the letters.
const [LINE_OF_LETTERS, BASELINE] = [1.23, 0.77];

/** A PDF of pictures with their words under them: to be searched, copied and read aloud, and covered by the picture. */
export async function flatPages(pages: readonly FlatPage[]): Promise<Uint8Array> {
  const pdf = new PDFDocument({ autoFirstPage: false, info: { CreationDate: new Date(0) }, lang: 'en-GB' });
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((over) => pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk)).on('end', over));
  for (const { widthPt, heightPt, jpeg, lines } of pages) {
    pdf.addPage({ size: [widthPt, heightPt], margin: 0 });
    for (const line of lines) write(pdf, line);
    pdf.image(Buffer.from(jpeg), 0, 0, { width: widthPt, height: heightPt });
  }
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function write(pdf: PDFKit.PDFDocument, { text, x, y, height }: PageLine): void {
  pdf.fontSize(Math.max(1, height / LINE_OF_LETTERS));
  let at = x;
  for (const piece of piecesOf(text, plain(''))) {
    const { name, file } = fontOf(piece);
    pdf.registerFont(name, file).font(name);
    pdf.text(piece.text, at, y + height * BASELINE, { baseline: 'alphabetic', lineBreak: false });
    at += pdf.widthOfString(piece.text);
  }
}
