import {
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
} from 'docx';
import { inShort } from '#domain/calendar/words.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Rows, Section } from './report.ts';

/** Everything the business case is made of: the page's own report, so that both say the same. */
export interface BusinessCase {
  council: string;
  on: CalendarDate;
  sections: readonly Section[];
}

const HALF_POINTS = 24;

/** The report as a Word file: headings, real tables with a header row, English as read in England. */
export function businessCaseDocx({ council, on, sections }: BusinessCase): Promise<Buffer> {
  const title = `Early resolution and mediation: the pilot in ${council}`;
  const made = `Printed from Common Ground on ${inShort(on)}. The figures are as they stood on that day.`;
  const file = new Document({
    title,
    creator: council,
    description: 'What the pilot did, what it cost, where the figures come from, and what they do not prove.',
    styles: {
      default: {
        document: { run: { font: 'Arial', size: HALF_POINTS, language: { value: 'en-GB' } } },
        // Word's own headings are a pale blue that a photocopier loses.
        ...{ title: { run: { size: 40, bold: true } }, heading1: { run: { size: 30, bold: true, color: '1B2430' } } },
      },
    },
    sections: [
      {
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
          new Paragraph({ text: made, spacing: { after: 240 } }),
          ...sections.flatMap(inFile),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}

function inFile({ heading, says, list = [], table }: Section): FileChild[] {
  return [
    new Paragraph({ text: heading, heading: HeadingLevel.HEADING_1, spacing: { before: 360, after: 120 } }),
    ...says.map((text) => new Paragraph({ text, spacing: { after: 120 } })),
    ...list.map((text) => new Paragraph({ text, bullet: { level: 0 } })),
    ...(table ? [caption(table.caption), tableOf(table)] : []),
  ];
}

const caption = (words: string) =>
  new Paragraph({
    keepNext: true,
    spacing: { before: 120, after: 60 },
    children: [new TextRun({ text: words, bold: true })],
  });

function tableOf({ head, rows }: Rows): Table {
  const cell = (text: string, bold: boolean) =>
    new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, bold })] })] });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: head.map((text) => cell(text, true)) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((text) => cell(text, false)) })),
    ],
  });
}
