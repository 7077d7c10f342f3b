import { Document, Footer, HeadingLevel, Packer, PageNumber, Paragraph, Tab, TextRun } from 'docx';
import { isFromRight } from '#domain/evidence/reader/copy/letters.ts';
import { formatOf, type Run } from './marks.ts';
import { partsOf, type PrintPart, type ToPrint } from './printed.ts';
import { looks, pageSize } from './type-size.ts';
import { sameEveryTime, whoMadeIt } from './zip-dates.ts';

const FONT = 'Arial';
const twips = (points: number) => Math.round(points * 20);
const halfPoints = (points: number) => Math.round(points * 2);

/**
 * The working document as a Word file: real bold, italic, underlined and struck letters that any program shows alike, and no
 * tracked changes. The same document on the same day gives the same bytes.
 */
export async function workingWord(print: ToPrint): Promise<Buffer> {
  const margin = twips(pageSize.marginPt);
  const file = new Document({
    title: 'Working document',
    creator: 'Common Ground',
    styles: { default: { document: { run: { font: FONT, language: { value: 'en-GB' } } } } },
    sections: [
      {
        properties: { page: { margin: { top: margin, right: margin, bottom: margin, left: margin } } },
        footers: { default: pageNumbers(print.about) },
        children: partsOf(print).map(paragraphOf),
      },
    ],
  });
  return sameEveryTime(await Packer.toBuffer(file, undefined, [whoMadeIt('Working document')]));
}

const headings = { title: HeadingLevel.HEADING_1, heading: HeadingLevel.HEADING_2, line: undefined, words: undefined };

function paragraphOf({ kind, runs }: PrintPart): Paragraph {
  const { sizePt, afterPt, bold } = looks[kind];
  const heading = headings[kind];
  return new Paragraph({
    ...(heading ? { heading, keepNext: true } : {}),
    spacing: { after: twips(afterPt) },
    bidirectional: isFromRight(runs.map(({ text }) => text).join('')),
    children: runs.flatMap((run) => textRuns(run, sizePt, bold)),
  });
}

/** Words of one mark, each line of them a run of its own. */
function textRuns(run: Run, sizePt: number, headingBold: boolean): TextRun[] {
  const { bold, italic, underline, strike } = formatOf(run);
  return run.text.split('\n').map(
    (line, index) =>
      new TextRun({
        size: halfPoints(sizePt),
        color: '000000',
        ...(bold || headingBold ? { bold: true } : {}),
        ...(italic ? { italics: true } : {}),
        ...(underline ? { underline: {} } : {}),
        ...(strike ? { strike: true } : {}),
        ...(index > 0 ? { break: 1 } : {}),
        rightToLeft: isFromRight(line),
        children: childrenOf(line),
      }),
  );
}

/** Letters that XML has no place for: nobody types them, and with one a Word file does not open. */
// eslint-disable-next-line no-control-regex
const UNWRITABLE = /[\0-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Words with their tabs as Word has them. */
function childrenOf(text: string): (string | Tab)[] {
  const written = text.toWellFormed().replace(UNWRITABLE, '');
  return written.split(/(\t)/).map((piece) => (piece === '\t' ? new Tab() : piece));
}

const pageNumbers = (about: string): Footer => {
  const run = (children: (string | (typeof PageNumber)[keyof typeof PageNumber])[]) =>
    new TextRun({ size: halfPoints(9), children });
  return new Footer({
    children: [
      new Paragraph({ children: [run([about])] }),
      new Paragraph({ children: [run(['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES])] }),
    ],
  });
};
