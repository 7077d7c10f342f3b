import { paperLimits } from '../limits.ts';
import type { PageLine } from '../paper.ts';
import type { ReadPage } from './job.ts';

/** One run of text on a page. `x` and `y` are where its baseline starts, in points, y upwards. */
export interface Run {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  rightToLeft: boolean;
  /** What the run covers of the page as it is shown: points from the top left. */
  box: Box;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

type Line = [Run, ...Run[]];

const SAME_LINE = 0.5;
const NEW_PARAGRAPH = 1.7;
const WORD_GAP = 0.2;
const COLUMN_GAP = 2;

const heightOf = (line: Line): number => Math.max(1, ...line.map(({ height }) => height));
const endOf = ({ x, width }: Run): number => x + width;

/** Puts runs that stand on one line together, in the order the PDF tells them: that is the order they were written in. */
function runsByLine(runs: readonly Run[]): Line[] {
  const lines: Line[] = [];
  for (const run of runs) {
    const line = lines.at(-1);
    const last = line?.at(-1);
    const size = Math.max(run.height, last?.height ?? 0, 1);
    const onward = last && (run.rightToLeft || run.x >= endOf(last) - size * COLUMN_GAP);
    if (line && last && onward && Math.abs(last.y - run.y) <= size * SAME_LINE) line.push(run);
    else if (run.text.trim() !== '') lines.push([run]);
  }
  return lines;
}

// Old Arabic fonts hold one letter per shape; readers aloud know the letters, not the shapes.
const letters = (text: string): string =>
  text.replace(/[\uFB50-\uFDFF\uFE70-\uFEFF]+/g, (shapes) => shapes.normalize('NFKC'));

// Spaces of every kind, and what a damaged font hands us that no database text can hold.
const UNWRITABLE = /[\s\p{Cc}]+/gu;

/** The words of a line: from the right where it is written so, with spaces where there are gaps. */
function wordsOf(line: Line): string {
  const fromRight = line.filter(({ rightToLeft }) => rightToLeft).length * 2 > line.length;
  const runs = fromRight ? [...line].sort((a, b) => b.x - a.x) : line;
  let words = '';
  for (const [index, run] of runs.entries()) {
    const before = runs[index - 1];
    const gap = before ? (fromRight ? before.x - endOf(run) : run.x - endOf(before)) : 0;
    words += (gap > run.height * WORD_GAP ? ' ' : '') + run.text;
  }
  return letters(words.toWellFormed()).replace(UNWRITABLE, ' ').trim();
}

/** The smallest box around all of them, to a tenth of a point. */
export function boxAround(boxes: readonly Box[]): Box {
  const tenth = (points: number) => Math.round(points * 10) / 10;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x: tenth(x), y: tenth(y), width: tenth(right - x), height: tenth(bottom - y) };
}

/** The lines of a page in reading order. A new paragraph starts where they draw apart, jump back up, or change size. */
export function linesOf(runs: readonly Run[]): PageLine[] {
  const lines: PageLine[] = [];
  let above: Line | null = null;
  for (const line of runsByLine(runs)) {
    const down: number = above ? above[0].y - line[0].y : 0;
    const [size, sizeAbove] = [heightOf(line), above ? heightOf(above) : 0];
    const together = down > 0 && down < Math.max(size, sizeAbove) * NEW_PARAGRAPH && Math.abs(size - sizeAbove) < 2;
    const last = lines.at(-1)?.paragraph ?? -1;
    lines.push({
      text: wordsOf(line),
      paragraph: together ? last : last + 1,
      // Spaces reach past the ink, and past the page.
      ...boxAround(line.filter(({ text }) => text.trim() !== '').map(({ box }) => box)),
    });
    above = line;
  }
  return lines;
}

/** A word broken at the end of a line is one word again; a hyphen between capitals or digits is kept. */
const join = (before: string, after: string): string =>
  /\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(after) ? before.slice(0, -1) + after : `${before} ${after}`;

/** The paragraphs that lines make, in order: the one at place 3 is made of the lines that say `paragraph: 3`. */
export function paragraphsOf(lines: readonly Pick<PageLine, 'text' | 'paragraph'>[]): string[] {
  const paragraphs: string[] = [];
  for (const { text, paragraph } of lines) {
    const begun = paragraphs[paragraph];
    paragraphs[paragraph] = begun === undefined ? text : join(begun, text);
  }
  return paragraphs;
}

/** How the words of a page are kept: its paragraphs, with an empty line between them. */
export const asWords = (lines: readonly PageLine[]): string => paragraphsOf(lines).join('\n\n');

/** A page as it is kept. */
export function pageOf(lines: PageLine[], widthPt: number, heightPt: number): ReadPage {
  const words = asWords(lines).slice(0, paperLimits.wordsPerPageMax);
  return { words, wordsFrom: words === '' ? 'none' : 'file', lines, widthPt, heightPt };
}
