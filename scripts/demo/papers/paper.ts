import PDFDocument from 'pdfkit';

/** A made-up report: who wrote it, and its sections. A section's words are paragraphs, one a line. */
export interface MadeUpPaper {
  title: string;
  author: string;
  /** Under the title: who it is about and when, as such papers have it. */
  about: string[];
  sections: { heading: string; paragraphs: string[]; table?: [string, string][] }[];
}

const INK = '#1b2430';
const QUIET = '#55606e';
const MARGIN_PT = 72;

/** Prints the paper as an A4 PDF with numbered pages; each section that would be cut in half begins a new page. */
export function printPaper(paper: MadeUpPaper): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN_PT,
    bufferPages: true,
    lang: 'en-GB',
    info: { Title: paper.title, Author: paper.author },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const printed = new Promise<Buffer>((done) => pdf.on('end', () => done(Buffer.concat(chunks))));

  pdf.fillColor(INK).font('Helvetica-Bold').fontSize(20).text(paper.title);
  pdf.moveDown(0.5).font('Helvetica').fontSize(11).fillColor(QUIET);
  for (const line of [paper.author, ...paper.about]) pdf.text(line);
  for (const section of paper.sections) printSection(pdf, section);
  numberPages(pdf, paper.title);
  pdf.end();
  return printed;
}

function printSection(
  pdf: PDFKit.PDFDocument,
  { heading, paragraphs, table = [] }: MadeUpPaper['sections'][number],
): void {
  pdf.moveDown(1.2);
  if (pdf.y > pdf.page.height - 3 * MARGIN_PT) pdf.addPage();
  pdf.fillColor(INK).font('Helvetica-Bold').fontSize(15).text(heading);
  for (const paragraph of paragraphs) pdf.moveDown(0.6).font('Helvetica').fontSize(13).text(paragraph, { lineGap: 6 });
  for (const [what, found] of table) {
    pdf.moveDown(0.5).font('Helvetica-Bold').fontSize(13).text(`${what}: `, { continued: true });
    pdf.font('Helvetica').text(found, { lineGap: 6 });
  }
}

function numberPages(pdf: PDFKit.PDFDocument, title: string): void {
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    // Below the margin pdfkit would start a new page for it.
    pdf.page.margins.bottom = 0;
    pdf.font('Helvetica').fontSize(9).fillColor(QUIET);
    pdf.text(`${title} · page ${page + 1} of ${count} · made up for a demonstration`, MARGIN_PT, pdf.page.height - 40, {
      align: 'center',
      width: pdf.page.width - 2 * MARGIN_PT,
    });
  }
}
