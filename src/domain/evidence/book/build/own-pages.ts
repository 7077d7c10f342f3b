import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { HeadFont } from '../job.ts';
import type { Block, BookPlan, WordsPart } from '../plan.ts';
import { roman } from '../roman.ts';
import { Faces } from './fonts.ts';
import { NOT_DRAWN } from './content.ts';
import { Writer } from './writer.ts';

export interface OwnPages {
  pdf: Buffer;
  /** The parts in the order of their structure, each with the labels of its sheets. */
  parts: { id: string; labels: string[] }[];
  head: HeadFont;
}

/** Lays out every page that is ours, tagged, one section of the structure for each part. */
export async function layOut(plan: BookPlan): Promise<OwnPages> {
  const document = new PDFDocument({
    ...{ tagged: true, autoFirstPage: false, bufferPages: true, pdfVersion: '1.7', lang: 'en-GB', size: 'A4' },
    margins: { top: 64, bottom: 56, left: 62, right: 62 },
  });
  const written = buffer(document);
  const faces = new Faces(document);
  const own = plan.parts.filter((part) => part.kind === 'words');
  const starts = own.map((part) => layPart(new Writer(document, faces), document, part));
  const parts = numbered(document, faces, plan, own, starts);
  const head = faces.head(lettersOf(plan));
  document.end();
  return { pdf: await written, parts, head };
}

/** Lays out one part from a fresh page on, and returns which page that is. */
function layPart(writer: Writer, document: PDFKit.PDFDocument, part: WordsPart): number {
  const from = document.bufferedPageRange().count;
  document.addPage();
  const section = document.struct('Sect', { title: part.outline.title });
  document.addStructure(section);
  let contents: PDFKit.PDFStructureElement | null = null;
  const lay = (block: Block) => {
    if (block.kind !== 'entry') contents = null;
    else if (!contents) section.add((contents = document.struct('TOC')));
    writer.block(contents ?? section, block);
  };
  part.blocks.forEach(lay);
  if (writer.lacked) lay({ kind: 'quiet', words: 'Some letters cannot be printed here and show as a box. In Common Ground they are as they were written.' });
  section.end();
  return from;
}

/** Writes the number line on every page, now that it is known how many each part took. */
function numbered(
  document: PDFKit.PDFDocument,
  faces: Faces,
  { ownLine, moreLine }: BookPlan,
  own: readonly WordsPart[],
  starts: readonly number[],
): OwnPages['parts'] {
  const all = document.bufferedPageRange().count;
  let outside = 0;
  return own.map((part, at) => {
    const [from, to] = [starts[at]!, starts[at + 1] ?? all];
    const labels = Array.from({ length: to - from }, (_, more) => {
      const page = roman(part.sheet ? 0 : ++outside);
      const line = part.sheet ? part.sheet.line + (more ? moreLine : '') : ownLine.replace('{page}', page);
      document.switchToPage(from + more);
      new Writer(document, faces).numberLine(line, part.sheet?.cite ?? '');
      return part.sheet ? part.sheet.label + (more ? ` (${more + 1})` : '') : page;
    });
    return { id: part.id, labels };
  });
}

function lettersOf({ parts }: BookPlan): Set<string> {
  const papers = parts.filter((part) => part.kind === 'paper');
  const texts = papers.flatMap(({ title, note, sheets }) => [title, note, ...sheets.flatMap(({ line, cite }) => [line, cite])]);
  return new Set([...texts, NOT_DRAWN, ' …'].join(''));
}
