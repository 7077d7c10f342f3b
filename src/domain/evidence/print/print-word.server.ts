import {
  AlignmentType,
  convertInchesToTwip,
  Document,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type IRunOptions,
} from 'docx';
import { isFromRight } from '../reader/copy/letters.ts';
import type { PrintBlock, Printed } from './blocks.ts';

const FONT = 'Arial';
/** Half points, as Word counts. */
const SIZE = { words: 24, title: 44, heading: 30, smallHeading: 24, foot: 15 };
/** Twentieths of a point. */
const AFTER = { words: 200, item: 80, heading: 120, title: 260, smallHeading: 60 };
const BULLETS = 'bullets';

const levels = {
  title: HeadingLevel.HEADING_1,
  heading: HeadingLevel.HEADING_2,
  'small-heading': HeadingLevel.HEADING_3,
} as const;

/** The same blocks as a Word file with real headings and lists, in British English, for whoever wants larger letters or another reader. */
export async function printWord({ title, blocks, foot }: Printed): Promise<Buffer> {
  const file = new Document({
    title,
    creator: 'Common Ground',
    styles: { default: styles },
    numbering: { config: [{ reference: BULLETS, levels: [bullet] }] },
    sections: [{ footers: { default: footOf(foot) }, children: blocks.flatMap(paragraphsOf) }],
  });
  return Packer.toBuffer(file);
}

const headingStyle = (size: number, after: number) => ({
  run: { font: FONT, size, bold: true, color: '000000' },
  paragraph: { spacing: { before: after, after }, keepNext: true },
});
const styles = {
  document: { run: { font: FONT, size: SIZE.words, language: { value: 'en-GB' } } },
  heading1: headingStyle(SIZE.title, AFTER.title),
  heading2: headingStyle(SIZE.heading, AFTER.heading),
  heading3: headingStyle(SIZE.smallHeading, AFTER.smallHeading),
};
const bullet = {
  level: 0,
  format: LevelFormat.BULLET,
  text: '•',
  alignment: AlignmentType.LEFT,
  style: { paragraph: { indent: { left: convertInchesToTwip(0.25), hanging: convertInchesToTwip(0.25) } } },
};

function paragraphsOf(block: PrintBlock): Paragraph[] {
  if (block.kind === 'list')
    return block.items.map((item) => paragraph(runs(item), item, AFTER.item, { reference: BULLETS, level: 0 }));
  if (block.kind === 'pairs')
    return block.pairs.map(({ label, words }) =>
      paragraph([...runs(`${label}: `, { bold: true }), ...runs(words)], words, AFTER.item),
    );
  if (block.kind === 'words') return [paragraph(runs(block.words), block.words, AFTER.words)];
  return [
    new Paragraph({
      heading: levels[block.kind],
      bidirectional: isFromRight(block.words),
      children: runs(block.words),
    }),
  ];
}

const paragraph = (
  children: TextRun[],
  words: string,
  after: number,
  numbering?: { reference: string; level: number },
) =>
  new Paragraph({
    children,
    spacing: { after },
    bidirectional: isFromRight(words),
    ...(numbering ? { numbering } : {}),
  });

/** Words with their own line breaks. */
const runs = (words: string, look: IRunOptions = {}): TextRun[] =>
  words
    .split('\n')
    .map(
      (text, line) => new TextRun({ ...look, text, rightToLeft: isFromRight(text), ...(line > 0 ? { break: 1 } : {}) }),
    );

const footOf = (foot: readonly string[]): Footer =>
  new Footer({
    children: [
      ...foot.map((text) => new Paragraph({ children: [new TextRun({ text, size: SIZE.foot })] })),
      new Paragraph({
        children: [
          new TextRun({
            size: SIZE.foot,
            children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
    ],
  });
