import { PDFHexString, PDFRef, type PDFObject } from '@cantoo/pdf-lib';
import { bookObject, type PaperJob } from '../job.ts';
import type { Sheet } from '../plan.ts';
import { drawersOf, type Content, type Drawer } from './content.ts';
import { A4 } from './geometry.ts';
import { drawLines, headLines, headPtOf, numberLine } from './head.ts';
import { Segment } from './segment.ts';

/** Writes one paper as a segment: a sheet for each of its pages under our number line, and one section of the structure. */
export async function buildPaper(job: PaperJob, bytes: Uint8Array, write: (bytes: Uint8Array) => void): Promise<void> {
  const segment = new Segment(job.firstObject, write);
  const { part, font } = job;
  const drawers = drawersOf(job, bytes, segment);
  const section = segment.ref();
  const head = headLines(`${part.title}${part.note ? ` ${part.note}` : ''}`, font, A4.widthPt);
  const children: PDFRef[] = [];
  const sheets: { page: number; label: string }[] = [];
  for (const [index, sheet] of part.sheets.entries()) {
    const lines = index === 0 ? head : [];
    const content = await firstThatCan(drawers, index + 1, headPtOf(lines.length));
    const made = putSheet(job, segment, section, { sheet, lines, content });
    children.push(...made.elements);
    sheets.push({ page: made.page.objectNumber, label: sheet.label });
  }
  segment.put(
    section,
    segment.context.obj({
      ...{ Type: 'StructElem', S: 'Sect', P: PDFRef.of(bookObject.document), K: children },
      T: PDFHexString.fromText(part.title),
    }),
  );
  segment.part({ id: part.id, element: section.objectNumber, sheets });
  segment.end();
}

async function firstThatCan([drawer, ...others]: Drawer[], page: number, headPt: number): Promise<Content> {
  if (!drawer) throw new Error('Not even a sentence could be put on the page.');
  if (others.length === 0) return drawer(page, headPt);
  return drawer(page, headPt).catch(() => firstThatCan(others, page, headPt));
}

interface Drawn {
  sheet: Sheet;
  lines: string[];
  content: Content;
}

function putSheet(job: PaperJob, segment: Segment, section: PDFRef, { sheet, lines, content }: Drawn) {
  const { context } = segment;
  const { widthPt, heightPt } = content.placed;
  const page = segment.ref();
  const tag = content.hasWords ? 'P' : 'Figure';
  const alt: Record<string, PDFObject> = content.hasWords ? {} : { Alt: PDFHexString.fromText(`${sheet.line}: a picture without words.`) };
  const element = (S: string, K: number, more: Record<string, PDFObject> = {}) =>
    segment.add(context.obj({ Type: 'StructElem', S, P: section, Pg: page, K, ...more }));
  const elements = lines.length > 0 ? [element('H2', 0), element(tag, 1, alt)] : [element(tag, 0, alt)];
  const heading = lines.length > 0 ? `/H2 <</MCID 0>> BDC ${drawLines(lines, job.font, heightPt)} EMC` : '';
  const drawing = [
    numberLine(sheet, job.font, widthPt, heightPt),
    heading,
    `/${tag} <</MCID ${elements.length - 1}>> BDC ${content.drawing} EMC`,
  ].join('\n');
  const fonts = Object.fromEntries(job.font.objects.map((object, at) => [`N${at}`, PDFRef.of(object)]));
  segment.put(
    page,
    context.obj({
      ...{ Type: 'Page', Parent: PDFRef.of(bookObject.pages), MediaBox: [0, 0, widthPt, heightPt] },
      Resources: { Font: { ...fonts, ...content.fonts }, XObject: content.forms },
      Contents: segment.add(context.flateStream(drawing)),
      ...{ StructParents: page.objectNumber, Tabs: 'S' },
    }),
  );
  segment.parent(page, segment.add(context.obj(elements)));
  return { page, elements };
}
