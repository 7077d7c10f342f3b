import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';

const require = createRequire(import.meta.url);
/** With Greek and Cyrillic letters, and put into the file whole: a printer has no fonts of its own. */
const FACE = join(dirname(require.resolve('pdfjs-dist/package.json')), 'standard_fonts/LiberationSans-Regular.ttf');

const mm = (millimetres: number): number => (millimetres * 72) / 25.4;
/** Where GOV.UK Notify's envelopes have their window, and what must stay empty around it. */
const WINDOW = { left: mm(24.6), top: mm(39.5), width: mm(95.4), height: mm(26.8) };
const MARGINS = { top: mm(20), bottom: mm(20), left: mm(24.6), right: mm(20) };
const WORDS_BEGIN = mm(100);
const ADDRESS_LINES_MAX = 7;
const SIZE = 12;

export interface Letter {
  /** The lines of the address, one below the other. */
  to: string;
  subject: string;
  body: string;
}

/**
 * A letter as it is printed: A4, the address where the envelope's window is, 12 points, letters that any reader of the file
 * finds. Throws for an address with more lines than the window shows: it would be posted to nobody.
 */
export async function letterPdf({ to, subject, body: words }: Letter): Promise<Buffer> {
  const body = words.replaceAll('\r', '');
  const lines = to.split(/\r?\n/);
  if (lines.length > ADDRESS_LINES_MAX)
    throw Object.assign(new Error('The address is too long.'), { code: 'EADDRESS' });
  const pdf = new PDFDocument({ size: 'A4', margins: MARGINS, lang: 'en-GB', info: { Title: 'Letter' }, font: FACE });
  const whole = buffer(pdf);
  const lineHeight = WINDOW.height / ADDRESS_LINES_MAX;
  pdf.fontSize(9);
  lines.forEach((line, index) =>
    pdf.text(line, WINDOW.left, WINDOW.top + index * lineHeight, {
      width: WINDOW.width,
      height: lineHeight,
      lineBreak: false,
    }),
  );
  pdf.fontSize(SIZE).text(subject === '' ? body : `${subject}\n\n${body}`, MARGINS.left, WORDS_BEGIN, { lineGap: 4 });
  pdf.end();
  return whole;
}
