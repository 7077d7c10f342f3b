import { formatOf, theKey, type Run } from './marks.ts';
import { sections, type PlanSection } from './sections.ts';

/** A piece of the working document as it is printed. */
export interface PrintPart {
  kind: 'title' | 'heading' | 'line' | 'words';
  runs: readonly Run[];
}

export interface ToPrint {
  /** "Appeal EH999/26/00001 about Maya". */
  about: string;
  /** In words: the day it was printed. */
  asAt: string;
  paragraphs: readonly { section: string; runs: readonly Run[] }[];
}

const plain = (text: string): Run => ({ text, act: 'keeps', by: [] });
const one = (kind: PrintPart['kind'], text: string): PrintPart => ({ kind, runs: [plain(text)] });

/** The key as it is printed: each mark on words that say what it means (WD2). */
const keyParts: PrintPart[] = theKey.map(({ means, ...mark }) => ({
  kind: 'line',
  runs: [{ ...mark, text: `${nameOf(mark)}: ${means}` }],
}));

function nameOf(mark: Pick<Run, 'act' | 'by'>): string {
  const { bold, italic, underline, strike } = formatOf(mark);
  const look = bold ? 'Bold' : italic ? 'Italic' : underline ? 'Underlined' : 'Plain';
  return strike ? `${look}, struck through` : look;
}

/** The whole document in order: what it is, the key, and each section under its heading. */
export function partsOf({ about, asAt, paragraphs }: ToPrint): PrintPart[] {
  const bySection = Map.groupBy(paragraphs, ({ section }) => section);
  return [
    one('title', 'Working document'),
    one('line', about),
    one('line', `As it stood on ${asAt}. It shows what was put forward, and not words still being written.`),
    one('heading', 'What the marks mean'),
    ...keyParts,
    one('line', 'Bold and italic together: both propose it.'),
    ...[...bySection].flatMap(([section, inIt]): PrintPart[] => [
      one('heading', `Section ${section}: ${sections[section as PlanSection] ?? 'other words'}`),
      ...inIt.map(({ runs }): PrintPart => ({ kind: 'words', runs })),
    ]),
  ];
}
